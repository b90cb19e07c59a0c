package dev.pawl.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.pawl.Bounds;
import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.journal.Event;
import dev.pawl.journal.EventCodec;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Journal.Batch;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.journal.Timing;
import dev.pawl.journal.Verification;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Measures a journal on the disk as one process: `JournalLoad DIRECTORY ITERATIONS`.
///
/// CPU times are those of the whole process, compiler and collector included, so they hardly depend
/// on how busy the machine and its disk are; wall times do.
public final class JournalLoad {

  private static final int GROUP = 16;
  private static final int BLOB_BYTES = 400;

  private final Random random = new Random(1);
  private long ticket;

  private JournalLoad() {}

  /// Runs all measurements and deletes what they wrote.
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory(Path.of(arguments[0]), "journal");
    try {
      JournalLoad load = new JournalLoad();
      load.rows(directory.resolve("rows.db"));
      load.encode();
      load.iterations(directory.resolve("iterations.db"), Integer.parseInt(arguments[1]));
    } finally {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  private void rows(Path file) {
    String kilobyte = "x".repeat(1_000);
    int batches = 500;
    try (Journal journal = SqliteJournal.create(file)) {
      for (int round = 0; round < 2; round++) {
        Clock clock = new Clock();
        for (int i = 0; i < batches; i++) {
          List<Event> events = new ArrayList<>();
          for (int j = 0; j < 200; j++) {
            events.add(new Event.Admitted(++ticket, kilobyte));
          }
          journal.commit(new Batch(events, List.of(), List.of()));
        }
        System.out.printf("batches of 200 events of 1 KB: %s%n", clock.perItem(200L * batches));
      }
    }
  }

  private void encode() {
    long bytes = 0;
    for (int round = 0; round < 3; round++) {
      int iterations = 200_000;
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        addIteration(events, new ArrayList<>(), new ArrayList<>());
      }
      Clock clock = new Clock();
      Hash hash = Hash.ZERO;
      for (int i = 0; i < 3 * iterations; i++) {
        String json = EventCodec.json(events.get(i % events.size()));
        hash = Hash.of(hash.bytes(), json.getBytes(StandardCharsets.UTF_8));
        bytes += json.length();
      }
      System.out.printf(
          "encode and hash an iteration: %s; %d bytes an event; %s%n",
          clock.perItem(iterations), bytes / (3L * iterations * (round + 1)), hash.brief());
      Clock decoding = new Clock();
      String json = EventCodec.json(events.get(1));
      for (int i = 0; i < iterations; i++) {
        bytes += EventCodec.decode("Scored", json).hashCode() & 0;
      }
      System.out.printf("decode a Scored: %s%n", decoding.perItem(iterations));
    }
  }

  private void iterations(Path file, int iterations) throws IOException {
    ticket = 0;
    try (Journal journal = SqliteJournal.create(file)) {
      journal.commit(
          new Batch(List.of(new Event.Started("0", "null", 1, "{}")), List.of(), List.of()));
      int mark = 1_000;
      int last = 0;
      Clock clock = new Clock();
      for (int done = 0; done < iterations; ) {
        List<Event> events = new ArrayList<>();
        List<byte[]> blobs = new ArrayList<>();
        List<Timing> timings = new ArrayList<>();
        for (int i = 0; i < GROUP; i++) {
          addIteration(events, blobs, timings);
        }
        journal.commit(new Batch(events, blobs, timings));
        done += GROUP;
        if (done >= mark || done >= iterations) {
          System.out.printf("iterations to %,d: %s%n", done, clock.perItem(done - last));
          last = done;
          mark = mark < 100_000 ? mark * 10 : mark + 100_000;
          clock = new Clock();
        }
      }
    }
    System.out.printf("file: %,d bytes%n", Files.size(file));
    Clock reading = new Clock();
    try (Journal journal = SqliteJournal.openReadOnly(file)) {
      long[] count = new long[1];
      journal.read(0, _ -> count[0]++);
      System.out.printf("read %,d events: %s%n", count[0], reading.perItem(count[0]));
    }
    Clock verifying = new Clock();
    Verification found = Verification.of(file);
    System.out.printf(
        "verify, %d findings: %s%n", found.findings().size(), verifying.perItem(found.events()));
  }

  private void addIteration(List<Event> events, List<byte[]> blobs, List<Timing> timings) {
    ticket++;
    byte[] blob = new byte[BLOB_BYTES];
    random.nextBytes(blob);
    ByteBuffer.wrap(blob).putLong(ticket);
    Hash candidate = Hash.of(blob);
    Hash parent = new Hash(random.nextLong(), random.nextLong(), 3, 4);
    List<Double> tasks = IntStream.range(0, 8).mapToObj(_ -> random.nextInt(100) / 100.0).toList();
    List<Double> traits =
        DoubleStream.of(random.nextDouble(), random.nextDouble()).boxed().toList();
    Score score = new Score(random.nextDouble(), Bounds.UNIT, tasks, traits, "ties 3 of 8");
    events.add(
        new Event.Proposed(ticket, 1, "mutate-field", List.of(parent, candidate), candidate));
    events.add(
        new Event.Scored(
            ticket, new Outcome.Finished(score), new Cost(1, random.nextInt(1_000_000))));
    events.add(new Event.Admitted(ticket, random.nextInt(64) + "," + random.nextInt(64)));
    blobs.add(blob);
    timings.add(new Timing(ticket, 1_800_000_000_000L + ticket, 1_000_000, 900_000));
  }

  /// From its construction on.
  private static final class Clock {

    private final long nanos = System.nanoTime();
    private final long cpuNanos = cpuNanos();

    private static long cpuNanos() {
      return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    String perItem(long items) {
      double wall = (System.nanoTime() - nanos) / 1e3 / items;
      double cpu = (cpuNanos() - cpuNanos) / 1e3 / items;
      return "%.2f µs wall, %.2f µs CPU each; %,.0f a second".formatted(wall, cpu, 1e6 / wall);
    }
  }
}
