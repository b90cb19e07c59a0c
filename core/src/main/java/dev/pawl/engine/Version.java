package dev.pawl.engine;

import dev.pawl.Hash;

/// One state of an improver, such as the weights of a model, as bytes that the journal keeps.
public final class Version {

  private final Hash id;
  private final byte[] bytes;

  /// @param bytes canonical: equal versions have equal bytes
  public Version(byte[] bytes) {
    this.bytes = bytes.clone();
    this.id = Hash.of(this.bytes);
  }

  /// The hash of its bytes.
  public Hash id() {
    return id;
  }

  /// A copy of its bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id.brief();
  }
}
