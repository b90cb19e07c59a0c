package dev.pawl.labs.programs.writer;

import dev.pawl.llm.Price;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// About what it costs to ask in some way, by the price list and the size of the seed: enough to
/// tell a cheap way from a dear one before anything is asked.
final class Expense {

  /// What a prompt has besides programs.
  private static final long FRAME_BYTES = 5_000;

  /// What an answer has besides code.
  private static final long WORDS_BYTES = 900;

  private Expense() {}

  /// The cost of each arm, in rewards.
  ///
  /// @param worthDollars what a reward of 1 is worth; infinite if costs do not count
  static double[] of(List<Arm> arms, Brief brief, double worthDollars) {
    long program = brief.show(brief.seed()).getBytes(StandardCharsets.UTF_8).length;
    return arms.stream().mapToDouble(arm -> dollars(arm, program) / worthDollars).toArray();
  }

  private static double dollars(Arm arm, long program) {
    long shown =
        switch (arm.kind()) {
          case CROSS, FIX -> 2 * program;
          case DIFF, REWRITE, FILES ->
              program
                  + (arm.inspiration() == Arm.Inspiration.NONE
                      ? 0
                      : 2 * Math.min(program, Style.INSPIRATION_CHARS_MAX));
        };
    long written =
        switch (arm.kind()) {
          case REWRITE, CROSS -> program;
          case DIFF, FIX, FILES -> program / 4;
        };
    Price price = arm.model().price().orElse(Price.FREE);
    return price.nanoDollars((FRAME_BYTES + shown) / 3, (WORDS_BYTES + written) / 3) / 1e9;
  }
}
