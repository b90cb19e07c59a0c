package dev.pawl.labs.redqueen.operators;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Elite;
import dev.pawl.Score;
import dev.pawl.corewar.Warrior;

/// Warriors and elites from text.
final class Texts {
  private Texts() {}

  static Warrior warrior(String text) {
    return switch (RedcodeText.read(text)) {
      case RedcodeText.Reading.Read(Warrior warrior) -> warrior;
      case RedcodeText.Reading.Unreadable(String reason) -> throw new AssertionError(reason);
    };
  }

  static Warrior warrior(Candidate candidate) {
    return warrior(candidate.text());
  }

  static Elite elite(Candidate candidate) {
    return new Elite(candidate, Score.of(0.5, Bounds.UNIT), 1);
  }

  static Elite elite(String text) {
    return elite(Candidate.of(RedcodeText.FILE, text));
  }
}
