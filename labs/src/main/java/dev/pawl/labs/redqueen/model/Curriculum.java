package dev.pawl.labs.redqueen.model;

import dev.pawl.Draw;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Past.Fought;
import dev.pawl.labs.redqueen.model.Past.Ranked;
import dev.pawl.labs.redqueen.model.Prompts.Part;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.train.Corpus;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns the past into texts to learn from: expert iteration, with replay.
///
/// A run has a few thousand scored warriors, so none is shown the same way twice: every example is
/// drawn anew, with its own task, gap and cut. A warrior is drawn by
///
///     class weight × replay^(rounds ago) / √(warriors of its round and class in its cell)
///
/// so the good, the recent and the rare come more often. Warriors that hardly leave their place
/// ([#isDegenerate]) may score well where others kill each other; they never get more than a tenth
/// of all draws. All tokens after the class are learned, those of prompts too: they are code of the
/// same class.
final class Curriculum {

  /// One candidate in so many is never trained on but measured on.
  private static final int HELD_OUT_ONE_IN = 16;

  private static final int HELD_OUT_MAX = 48;
  private static final double[] CLASS_WEIGHT = {0.5, 1, 3};

  /// Of all warriors of the best class of a round together, however many those are.
  private static final double BEST_WEIGHT = 0.8;

  private static final double DEGENERATE_SHARE_MAX = 0.1;
  private static final double CLEAR_ERRORS = 2;
  private static final double CLEAR_LEAST = 0.02;
  private static final int LEARNED_FROM = 2;

  private final Prompts prompts;
  private final int coreSize;
  private final double replay;
  private final double best;
  private final List<Ranked> trained = new ArrayList<>();
  private final List<Ranked> heldOut = new ArrayList<>();
  private final double[] sums;

  /// @param past at least one
  /// @param best the part of a round that is of the best class
  Curriculum(List<Ranked> past, Prompts prompts, int coreSize, double replay, double best) {
    this.prompts = prompts;
    this.coreSize = coreSize;
    this.replay = replay;
    this.best = best;
    for (Ranked each : past) {
      (isHeldOut(each) ? heldOut : trained).add(each);
    }
    if (heldOut.isEmpty() || trained.isEmpty()) { // so few that the hash put all on one side
      List<Ranked> all = new ArrayList<>(past);
      all.sort(Comparator.comparing(each -> each.fought().id()));
      heldOut.clear();
      trained.clear();
      heldOut.add(all.getFirst());
      trained.addAll(all.size() > 1 ? all.subList(1, all.size()) : all);
    }
    this.sums = sums(weights());
  }

  private static boolean isHeldOut(Ranked each) {
    return Math.floorMod(each.fought().id().d(), HELD_OUT_ONE_IN) == 0;
  }

  /// Whether a warrior's processes stay within the fewest addresses that the grid tells apart.
  static boolean isDegenerate(List<Integer> cell) {
    return cell.get(1) == 0;
  }

  /// The warriors that examples are drawn from.
  List<Warrior> warriors() {
    return trained.stream().map(each -> each.fought().warrior()).toList();
  }

  /// The part of the warriors that the context cannot hold whole: how they end is not learned.
  double tooLong() {
    long cut =
        trained.stream()
            .map(each ->
                prompts.writeAnswered(
                    each.fought().warrior(), each.scoreClass(), each.fought().worth().cell()))
            .filter(text -> text.at(text.size() - 1) != RedcodeTokens.END)
            .count();
    return (double) cut / trained.size();
  }

  /// Texts with about so many tokens.
  List<Example> texts(int tokens, Draw draw) {
    List<Example> examples = new ArrayList<>();
    long size = 0;
    for (int i = 0; size < tokens; i++) {
      Draw each = draw.purpose("example " + i);
      Tokens text = text(trained.get(pick(each)), each);
      size += text.size();
      examples.add(new Example(text, LEARNED_FROM, 1));
    }
    return examples;
  }

  /// Good warriors that are never trained on, each to be written and with a gap to be filled.
  Corpus.Texts heldOut(Draw draw) {
    return heldOut(heldOut, HELD_OUT_MAX, draw);
  }

  /// One of two parts of them that have no warrior in common; empty while there is none in it.
  ///
  /// @param part 0 or 1
  Optional<Corpus.Texts> heldOut(int part, Draw draw) {
    List<Ranked> some =
        heldOut.stream()
            .filter(each ->
                Math.floorMod(Math.floorDiv(each.fought().id().d(), HELD_OUT_ONE_IN), 2L) == part)
            .toList();
    return some.isEmpty() ? Optional.empty() : Optional.of(heldOut(some, HELD_OUT_MAX / 2, draw));
  }

  private Corpus.Texts heldOut(List<Ranked> some, int most, Draw draw) {
    List<Ranked> best = new ArrayList<>(some);
    best.sort(
        Comparator.comparingInt(Ranked::round)
            .reversed()
            .thenComparing(Comparator.comparingInt(Ranked::scoreClass).reversed())
            .thenComparing(each -> each.fought().id()));
    List<Example> examples = new ArrayList<>();
    for (Ranked each : best.subList(0, Math.min(best.size(), most))) {
      Fought f = each.fought();
      examples.add(
          new Example(
              prompts.writeAnswered(f.warrior(), each.scoreClass(), f.worth().cell()),
              LEARNED_FROM,
              1));
      Part gap = Gap.of(f.warrior(), coreSize, draw.purpose(f.id().toString()));
      examples.add(answer(prompts.editAnswered(gap, each.scoreClass())));
    }
    return new Corpus.Texts(examples);
  }

