package dev.pawl.llm;

/// What came of a request. Every way to fail is a value.
public sealed interface Outcome {

  /// The model answered.
  ///
  /// @param text untrusted, at most [Broker#ANSWER_CHARS_MAX] characters
  /// @param complete false if it was cut off at the most tokens that it may write
  /// @param model what the server says that it is; untrusted
  record Answered(String text, boolean complete, String model) implements Outcome {}

  /// There is no answer.
  ///
  /// @param detail for people; what a server said in it is untrusted and short
  record Failed(Kind kind, String detail) implements Outcome {}

  /// Why there is no answer.
  enum Kind {
    /// The allowance does not cover the most that it can cost. Nothing was sent.
    BUDGET,
    /// It is longer than the model can read. Nothing was sent.
    CONTEXT,
    /// A replay asked for something that the cassette does not hold. Nothing was sent.
    NOT_RECORDED,
    /// The key is missing or the server refuses it; the model is not asked again.
    KEY,
    /// The server wants to be asked less often than we can wait for.
    RATE_LIMITED,
    /// The server refuses the request.
    REFUSED,
    /// The server broke.
    SERVER,
    /// The server cannot be reached, or hung up before it answered.
    UNREACHABLE,
    /// The answer was not complete in time.
    TIMED_OUT,
    /// The connection ended in the middle of the answer.
    TRUNCATED,
    /// The answer has more bytes than are read.
    TOO_LARGE,
    /// The answer is not what the protocol says.
    UNREADABLE,
    /// The answer holds no text.
    EMPTY;

    /// Whether asking again may help.
    boolean mayPass() {
      return switch (this) {
        case RATE_LIMITED, SERVER, UNREACHABLE, TIMED_OUT, TRUNCATED, UNREADABLE, EMPTY -> true;
        case BUDGET, CONTEXT, NOT_RECORDED, KEY, REFUSED, TOO_LARGE -> false;
      };
    }

    /// Whether the server may have done the work and charged for it.
    boolean mayCost() {
      return switch (this) {
        case TIMED_OUT, TRUNCATED, TOO_LARGE, UNREADABLE, EMPTY -> true;
        case BUDGET, CONTEXT, NOT_RECORDED, KEY, RATE_LIMITED, REFUSED, SERVER, UNREACHABLE ->
            false;
      };
    }
  }
}
