package dev.pawl.jail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// By which all processes of one program are known, however they detach: a resource limit.
///
/// Limits pass to every child and through every `exec`, and a process cannot raise its own. The
/// limit on real-time CPU matters to nobody here, so its value is free to be a name; the seccomp
/// filter refuses to change it.
///
/// @param value the limit in microseconds, no two alike
record Tag(long value) {

  /// `RLIMIT_RTTIME`.
  static final int RESOURCE = 15;

  private static final String LINE = "Max realtime timeout";

  /// More than ten days, so that it never acts as a limit.
  private static final long LEAST = 1_000_000_000_000L;

  private static final AtomicLong NEXT = new AtomicLong();

  static Tag next() {
    long number = NEXT.getAndIncrement();
    return new Tag(LEAST + (ProcessHandle.current().pid() << 24) + (number & 0xFFFFFF));
  }

  /// Gives it to a process that has no children yet.
  void putOn(long pid, Kernel kernel) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limit = arena.allocate(16, 8);
      limit.set(ValueLayout.JAVA_LONG, 0, value);
      limit.set(ValueLayout.JAVA_LONG, 8, value);
      kernel.require(SystemCall.PRLIMIT64, pid, RESOURCE, limit.address(), 0);
    }
  }

  /// All processes that have it now.
  List<ProcessHandle> bearers() {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .filter(this::isOn)
          .flatMap(name -> ProcessHandle.of(Long.parseLong(name)).stream())
          .filter(process -> !Meter.isDead(process))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list /proc", e);
    }
  }

  /// Kills them, until there are none.
  void kill() throws InterruptedException {
    for (List<ProcessHandle> all = bearers(); !all.isEmpty(); all = bearers()) {
      all.forEach(ProcessHandle::destroyForcibly);
      Thread.sleep(1);
    }
  }

  private boolean isOn(String pid) {
    try (Stream<String> limits = Files.lines(Path.of("/proc", pid, "limits"))) {
      return limits
          .filter(line -> line.startsWith(LINE))
          .anyMatch(line -> line.contains(" " + value + " "));
    } catch (IOException | UncheckedIOException e) {
      return false; // it has ended, or is somebody else's
    }
  }
}
