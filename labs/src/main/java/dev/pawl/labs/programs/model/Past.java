package dev.pawl.labs.programs.model;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.engine.Improver.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run has tried lately. Part of the fold: [#add] is the only change.
final class Past {

  static final int PROGRAMS_MAX = 20_000;

  /// Where the classes of those that were scored begin, as a share of the better ones.
  private static final double[] CLASS_FROM = {0, 0.1, 0.3, 0.6};

  private final Candidate seed;
  private final Known known = new Known();
  private final Map<Hash, Tried> tried = new LinkedHashMap<>();
  private long first = -1;
  private long last;

  Past(Candidate seed) {
    this.seed = seed;
    known.add(seed.id(), 0);
  }

  /// A program that was tried.
  ///
  /// @param parent the one that it was made from, if it is remembered
  /// @param value negative infinity for one that failed
  private record Tried(Candidate program, Optional<Candidate> parent, double value) {
    boolean isFinished() {
      return value > Double.NEGATIVE_INFINITY;
    }
  }

  /// A program, and the class of its value among all.
  record Ranked(Candidate program, Optional<Candidate> parent, int quality) {}

  void add(Trial trial) {
    Candidate program = trial.candidate();
    known.add(program.id(), trial.ticket());
    first = first < 0 ? trial.ticket() : first;
    last = trial.ticket();
    double value =
        trial.outcome() instanceof Outcome.Finished(var score)
            ? score.value()
            : Double.NEGATIVE_INFINITY;
    Optional<Candidate> parent = trial.parents().stream().findFirst().flatMap(this::remembered);
    tried.putIfAbsent(program.id(), new Tried(program, parent, value));
    if (tried.size() > PROGRAMS_MAX) {
      tried.remove(tried.keySet().iterator().next());
    }
  }

  private Optional<Candidate> remembered(Hash id) {
    return id.equals(seed.id())
        ? Optional.of(seed)
        : Optional.ofNullable(tried.get(id)).map(Tried::program);
  }

  /// The first ticket; -1 before there is one.
  long first() {
    return first;
  }

  /// The last ticket; 0 before there is one.
  long last() {
    return last;
  }

  Known known() {
    return known;
  }

  /// All programs that are remembered, the seed too.
  List<Candidate> programs() {
    List<Candidate> programs = new ArrayList<>(List.of(seed));
    tried.values().forEach(each -> programs.add(each.program));
    return programs;
  }

  /// All that were tried, with their classes: the best tenth, up to three tenths, up to six, the
  /// rest, and those that failed.
  List<Ranked> ranked() {
    List<Tried> good =
        tried.values().stream()
            .filter(Tried::isFinished)
            .sorted(Comparator.comparingDouble(Tried::value).reversed())
            .toList();
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < good.size(); i++) {
      ranked.add(ranked(good.get(i), quality((double) i / good.size())));
    }
    tried.values().stream()
        .filter(each -> !each.isFinished())
        .forEach(each -> ranked.add(ranked(each, Vocabulary.FAILED)));
    return ranked;
  }

  private static Ranked ranked(Tried tried, int quality) {
    return new Ranked(tried.program, tried.parent, quality);
  }

  private static int quality(double better) {
    int quality = 0;
    while (quality + 1 < CLASS_FROM.length && better >= CLASS_FROM[quality + 1]) {
      quality++;
    }
    return quality;
  }
}
