package dev.pawl.labs.squared;

import dev.pawl.Draw;
import dev.pawl.labs.squared.task.Modular;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.labs.squared.task.Text;
import java.util.List;

/// What sealed tasks of recipes are like: of kinds that the search does not meet, and with larger
/// models. A task is made of a [Draw] and nothing else: which kind, which source of it, and the
/// seed of the training.
///
/// @param kinds of sources (`sealed`)
/// @param context of the models
/// @param scale how many times as wide and as deep models are (`sealed-scale`)
/// @param flops of each training (`sealed-flops`)
/// @param unit how many bits a token less are a whole win (`sealed-unit`)
/// @param reachSeeds trainings for each point of the curves of [Reach]; 0 for no curves
///   (`reach-seeds`)
record Sealing(List<Kind> kinds, int context, int scale, long flops, double unit, int reachSeeds) {

  private static final List<Integer> MODULI = List.of(11, 13, 17, 19, 23);

  Sealing {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty() || scale < 1 || flops < 1_000_000 || !(unit > 0) || reachSeeds < 0) {
      throw new IllegalArgumentException(
          "sealed tasks have %d kinds, scale %d, %d flops and unit %s; they need a kind, a scale of 1, a million flops and a positive unit"
              .formatted(kinds.size(), scale, flops, unit));
    }
  }

  /// Where sources come from.
  sealed interface Kind {

    /// A generator: each draw is another source.
    record Generator(String name) implements Kind {}

    /// A text: each draw is another tokenizer.
    record Written(Text text) implements Kind {}
  }

  /// The task that `draw` makes.
  Task task(Draw draw) {
    return task(kinds.get(draw.purpose("kind").nextInt(kinds.size())), draw);
  }

  /// The task of this kind that `draw` makes.
  Task task(Kind kind, Draw draw) {
    long seed = draw.purpose("source").nextLong() >>> 1;
    return switch (kind) {
      case Kind.Generator(String name) when name.equals("modular") ->
          Task.of(new Modular(MODULI.get((int) (seed % MODULI.size()))), context, scale, seed);
      case Kind.Generator(String name) -> Task.of(Tasks.source(name, seed), context, scale, seed);
      case Kind.Written(Text text) -> {
        Recoded lessons = Recoded.of(text, draw.purpose("alphabet"));
        yield new Task(lessons, lessons.with(text.heldOut()), context, scale, seed);
      }
    };
  }

  /// The seed of the trainings for the task that `draw` makes.
  static long seed(Draw draw) {
    return draw.purpose("training").nextLong() >>> 1;
  }
}
