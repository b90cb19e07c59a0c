package dev.pawl.cli.export;

import dev.pawl.journal.EventCodec;
import dev.pawl.journal.Journal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A line for each event: its number, type, hash, and the canonical JSON that the hash is of.
public final class JsonLinesExport {

  private JsonLinesExport() {}

  /// Writes `journal` to the new file `out`, and says how many lines that were.
  public static long write(Journal journal, Path out) throws IOException {
    try (PrintWriter lines =
        new PrintWriter(Files.newBufferedWriter(out, StandardCharsets.UTF_8))) {
      journal.read(
          0,
          entry ->
              lines.printf(
                  "{\"number\":%d,\"type\":\"%s\",\"hash\":\"%s\",\"event\":%s}%n",
                  entry.number(),
                  EventCodec.type(entry.event()),
                  entry.hash(),
                  EventCodec.json(entry.event())));
      if (lines.checkError()) {
        throw new IOException("cannot write " + out);
      }
    }
    return journal.size();
  }
}
