package dev.pawl;

import java.util.random.RandomGenerator;

/// Chance that is computed and not stored: a stream of random numbers that is a pure function of
/// (seed, ticket, purpose). There is no generator state to save, and nothing depends on which
/// thread draws first.
///
/// The stream is SplitMix64 (Steele, Lea, Flood 2014) started at a mix of the three. An instance is
/// one stream and belongs to one thread; derive another with [#purpose].
public final class Draw implements RandomGenerator {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long origin;
  private long state;

  private Draw(long origin) {
    this.origin = origin;
    this.state = origin;
  }

  /// The stream of a run's `seed` for one `ticket` and one `purpose`.
  public static Draw of(long seed, long ticket, String purpose) {
    return new Draw(mix(mix(seed) ^ mix(ticket + GOLDEN))).purpose(purpose);
  }

  /// Another stream, independent of this one and of how far it has been read.
  public Draw purpose(String purpose) {
    long hash = origin;
    for (int i = 0; i < purpose.length(); i++) {
      hash = mix(hash * 31 + purpose.charAt(i) + GOLDEN);
    }
    return new Draw(mix(hash + purpose.length()));
  }

  @Override
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
