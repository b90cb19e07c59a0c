package dev.pawl.jail.inside;

/// The end of a program that wanted more than it may have. It has no stack trace, so that it costs
/// nothing, and cannot be changed.
final class Stop extends Error {

  Stop(String limit) {
    super(limit, null, false, false);
  }
}
