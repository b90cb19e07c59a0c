package dev.pawl.benchmarks;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.archive.Archive;
import dev.pawl.archive.MapElites;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Nanoseconds to draw a parent, from a hundred tickets to a million. [ArchiveGrowth] measures
/// admission.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class ArchiveBenchmark {

  /// Names of [ArchiveGrowth#archives], without the sizes that some carry.
  @Param({
    "MapElites",
    "OpenEnded.darwinGodel",
    "OpenEnded.shinkaEvolve",
    "Islands",
    "Tournament of 3, worst dies",
  })
  String archive = "";

  /// Tickets that the archive was given.
  @Param({"100", "10000", "1000000"})
  int tickets;

  private Archive grown = new MapElites(List.of());
  private long ticket;

  /// Grows the archive.
  @Setup
  public void setUp() {
    var supplier =
        ArchiveGrowth.archives(tickets).entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(archive))
            .findFirst()
            .orElseThrow();
    grown = ArchiveGrowth.grow(Objects.requireNonNull(supplier.getValue()).get(), tickets);
  }

  /// One parent.
  @Benchmark
  public Elite select() {
    ticket++;
    return grown.select(ticket, Draw.of(1, ticket, "select"));
  }
}
