package dev.pawl.jail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The processes of this machine.
final class Processes {

  private Processes() {}

  /// Those that live and have `word` in their command line.
  static List<ProcessHandle> naming(String word) {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(Processes::isProcess)
          .filter(path -> commandLine(path).contains(word))
          .flatMap(path -> ProcessHandle.of(Long.parseLong(path.getFileName().toString())).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list /proc", e);
    }
  }

  /// How many threads the processes of `user` have together.
  static int threadsOf(int user) {
    return processesOf(user).stream().mapToInt(Processes::threads).sum();
  }

  private static List<Path> processesOf(int user) {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(Processes::isProcess)
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

  private static boolean isProcess(Path path) {
    return path.getFileName().toString().chars().allMatch(Character::isDigit);
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended
    }
  }
}
