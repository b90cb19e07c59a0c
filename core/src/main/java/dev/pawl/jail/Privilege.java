package dev.pawl.jail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who this process is.
final class Privilege {

  private Privilege() {}

  static boolean isRoot() {
    return user() == 0;
  }

  static int user() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at /proc/self", e);
    }
  }
}
