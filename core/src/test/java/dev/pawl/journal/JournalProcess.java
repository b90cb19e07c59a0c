package dev.pawl.journal;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A second process for tests: `write`, `read` or `open` a journal, telling on standard output how
/// it goes.
final class JournalProcess {

  private JournalProcess() {}

  public static void main(String[] arguments) {
    Path file = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "write" -> write(file);
      case "read" -> read(file, Long.parseLong(arguments[2]));
      case "open" -> open(file);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  static Process start(Path tmp, List<String> arguments) throws IOException {
    return start(tmp, "", arguments);
  }

  /// @param limit shell code to run before, or nothing
  static Process start(Path tmp, String limit, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", limit + " exec \"$@\"", "bash"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.sqlite.tmpdir=" + tmp,
            "-cp",
            System.getProperty("java.class.path"),
            JournalProcess.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /// Commits batches as fast as it can, for ever, and prints how many events are committed.
  private static void write(Path file) {
    try (Journal journal =
        Files.exists(file) ? SqliteJournal.open(file) : SqliteJournal.create(file)) {
      if (journal.size() == 0) {
        journal.commit(JournalContract.batch(new Event.Started("0", "lab", 1, "{}")));
      }
      while (true) {
        journal.commit(batch(journal.size(), 1 + (int) (journal.size() / 2 % 5)));
        System.out.println(journal.size());
      }
    }
  }

  /// A batch for the journal that [#write] writes: two events a ticket.
  static Journal.Batch batch(long size, int tickets) {
    List<Event> events = new ArrayList<>();
    List<byte[]> blobs = new ArrayList<>();
    List<Timing> timings = new ArrayList<>();
    for (int i = 0; i < tickets; i++) {
      long ticket = (size - 1) / 2 + 1 + i;
      Candidate candidate = candidate(ticket);
      events.add(new Event.Proposed(ticket, 1, "p", List.of(), candidate.id()));
      events.add(new Event.Scored(ticket, new Outcome.TimedOut(ticket), new Cost(1, ticket)));
      blobs.add(candidate.canonical());
      timings.add(new Timing(ticket, 1, 2, 3));
    }
    return new Journal.Batch(events, blobs, timings);
  }

  private static Candidate candidate(long ticket) {
    return Candidate.of("a", "candidate %d %s".formatted(ticket, "x".repeat(400)));
  }

  /// Reads again and again until there are `size` events; every reading must be a sound chain that
  /// continues the one before.
  private static void read(Path file, long size) {
    try (Journal journal = SqliteJournal.openReadOnly(file)) {
      List<Journal.Entry> entries = new ArrayList<>();
      int readings = 0;
      while (entries.size() < size) {
        journal.read(
            entries.size(),
            entry -> {
              if (entry.event() instanceof Event.Proposed proposed
                  && journal.blob(proposed.candidate()).isEmpty()) {
                throw new AssertionError("no blob for " + entry);
              }
              entries.add(entry);
            });
        readings++;
        System.out.println("reading " + readings + " found " + entries.size());
      }
      System.out.println("head " + entries.getLast().hash());
    }
  }

  private static void open(Path file) {
    try (Journal journal = SqliteJournal.open(file)) {
      System.out.println("opened " + journal.size());
    } catch (JournalException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
