package dev.pawl.llm;

import java.time.Duration;
import java.util.Optional;

/// Why a server gave no answer, on its way out of LangChain4j, which passes exceptions through.
final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Outcome.Kind kind;
  private final transient Optional<Duration> wait;

  /// @param wait what the server wants us to wait before the next request
  Trouble(Outcome.Kind kind, String detail, Optional<Duration> wait) {
    super(detail);
    this.kind = kind;
    this.wait = wait;
  }

  Trouble(Outcome.Kind kind, String detail) {
    this(kind, detail, Optional.empty());
  }

  Outcome.Kind kind() {
    return kind;
  }

  Optional<Duration> pause() {
    return wait;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
