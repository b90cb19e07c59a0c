package dev.pawl.labs.programs.writer;

/// What kind of patch a model is asked for.
public enum Kind {
  /// Search-and-replace blocks.
  DIFF("diff"),
  /// The whole program anew.
  REWRITE("rewrite"),
  /// One program out of two.
  CROSS("cross"),
  /// A program that failed, mended by what it wrote when it did.
  FIX("fix"),
  /// Search-and-replace blocks and whole files, in several files.
  FILES("files");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /// As studies and prompts write it.
  public String word() {
    return word;
  }
}
