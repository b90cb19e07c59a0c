package dev.pawl.gate;

/// What one generation of improvers came to, as the capability triggers see it.
///
/// @param number from 1
/// @param gain of its sealed score over the generation before
/// @param durationMillis how long it took, by the clock of the record
/// @param sealedScore of its champion, from 0 to 1
/// @param escapeAttempts by its candidates: what a jail refused and an honest program does not try
/// @param canariesSprung by its candidates
public record Generation(
    int number,
    double gain,
    long durationMillis,
    double sealedScore,
    int escapeAttempts,
    int canariesSprung) {

  public Generation {
    if (number < 1 || durationMillis < 1 || escapeAttempts < 0 || canariesSprung < 0) {
      throw new IllegalArgumentException(
          "generation %d: %d ms, %d escape attempts, %d canaries; number and time must be positive, counts not negative"
              .formatted(number, durationMillis, escapeAttempts, canariesSprung));
    }
    if (!Double.isFinite(gain) || !(sealedScore >= 0 && sealedScore <= 1)) {
      throw new IllegalArgumentException(
          "generation %d has gain %s and sealed score %s; the first must be finite, the second from 0 to 1"
              .formatted(number, gain, sealedScore));
    }
  }
}
