package dev.pawl.jail;

import java.time.Duration;

/// How much of everything a jailed program may have. Whoever passes one is killed, with everything
/// that it started.
///
/// @param wall time from its start to its end
/// @param cpu CPU time of all its processes together
/// @param cores CPUs that it keeps busy at the same time
/// @param memoryBytes memory of all its processes together, files that it writes included
/// @param processes processes and threads at the same time
/// @param openFiles open files of each process
/// @param outputBytes of standard output, and as many of standard error
/// @param scratchBytes room in the folder `TMPDIR`, and as much in `/dev/shm`
/// @param artifacts files and folders that it may leave in the folder `OUT`
/// @param artifactBytes of all of them together
public record Restrictions(
    Duration wall,
    Duration cpu,
    int cores,
    long memoryBytes,
    int processes,
    int openFiles,
    int outputBytes,
    long scratchBytes,
    int artifacts,
    int artifactBytes) {

  /// Ten seconds on one core, 512 MiB, 64 processes, a MiB of output, 4 MiB of artifacts.
  public static final Restrictions DEFAULT =
      new Restrictions(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          1,
          512L << 20,
          64,
          256,
          1 << 20,
          16L << 20,
          64,
          4 << 20);

  public Restrictions {
    within("wall milliseconds", wall.toMillis(), 1, Duration.ofDays(7).toMillis());
    within("cpu milliseconds", cpu.toMillis(), 1, Duration.ofDays(700).toMillis());
    within("cores", cores, 1, 4096);
    within("memory bytes", memoryBytes, 4 << 20, 1L << 44);
    within("processes", processes, 1, 100_000);
    within("open files", openFiles, 16, 1 << 20);
    within("output bytes", outputBytes, 1, 1 << 28);
    within("scratch bytes", scratchBytes, 4096, 1L << 40);
    within("artifacts", artifacts, 1, 100_000);
    within("artifact bytes", artifactBytes, 1, 1 << 28);
  }

  /// The same, but for the time.
  public Restrictions withTime(Duration wall, Duration cpu) {
    return new Restrictions(
        wall,
        cpu,
        cores,
        memoryBytes,
        processes,
        openFiles,
        outputBytes,
        scratchBytes,
        artifacts,
        artifactBytes);
  }

  /// The same, but for memory and processes.
  public Restrictions withMemory(long memoryBytes, int processes) {
    return new Restrictions(
        wall,
        cpu,
        cores,
        memoryBytes,
        processes,
        openFiles,
        outputBytes,
        scratchBytes,
        artifacts,
        artifactBytes);
  }

  /// The same, but for what may come out and be kept.
  public Restrictions withOutput(
      int outputBytes, long scratchBytes, int artifacts, int artifactBytes) {
    return new Restrictions(
        wall,
        cpu,
        cores,
        memoryBytes,
        processes,
        openFiles,
        outputBytes,
        scratchBytes,
        artifacts,
        artifactBytes);
  }

  private static void within(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d; it must be from %d to %d".formatted(what, value, least, most));
    }
  }
}
