package dev.pawl.archive;

/// What archives check before they draw.
final class Draws {

  private Draws() {}

  static void requireElites(int size) {
    if (size == 0) {
      throw new IllegalStateException(
          "asked an empty archive for a parent; propose without parents until one is admitted");
    }
  }
}
