package dev.pawl.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a running program and all that it started have used: from its control group, exactly; or
/// where there is none, from looking at each of its processes now and then, which misses what lives
/// and dies between two looks.
final class Meter {

  /// Clock ticks in `/proc/PID/stat`; 100 a second on every processor that Linux runs on today.
  private static final long MILLIS_PER_TICK = 10;

  private static final long PAGE_BYTES = 4096;

  private final Supplier<? extends Iterable<ProcessHandle>> processes;
  private final @Nullable ControlGroup group;
  private long cpuMillis;
  private long cpuMillisBefore;
  private long memoryBytes;
  private int threads;
  private long memoryBytesPeak;

  /// @param processes those that are alive, to be looked at where there is no control group
  Meter(Supplier<? extends Iterable<ProcessHandle>> processes, @Nullable ControlGroup group) {
    this.processes = processes;
    this.group = group;
  }

  /// Looks.
  void measure() {
    if (group != null) {
      cpuMillis = group.cpuMillis().orElse(cpuMillis);
      memoryBytesPeak = group.memoryBytesPeak().orElse(memoryBytesPeak);
      return;
    }
    long ticks = 0;
    long pages = 0;
    int seen = 0;
    for (ProcessHandle process : processes.get()) {
      String[] stat = stat(process.pid());
      if (stat.length > 21) {
        ticks += number(stat[11]) + number(stat[12]) + number(stat[13]) + number(stat[14]);
        pages += number(stat[21]);
        seen += (int) number(stat[17]);
      }
    }
    cpuMillis = Math.max(cpuMillis, ticks * MILLIS_PER_TICK);
    memoryBytes = pages * PAGE_BYTES;
    threads = seen;
    memoryBytesPeak = Math.max(memoryBytesPeak, memoryBytes);
  }

  /// Leaves out what was used up to now.
  void begin() {
    measure();
    cpuMillisBefore = cpuMillis;
  }

  /// CPU time since [#begin].
  long cpuMillis() {
    return cpuMillis - cpuMillisBefore;
  }

  /// Memory at the last look; 0 where the control group keeps the limit.
  long memoryBytes() {
    return memoryBytes;
  }

  /// Processes and threads at the last look; 0 where the control group keeps the limit.
  int threads() {
    return threads;
  }

  /// The most memory at once, so far.
  long memoryBytesPeak() {
    return group != null ? group.memoryBytesPeak().orElse(memoryBytesPeak) : memoryBytesPeak;
  }

  /// Whether a process has ended, though its parent may not have noticed yet.
  static boolean isDead(ProcessHandle process) {
    String[] stat = stat(process.pid());
    return !process.isAlive() || stat.length == 0 || stat[0].equals("Z") || stat[0].equals("X");
  }

  /// A process and all below it.
  static List<ProcessHandle> tree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants()).toList();
  }

  /// The fields of `/proc/PID/stat` from the state on, which is the third; its name before it may
  /// hold anything.
  private static String[] stat(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException e) {
      return new String[0];
    }
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }
}
