package dev.pawl.jail;

/// Whether a jail that lacks a control may be used.
public enum Weakness {
  /// It may not: what would run in it is refused.
  REFUSED,
  /// It may, because somebody said so; every result names what was lacking.
  ACCEPTED
}
