package dev.pawl.jail;

import dev.pawl.Outcome;
import java.util.Optional;

/// How a jailed program ended.
public sealed interface Ending {

  /// By itself. The code is what the program chose, or 128 and the signal that it died of; it is
  /// never a success, only the absence of a known failure.
  record Exited(int code) implements Ending {}

  /// Killed, because its time was over.
  record TimedOut(long limitMillis) implements Ending {}

  /// Killed, or read no further, because it wanted more than it may have.
  record OverLimit(String limit) implements Ending {}

  /// Not started, because of its files; or not believed, because of what it left.
  record Refused(String reason) implements Ending {}

  /// Not believed, because it reached for what its walls keep from it.
  record TriedToEscape(String how) implements Ending {}

  /// What that means for the candidate, where it decides: a program that ended with code 0 has yet
  /// to be scored.
  default Optional<Outcome> outcome() {
    return switch (this) {
      case Exited(int code) when code == 0 -> Optional.empty();
      case Exited(int code) -> Optional.of(new Outcome.Crashed("ended with exit code " + code));
      case TimedOut(long millis) -> Optional.of(new Outcome.TimedOut(millis));
      case OverLimit(String limit) -> Optional.of(new Outcome.OverLimit(limit));
      case Refused(String reason) -> Optional.of(new Outcome.Refused(reason));
      case TriedToEscape(String how) -> Optional.of(new Outcome.TriedToEscape(how));
    };
  }
}
