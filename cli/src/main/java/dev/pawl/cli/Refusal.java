package dev.pawl.cli;

import java.util.List;

/// The user asked for something that cannot be done. The message is one line and says what to do
/// next.
final class Refusal extends RuntimeException {

  private final List<String> problems;

  Refusal(String message) {
    this(message, List.of());
  }

  /// @param problems one line each, where there may be several
  Refusal(String message, List<String> problems) {
    super(message);
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems;
  }
}
