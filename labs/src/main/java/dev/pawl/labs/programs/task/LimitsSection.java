package dev.pawl.labs.programs.task;

import dev.pawl.jail.Restrictions;
import dev.pawl.study.Section;
import java.time.Duration;

/// Reads how much a program may have.
final class LimitsSection {

  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MOST = Duration.ofDays(1);

  private LimitsSection() {}

  static Restrictions of(Section section, Restrictions fallback) {
    int cores = section.integer("cores", fallback.cores(), 1, 1_024);
    Duration wall = section.duration("wall", fallback.wall(), LEAST, MOST);
    Duration cpu = section.duration("cpu", wall.multipliedBy(cores), LEAST, MOST.multipliedBy(64));
    return new Restrictions(
        wall,
        cpu,
        cores,
        (long) section.integer("memory-mib", (int) (fallback.memoryBytes() >> 20), 16, 1 << 20)
            << 20,
        section.integer("processes", fallback.processes(), 1, 10_000),
        fallback.openFiles(),
        section.integer("output-kib", fallback.outputBytes() >> 10, 1, 1 << 17) << 10,
        (long) section.integer("scratch-mib", (int) (fallback.scratchBytes() >> 20), 1, 1 << 20)
            << 20,
        section.integer("artifacts", fallback.artifacts(), 1, 10_000),
        fallback.artifactBytes());
  }
}