  /// Pairs of middles for one gap: parent and child fought the same opponents, and one clearly did
  /// better. At most so many, the last ones.
  List<Pair> pairs(int most) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = trained.size() - 1; i >= 0 && pairs.size() < most; i--) {
      Ranked child = trained.get(i);
      if (child.parents().size() == 1) {
        pair(child.parents().getFirst(), child.fought()).ifPresent(pairs::add);
      }
    }
    return pairs;
  }

  private Optional<Pair> pair(Fought parent, Fought child) {
    double difference = child.worth().value() - parent.worth().value();
    double error = StrictMath.hypot(child.worth().error(), parent.worth().error());
    if (Math.abs(difference) < Math.max(CLEAR_LEAST, CLEAR_ERRORS * error)) {
      return Optional.empty();
    }
    return Change.of(parent.warrior(), child.warrior())
        .map(change -> {
          Example before = preferred(change.before());
          Example after = preferred(change.after());
          return difference > 0 ? new Pair(after, before) : new Pair(before, after);
        })
        .filter(pair -> samePrompt(pair.preferred(), pair.rejected()));
  }

  private Example preferred(Part gap) {
    return answer(prompts.editAnswered(gap, Prompts.BEST));
  }

  private static boolean samePrompt(Example one, Example other) {
    if (one.promptLength() != other.promptLength()) {
      return false; // one was cut elsewhere, as its middle is longer
    }
    for (int i = 0; i < one.promptLength(); i++) {
      if (one.tokens().at(i) != other.tokens().at(i)) {
        return false;
      }
    }
    return true;
  }

  private static Example answer(Tokens text) {
    int prompt = 0;
    while (text.at(prompt) != RedcodeTokens.MIDDLE) {
      prompt++;
    }
    return new Example(text, prompt + 1, 1);
  }

  private Tokens text(Ranked each, Draw draw) {
    Fought f = each.fought();
    int scoreClass = each.scoreClass();
    return switch (draw.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 ->
          prompts.writeAnswered(f.warrior(), scoreClass, f.worth().cell());
      case 8, 9, 10 -> {
        boolean both = each.parents().size() == 2;
        Warrior one = both ? each.parents().get(0).warrior() : f.warrior();
        Warrior two = both ? each.parents().get(1).warrior() : f.warrior();
        yield both
            ? prompts.crossAnswered(Part.whole(one), Part.whole(two), f.warrior(), scoreClass)
            : halves(f.warrior(), scoreClass, draw);
      }
      case 11, 12, 13, 14 -> {
        Optional<Change> change =
            each.parents().size() == 1
                ? Change.of(each.parents().getFirst().warrior(), f.warrior())
                : Optional.empty();
        yield prompts.editAnswered(
            change.map(Change::after).orElseGet(() -> Gap.of(f.warrior(), coreSize, draw)),
            scoreClass);
      }
      default -> prompts.editAnswered(Gap.of(f.warrior(), coreSize, draw), scoreClass);
    };
  }

  /// A warrior as the child of its own beginning and its own end.
  private Tokens halves(Warrior warrior, int scoreClass, Draw draw) {
    int size = warrior.code().size();
    int to = 1 + draw.nextInt(size);
    int from = to + draw.nextInt(size - to + 1);
    return prompts.crossAnswered(
        new Part(warrior, 0, to), new Part(warrior, from, size), warrior, scoreClass);
  }

  private double[] weights() {
    int now = trained.stream().mapToInt(Ranked::round).max().orElse(0);
    Map<List<Integer>, Integer> crowds = new HashMap<>();
    trained.forEach(each -> crowds.merge(crowd(each), 1, Integer::sum));
    double[] weights = new double[trained.size()];
    double degenerate = 0;
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      Ranked each = trained.get(i);
      weights[i] =
          classWeight(each.scoreClass())
              * StrictMath.pow(replay, now - each.round())
              / Math.sqrt(crowds.getOrDefault(crowd(each), 1));
      all += weights[i];
      degenerate += isDegenerate(each.fought().worth().cell()) ? weights[i] : 0;
    }
    double others = all - degenerate;
    double most = others * DEGENERATE_SHARE_MAX / (1 - DEGENERATE_SHARE_MAX);
    if (degenerate > most && others > 0) {
      for (int i = 0; i < weights.length; i++) {
        boolean is = isDegenerate(trained.get(i).fought().worth().cell());
        weights[i] *= is ? most / degenerate : 1;
      }
    }
    return weights;
  }

  private double classWeight(int scoreClass) {
    return scoreClass == Prompts.BEST ? BEST_WEIGHT / best : CLASS_WEIGHT[scoreClass];
  }

  private static List<Integer> crowd(Ranked each) {
    List<Integer> crowd = new ArrayList<>(each.fought().worth().cell());
    crowd.add(each.round());
    crowd.add(each.scoreClass());
    return crowd;
  }

  private static double[] sums(double[] weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    return sums;
  }

  private int pick(Draw draw) {
    double at = draw.nextDouble() * sums[sums.length - 1];
    int found = Arrays.binarySearch(sums, at);
    return Math.min(found < 0 ? -found - 1 : found + 1, sums.length - 1);
  }
}
