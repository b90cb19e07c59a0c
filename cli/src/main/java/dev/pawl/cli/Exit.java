package dev.pawl.cli;

/// The exit codes of every command.
final class Exit {

  /// It worked, or the answer is yes.
  static final int OK = 0;

  /// The answer is no: a verification failed, or a comparison differs.
  static final int NO = 1;

  /// Wrong usage, or input that cannot be used.
  static final int USAGE = 2;

  /// Something that should not happen: a full disk, a bug.
  static final int INTERNAL = 3;

  private Exit() {}
}
