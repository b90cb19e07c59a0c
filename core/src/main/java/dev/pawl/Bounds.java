package dev.pawl;

/// The least and the greatest value that a score may have.
public record Bounds(double min, double max) {

  /// From 0 to 1.
  public static final Bounds UNIT = new Bounds(0, 1);

  public Bounds {
    if (!(Double.isFinite(min) && Double.isFinite(max) && min < max)) {
      throw new IllegalArgumentException(
          "bounds are from %s to %s; both must be finite and the first the smaller"
              .formatted(min, max));
    }
  }

  /// Whether `value` lies in the bounds, both ends included; never for NaN.
  public boolean contains(double value) {
    return value >= min && value <= max;
  }
}
