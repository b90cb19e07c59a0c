package dev.pawl.labs.programs.writer;

import dev.pawl.llm.ModelSpec;
import java.util.Optional;

/// How writers work, whomever they ask.
///
/// @param attempts how often a model may answer before its ticket is given up; errors are told to
///   it in between
/// @param similarityMax a candidate that resembles a known one this much or more is not new; 1
///   stands for the same tokens
/// @param judge who is asked whether such a candidate is new after all; empty for nobody
/// @param programCharsMax of a program that is shown; a longer one is not
record Style(int attempts, double similarityMax, Optional<ModelSpec> judge, int programCharsMax) {

  /// The most characters of feedback, of a failure, and of advice.
  static final int FEEDBACK_CHARS_MAX = 4_000;

  /// The most characters of a program that is shown besides the parent.
  static final int INSPIRATION_CHARS_MAX = 12_000;

  /// The most characters of an answer that is shown to its author again.
  static final int ANSWER_CHARS_MAX = 40_000;

  Style {
    if (attempts < 1 || !(similarityMax > 0 && similarityMax <= 1) || programCharsMax < 1) {
      throw new IllegalArgumentException(
          "%d attempts, similarity up to %s, programs up to %d characters: all must be positive, and similarity at most 1"
              .formatted(attempts, similarityMax, programCharsMax));
    }
  }
}
