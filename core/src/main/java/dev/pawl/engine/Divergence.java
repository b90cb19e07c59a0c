package dev.pawl.engine;

/// The loop decided otherwise than the journal says.
public final class Divergence extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long number;

  Divergence(long number, Object recorded, Object decided) {
    super(
        "event %d of the journal is %s, but now it came out as %s: was the study or the program changed?"
            .formatted(number, recorded, decided));
    this.number = number;
  }

  /// The number of the first event that differs.
  public long number() {
    return number;
  }
}
