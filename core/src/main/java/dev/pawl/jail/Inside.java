package dev.pawl.jail;

import java.util.List;
import java.util.SortedMap;

/// The class files of `dev.pawl.jail.inside`.
final class Inside {

  private static final List<String> CLASSES =
      List.of(
          "Compiling",
          "Memory",
          "Metered",
          "Metering",
          "Permit",
          "Practice",
          "Refusal",
          "Rewriting",
          "Steps",
          "Stop",
          "Talk");

  private Inside() {}

  /// By path.
  static SortedMap<String, Bytes> files() {
    return JavaMachine.files(CLASSES.stream().<Class<?>>map(Inside::named).toList());
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(
          Inside.class.getPackageName() + ".inside." + name, false, Inside.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a class of ours is not on the class path", e);
    }
  }
}
