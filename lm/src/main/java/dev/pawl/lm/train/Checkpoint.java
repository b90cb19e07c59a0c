package dev.pawl.lm.train;

import java.util.Arrays;

/// Where a training was stopped: all that it needs to go on to the same bits. It belongs to one
/// job.
public final class Checkpoint {

  private final byte[] bytes;

  private Checkpoint(byte[] bytes) {
    this.bytes = bytes;
  }

  /// From [#bytes]; whether they fit a job is seen when it goes on.
  public static Checkpoint of(byte[] bytes) {
    return new Checkpoint(bytes.clone());
  }

  /// A copy, for a file.
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "%,d bytes".formatted(bytes.length);
  }
}
