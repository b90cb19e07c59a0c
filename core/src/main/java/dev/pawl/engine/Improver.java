package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.Order;
import dev.pawl.Outcome;
import dev.pawl.Proposer;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.propose.Portfolio;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// How proposing is done, and how that changes with what became of the proposals. Part of the fold
/// of the journal: [#learn(String, boolean)], [#observe], [#weigh], [#steered], [#taught],
/// [#goOnFrom] and [#adopt] are the only changes, and two improvers that saw the same do the same.
/// What is not overridden is that of an improver without versions. The engine calls it from one
/// thread, between tickets.
public interface Improver {

  /// Whether somebody can propose, with so many elites in the archive.
  boolean canChoose(int eliteCount);

  /// Who proposes next. A pure function of `draw` and of what was told, and it changes nothing. The
  /// proposers use the version that was adopted last.
  Proposer choose(Draw draw, int eliteCount);

  /// Tells whether the archive kept what `proposer` wrote, for each of its tickets in their order.
  void learn(String proposer, boolean kept);

  /// Tells what came of a ticket, in the order of tickets.
  default void observe(Trial trial) {}

  /// Learns from what was observed, after a round and before the next; empty if there is nothing to
  /// learn, or if `watch` wants it to stop. May take minutes. A pure function of what was observed
  /// and adopted.
  default Optional<Lesson> learn(int round, Watch watch) {
    return Optional.empty();
  }

  /// Whose share of the tickets people may change, by name. Names of groups, such as a model, may
  /// be among them.
  default Set<String> weighable() {
    return Set.of();
  }

  /// From now on the chance of each of these is multiplied by its weight; what was said of the same
  /// name before no longer counts.
  ///
  /// @param weights of some of [#weighable()]; not negative
  default void weigh(Map<String, Double> weights) {}

  /// Tells what somebody wants of the run; the engine sees to it, and an improver may heed it.
  default void steered(Order order) {}

  /// Tells of each lesson, also of one that was refused or that the journal holds: what [#learn]
  /// found out besides the version must be in its [Lesson#recipe]. Comes before [#goOnFrom].
  default void taught(Lesson lesson) {}

  /// From now on its lessons go on from `version`, whether its proposers use it or not. Comes
  /// before [#adopt].
  default void goOnFrom(Version version) {}

  /// How versions are proved on sealed tasks; empty if they cannot be.
  default Optional<Proving<Version>> proving() {
    return Optional.empty();
  }

  /// From now on its proposers use `version`.
  default void adopt(Version version) {
    throw new IllegalStateException(
        "the journal holds a version %s to adopt, but this improver has none".formatted(version));
  }

  /// Measures the version that its lessons go on from on what the search never sees, when it is
  /// new, or after every round while there is none; empty if there is nothing to measure. A pure
  /// function.
  ///
  /// @param workers idle while this is called
  default List<Measurement> measure(int round, ExecutorService workers) {
    return List.of();
  }

  /// An improver that learns nothing but whom to ask.
  static Improver fixed(Portfolio portfolio) {
    return new Fixed(portfolio);
  }

  /// What came of a ticket; seeds are not among them.
  ///
  /// @param admitted whether the archive kept the candidate
  record Trial(
      long ticket,
      int round,
      String proposer,
      List<Hash> parents,
      Candidate candidate,
      Outcome outcome,
      boolean admitted) {}

  /// What was learned.
  ///
  /// @param recipe how, as canonical JSON
  /// @param fromTicket the first ticket that it was learned from
  /// @param toTicket the last
  /// @param lossBefore of the version before on a held-out part of the data, in the recipe's unit
  /// @param lossAfter of the new one; as [#lossBefore()], 0 where there is none, and `refused` says
  ///   why
  /// @param refused why the new version is not adopted; empty if it is
  record Lesson(
      Version version,
      String recipe,
      long fromTicket,
      long toTicket,
      double lossBefore,
      double lossAfter,
      Cost cost,
      Optional<String> refused) {

    public Lesson {
      lossBefore = Double.isFinite(lossBefore) ? lossBefore : 0; // a journal holds no other numbers
      lossAfter = Double.isFinite(lossAfter) ? lossAfter : 0;
    }
  }

  /// Who waits while something is learned.
  interface Watch {

    /// Tells how far it is, in a few words.
    void tell(String progress);

    /// What the run has spent so far on proposing, scoring and learning, in FLOPs: a function of
    /// the journal.
    double compute();

    /// Whether to give up: what was learned so far is lost, and learned again after a resume.
    boolean isStopWanted();
  }
}
