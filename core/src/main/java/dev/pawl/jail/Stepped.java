package dev.pawl.jail;

/// What became of a metered program. All bytes in it are untrusted.
///
/// @param ending how it ended: by itself, with code 0, or 1 where it threw; over a limit; refused
///   because of what it uses; or killed
/// @param stdout the beginning of what it printed, up to the limit
/// @param stderr the beginning of what it complained, up to the limit
/// @param steps what it did, in steps that do not depend on the machine or the hour; all that it
///   might have done, where its machine had to be killed
/// @param walls what it ran in
public record Stepped(Ending ending, Bytes stdout, Bytes stderr, long steps, Walls walls) {

  static Stepped of(Ending ending, long steps, Walls walls) {
    return new Stepped(ending, Bytes.NONE, Bytes.NONE, steps, walls);
  }
}
