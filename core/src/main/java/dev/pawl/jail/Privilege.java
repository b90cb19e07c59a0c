package dev.pawl.jail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

  /// How many threads the processes of `user` have together.
  static int threadsOf(int user) {
    return processesOf(user).stream().mapToInt(Privilege::threads).sum();
  }

  private static List<Path> processesOf(int user) {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> path.getFileName().toString().matches("\\d+"))
          .filter(path -> owner(path) == user && threads(path) > 0)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list /proc", e);
    }
  }

  private static int owner(Path process) {
    try {
      return (Integer) Files.getAttribute(process, "unix:uid");
    } catch (IOException e) {
      return -1; // it has ended
    }
  }

  /// 0 if it has ended, though its parent may not know it yet.
  private static int threads(Path process) {
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      String stat = Files.readString(process.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z' ? 0 : (int) tasks.count();
    } catch (IOException e) {
      return 0;
    }
  }
}
