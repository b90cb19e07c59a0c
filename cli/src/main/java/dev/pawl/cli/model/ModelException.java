package dev.pawl.cli.model;

/// A model, or what it is to be trained or measured on, cannot be used. The message is one line and
/// says what to do next.
public final class ModelException extends RuntimeException {

  public ModelException(String message) {
    super(message);
  }
}
