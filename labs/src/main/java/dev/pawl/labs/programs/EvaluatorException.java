package dev.pawl.labs.programs;

/// The evaluator is at fault and not the candidate: it broke, or its answer cannot be read. Says
/// what it was asked, what it answered, and what it should.
public final class EvaluatorException extends RuntimeException {

  public EvaluatorException(String message) {
    super(message);
  }

  public EvaluatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
