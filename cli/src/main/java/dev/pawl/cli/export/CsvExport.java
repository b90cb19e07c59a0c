package dev.pawl.cli.export;

import dev.pawl.Score;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Timing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row for each ticket (RFC 4180). Lists are joined by blanks; times are outside the chain and
/// differ between machines.
public final class CsvExport {

  private static final List<String> COLUMNS =
      List.of(
          "ticket",
          "round",
          "proposer",
          "parents",
          "candidate",
          "outcome",
          "value",
          "traits",
          "tasks",
          "reason",
          "place",
          "evaluations",
          "instructions",
          "wall_ms",
          "cpu_ms");

  private CsvExport() {}

  /// Writes `journal` to the new file `out`, and says how many rows that were.
  public static long write(Journal journal, Path out) throws IOException {
    Map<Long, Timing> timings = new HashMap<>();
    journal.timings().forEach(timing -> timings.put(timing.ticket(), timing));
    try (PrintWriter csv = new PrintWriter(Files.newBufferedWriter(out, StandardCharsets.UTF_8))) {
      csv.print(String.join(",", COLUMNS) + "\r\n");
      long count = Tickets.of(journal, row -> csv.print(line(row, timings.get(row.ticket()))));
      if (csv.checkError()) {
        throw new IOException("cannot write " + out);
      }
      return count;
    }
  }

  private static String line(Tickets.Row row, @Nullable Timing timing) {
    Score score = row.score();
    Object[] fields = {
      row.ticket(),
      row.round(),
      row.proposer(),
      joined(row.parents()),
      row.candidate(),
      row.outcome(),
      score == null ? null : score.value(),
      score == null ? null : joined(score.traits()),
      score == null ? null : joined(score.tasks()),
      row.reason(),
      row.place(),
      row.cost().evaluations(),
      row.cost().instructions(),
      timing == null ? null : timing.wallNanos() / 1e6,
      timing == null ? null : timing.cpuNanos() / 1e6
    };
    return Arrays.stream(fields).map(CsvExport::field).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String joined(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  /// Quoted where it must be. A text that a spreadsheet would take for a formula gets an apostrophe
  /// in front.
  private static String field(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    boolean formula =
        value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    text = formula ? "'" + text : text;
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
