package dev.pawl.jail;

/// The walls cannot be built: a fault of this machine and not of the program. Nothing was run.
public final class JailException extends RuntimeException {

  public JailException(String message) {
    super(message);
  }

  public JailException(String message, Throwable cause) {
    super(message, cause);
  }
}
