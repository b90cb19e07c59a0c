package dev.pawl.benchmarks;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Score;
import dev.pawl.archive.Archive;
import dev.pawl.archive.Axis;
import dev.pawl.archive.Islands;
import dev.pawl.archive.MapElites;
import dev.pawl.archive.OpenEnded;
import dev.pawl.archive.ParetoFront;
import dev.pawl.archive.Tournament;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Grows every archive from nothing with the steps of a search (snapshot of the incumbents, one
/// parent, one question, one admission, one child told), and prints nanoseconds a step at each
/// size. A whole program and not JMH, because an archive changes as it is measured.
public final class ArchiveGrowth {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int TICKETS = 1_000_000;
  private static final int FRONT = 300;

  private static final Candidate CANDIDATE = Candidate.of("a.txt", "the same for all");

  private ArchiveGrowth() {}

  /// No arguments.
  public static void main(String[] args) {
    Map<String, Supplier<Archive>> archives = archives(TICKETS);
    archives.forEach((_, archive) -> grow(archive.get(), 30_000)); // compiles what is measured
    System.out.printf("%-34s %9s %9s %9s%n", "archive", "tickets", "elites", "ns/step");
    archives.forEach((name, supplier) -> {
      Archive archive = supplier.get();
      for (int tickets = 1_000; tickets <= TICKETS; tickets *= 10) {
        int from = tickets == 1_000 ? 0 : tickets / 10;
        long start = THREADS.getCurrentThreadCpuTime();
        for (int ticket = from; ticket < tickets; ticket++) {
          step(archive, ticket);
        }
        long nanos = (THREADS.getCurrentThreadCpuTime() - start) / (tickets - from);
        System.out.printf("%-34s %9d %9d %9d%n", name, tickets, archive.size(), nanos);
      }
    });
  }

  /// An empty archive of every kind, for up to `size` elites.
  static Map<String, Supplier<Archive>> archives(int size) {
    int edges = (int) Math.ceil(Math.sqrt(size)) - 1;
    List<Double> even = IntStream.rangeClosed(1, edges).mapToObj(i -> i / (edges + 1.0)).toList();
    Map<String, Supplier<Archive>> archives = new LinkedHashMap<>();
    archives.put(
        "MapElites, %d² cells".formatted(edges + 1),
        () -> new MapElites(List.of(new Axis("x", even), new Axis("y", even))));
    archives.put("OpenEnded.darwinGodel", OpenEnded::darwinGodel);
    archives.put("OpenEnded.shinkaEvolve", OpenEnded::shinkaEvolve);
    archives.put("Islands, 4 × shinkaEvolve", () -> new Islands(4, OpenEnded::shinkaEvolve, 40, 2));
    archives.put(
        "Tournament of 3, worst dies", () -> new Tournament(size, 3, Tournament.Dies.WORST));
    archives.put(
        "Tournament of 3, oldest dies", () -> new Tournament(size, 3, Tournament.Dies.OLDEST));
    archives.put(
        "ParetoFront by traits, capacity " + FRONT,
        () -> new ParetoFront(ParetoFront.By.TRAITS, FRONT));
    return archives;
  }

  /// Gives `archive` the tickets from 0 to below `tickets`.
  static Archive grow(Archive archive, int tickets) {
    for (int ticket = 0; ticket < tickets; ticket++) {
      step(archive, ticket);
    }
    return archive;
  }

  /// A child is its parent plus noise, so values rise as they do in a search that works.
  private static void step(Archive archive, long ticket) {
    Draw draw = Draw.of(1, ticket, "growth");
    double value = 0.3;
    List<Double> traits = List.of(draw.nextDouble(), draw.nextDouble());
    if (archive.size() > 0) {
      Elite parent = archive.select(ticket, draw);
      value = parent.score().value() + (draw.nextDouble() - 0.6) * 0.02;
      archive.bred(parent.ticket());
    }
    value = Math.clamp(value, 0, 1);
    if (value > archive.incumbents(ticket).toBeat(traits)) {
      Score score = new Score(value, Bounds.UNIT, List.of(), traits, "");
      archive.admit(new Elite(CANDIDATE, score, ticket));
    }
  }
}
