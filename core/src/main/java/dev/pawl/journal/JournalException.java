package dev.pawl.journal;

/// A journal could not be opened, written, or trusted. The run stops: nothing is retried, because
/// after a failed write nobody knows what is on the disk until it has been read again.
public final class JournalException extends RuntimeException {

  JournalException(String message) {
    super(message);
  }

  JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
