package dev.pawl.labs.redqueen.model;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.archive.Axis;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was tried so far and fought at least a few battles, round by round. Rounds differ in their
/// opponents, so a warrior is ranked among those of its round.
final class Past {

  private static final double[] CLASS_FROM = {0, 0.4, 0.7, 0.9};

  private final List<Axis> axes;
  private final NavigableMap<Integer, List<Fought>> rounds = new TreeMap<>();
  private long first = Long.MAX_VALUE;
  private long last;

  /// @param axes of the traits, two
  Past(List<Axis> axes) {
    this.axes = List.copyOf(axes);
  }

  /// What a trial was worth in its battles.
  ///
  /// @param error standard error of the value
  /// @param cell of the traits
  record Worth(double value, double error, List<Integer> cell) {}

  /// A trial that fought.
  record Fought(Hash id, Warrior warrior, List<Hash> parents, Worth worth) {}

  /// A trial and where it stands in its round.
  ///
  /// @param scoreClass from 0 to the best
  /// @param parents those that fought in the same round
  record Ranked(int round, Fought fought, int scoreClass, List<Fought> parents) {}

  void add(Trial trial) {
    Optional<Worth> worth = worth(trial.outcome());
    if (worth.isPresent()
        && RedcodeText.read(trial.candidate()) instanceof RedcodeText.Reading.Read(var warrior)) {
      rounds
          .computeIfAbsent(trial.round(), round -> new ArrayList<>())
          .add(new Fought(trial.candidate().id(), warrior, trial.parents(), worth.get()));
      first = Math.min(first, trial.ticket());
      last = trial.ticket();
    }
  }

  private Optional<Worth> worth(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Finished(Score score) -> Optional.of(worth(score));
      case Outcome.Eliminated(Score soFar, String _) -> Optional.of(worth(soFar));
      case Outcome.TimedOut _,
          Outcome.OverLimit _,
          Outcome.Refused _,
          Outcome.Crashed _,
          Outcome.TriedToEscape _ ->
          Optional.empty();
    };
  }

  private Worth worth(Score score) {
    List<Integer> cell = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      cell.add(i < score.traits().size() ? axes.get(i).cellOf(score.traits().get(i)) : 0);
    }
    return new Worth(score.value(), error(score.tasks()), List.copyOf(cell));
  }

  private static double error(List<Double> tasks) {
    if (tasks.size() < 2) {
      return 0;
    }
    double mean = tasks.stream().mapToDouble(t -> t).average().orElse(0);
    double squares = tasks.stream().mapToDouble(t -> (t - mean) * (t - mean)).sum();
    return Math.sqrt(squares / (tasks.size() - 1) / tasks.size());
  }

  boolean isEmpty() {
    return rounds.isEmpty();
  }

  /// The first ticket that is remembered.
  long first() {
    return first;
  }

  /// The last ticket that is remembered.
  long last() {
    return last;
  }

  /// Everything, ranked, in the order of tickets.
  List<Ranked> ranked() {
    List<Ranked> all = new ArrayList<>();
    rounds.forEach((round, fought) -> all.addAll(ranked(round, fought)));
    return all;
  }

  /// The same with what came of the trials dealt out anew within each round: as much to learn from,
  /// and nothing to be learned.
  List<Ranked> shuffled(Draw draw) {
    List<Ranked> all = new ArrayList<>();
    rounds.forEach((round, fought) -> {
      List<Worth> worths = new ArrayList<>(fought.stream().map(Fought::worth).toList());
      Collections.shuffle(worths, draw.purpose("round " + round));
      List<Fought> dealt = new ArrayList<>();
      for (int i = 0; i < worths.size(); i++) {
        Fought f = fought.get(i);
        dealt.add(new Fought(f.id(), f.warrior(), f.parents(), worths.get(i)));
      }
      all.addAll(ranked(round, dealt));
    });
    return all;
  }

  private static List<Ranked> ranked(int round, List<Fought> fought) {
    Map<Hash, Fought> byId = new HashMap<>();
    fought.forEach(f -> byId.put(f.id(), f));
    List<Fought> ascending = new ArrayList<>(fought);
    ascending.sort(Comparator.comparingDouble(f -> f.worth().value()));
    IdentityHashMap<Fought, Integer> classes = new IdentityHashMap<>();
    for (int i = 0; i < ascending.size(); i++) {
      classes.put(ascending.get(i), scoreClass((i + 0.5) / ascending.size()));
    }
    List<Ranked> ranked = new ArrayList<>();
    for (Fought f : fought) {
      List<Fought> parents = new ArrayList<>();
      for (Hash id : f.parents()) {
        @Nullable Fought parent = byId.get(id);
        if (parent != null) {
          parents.add(parent);
        }
      }
      ranked.add(new Ranked(round, f, classes.getOrDefault(f, 0), List.copyOf(parents)));
    }
    return ranked;
  }

  private static int scoreClass(double rank) {
    int found = 0;
    for (int i = 0; i < CLASS_FROM.length; i++) {
      found = rank >= CLASS_FROM[i] ? i : found;
    }
    return found;
  }
}
