package dev.pawl.labs.programs;

import java.util.Locale;

/// One trial of a candidate: everything that an evaluator may draw chance from.
///
/// @param stage the name of the stage, such as `main`
/// @param number from 0, within the stage
/// @param seed from 0 to 2⁵³ − 1, so that it is exact in every language
public record Trial(String stage, Split split, int number, long seed) {

  /// The greatest seed.
  public static final long SEED_MAX = (1L << 53) - 1;

  public Trial {
    if (number < 0 || seed < 0 || seed > SEED_MAX) {
      throw new IllegalArgumentException(
          "trial %d with seed %d; neither may be negative, and a seed is at most 2^53 - 1"
              .formatted(number, seed));
    }
  }

  /// What a trial is for.
  public enum Split {
    /// The search sees its scores.
    SEARCH,
    /// Champions are measured on it; the search sees nothing of it.
    SELECT;

    /// As evaluators and files spell it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
