package dev.pawl.cli.report;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.journal.Event;
import dev.pawl.journal.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The facts of one run: the fold of its journal.
///
/// @param head hash of the last entry that was read
/// @param finished why the study is complete; empty if it is not
/// @param tickets that have been settled
/// @param search what proposing, scoring and learning cost
/// @param measuring what measuring champions cost, which is no part of `search`
/// @param scores a sample of the values of all candidates that finished, by ticket
/// @param scoresEvery the sample is one in this many
/// @param binTickets how many tickets a stretch of [Operator#bins] has
/// @param ancestors all that were admitted, by candidate
/// @param gate what was promoted and refused
/// @param pace from times beside the chain
record Run(
    String name,
    long entries,
    Hash head,
    Optional<Event.Started> started,
    Optional<Event.Forked> forked,
    Optional<String> finished,
    long tickets,
    Cost search,
    Cost measuring,
    List<Round> rounds,
    List<Event.Learned> lessons,
    List<Event.Measured> measured,
    List<Point> scores,
    long scoresEvery,
    List<Operator> operators,
    long binTickets,
    Outcomes outcomes,
    Map<Hash, Ancestor> ancestors,
    GateFold gate,
    Pace pace) {

  String lab() {
    return started.map(Event.Started::lab).orElse("");
  }

  /// What all chance of the run was computed from in the end.
  long seed() {
    return forked
        .map(Event.Forked::seed)
        .orElseGet(() -> started.map(Event.Started::seed).orElse(0L));
  }

  /// The champion that was promoted last; without a gate that of the last round that is complete,
  /// or else the best of the first so far.
  Optional<Hash> champion() {
    return lastChampion().map(Round.Champion::id).or(this::bestSoFar);
  }

  /// The same, as the round that it won knows it.
  Optional<Round.Champion> lastChampion() {
    return crowned().map(round -> round.champion().orElseThrow());
  }

  /// The round that [#lastChampion] won.
  Optional<Round> crowned() {
    return gate.championRound()
        .flatMap(number -> rounds.stream().filter(r -> r.number() == number).findFirst())
        .or(this::lastComplete);
  }

  /// The last round that is complete.
  Optional<Round> lastComplete() {
    return rounds.reversed().stream().filter(round -> round.champion().isPresent()).findFirst();
  }

  private Optional<Hash> bestSoFar() {
    Ancestor best = null;
    for (Ancestor ancestor : ancestors.values()) {
      boolean better =
          best == null
              || ancestor.value() > best.value()
              || (ancestor.value() == best.value() && ancestor.ticket() < best.ticket());
      best = better ? ancestor : best;
    }
    return Optional.ofNullable(best).map(Ancestor::candidate);
  }

  /// The measurements with this name, in the order of rounds.
  List<Event.Measured> measured(Measure measure) {
    return measured.stream().filter(measure::names).toList();
  }

  /// What proposing, scoring and learning had cost when something was measured: of a champion, when
  /// its round ended; of a version, when it had been learned.
  Cost searchedBy(Event.Measured measured) {
    Cost searched =
        rounds.stream()
            .filter(round -> round.number() == measured.round())
            .map(Round::searched)
            .findFirst()
            .orElse(Cost.NONE);
    return lessons.stream()
        .filter(lesson -> lesson.round() == measured.round())
        .filter(lesson -> lesson.version().equals(measured.candidate()))
        .map(Event.Learned::cost)
        .reduce(searched, Cost::plus);
  }

  /// What is measured.
  record Measure(String split, String name) implements Comparable<Measure> {

    boolean names(Event.Measured event) {
      return event.split().equals(split) && event.name().equals(name);
    }

    @Override
    public int compareTo(Measure other) {
      int order = name.compareTo(other.name);
      return order != 0 ? order : split.compareTo(other.split);
    }
  }

  /// How fast the run went, in time that somebody worked on it.
  ///
  /// @param cpuNanos of all evaluations
  /// @param workedMillis without the time between sessions
  /// @param curve tickets a second, by minutes worked
  record Pace(long cpuNanos, long workedMillis, List<Point> curve, List<Session> sessions) {}
}
