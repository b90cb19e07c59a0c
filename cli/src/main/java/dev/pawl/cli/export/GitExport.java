package dev.pawl.cli.export;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.Score;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A git repository with a commit for each candidate: its files are the tree, its parents the
/// parents, its proposer the author, and its score the message. Written through `git fast-import`.
/// Dates are counted from the ticket, so that the same journal gives the same commits.
public final class GitExport {

  private final Journal journal;
  private final OutputStream stream;
  private final Map<Hash, Long> ticketOf = new HashMap<>();
  private long champion;
  private long commits;

  private GitExport(Journal journal, OutputStream stream) {
    this.journal = journal;
    this.stream = stream;
  }

  /// Writes `journal` to the new folder `out`, and says how many commits that were.
  public static long write(Journal journal, Path out) throws IOException, InterruptedException {
    Files.createDirectories(out);
    git(out, "init", "--quiet", "--initial-branch=main");
    Process importer = start(out, "fast-import", "--quiet", "--date-format=raw");
    long commits;
    try (OutputStream stream = new BufferedOutputStream(importer.getOutputStream())) {
      commits = new GitExport(journal, stream).write();
    }
    await(importer, "fast-import");
    git(out, "pack-refs", "--all");
    if (commits > 0) {
      git(out, "reset", "--quiet", "--hard", "main");
    }
    return commits;
  }

  private long write() throws IOException {
    try {
      Tickets.of(journal, this::commit);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.RoundEnded ended) {
            champion = ended.ticket();
          }
        });
    if (commits > 0) {
      long main =
          champion > 0 ? champion : ticketOf.values().stream().max(Long::compare).orElse(0L);
      text("reset refs/heads/main\nfrom refs/tickets/%d\n\n".formatted(main));
    }
    return commits;
  }

  private void commit(Tickets.Row row) {
    Hash id = row.candidate();
    if (id == null) {
      return;
    }
    try {
      byte[] canonical =
          journal.blob(id).orElseThrow(() -> new IOException("the journal has no blob " + id));
      long ticket = row.ticket();
      text("commit refs/tickets/%d\n".formatted(ticket));
      text(
          "author %s <%s@pawl.invalid> %d +0000\n"
              .formatted(row.proposer(), row.proposer(), ticket));
      text("committer pawl <pawl@pawl.invalid> %d +0000\n".formatted(ticket));
      data(message(row).getBytes(StandardCharsets.UTF_8));
      String verb = "from";
      for (long parent : parents(row.parents())) {
        text("%s refs/tickets/%d\n".formatted(verb, parent));
        verb = "merge";
      }
      text("deleteall\n");
      for (Map.Entry<String, String> file : Candidate.ofCanonical(canonical).files().entrySet()) {
        text("M 100644 inline \"%s\"\n".formatted(quoted(file.getKey())));
        data(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      text("\n");
      ticketOf.put(id, ticket);
      commits++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Long> parents(List<Hash> parents) {
    return parents.stream().map(ticketOf::get).filter(t -> t != null).distinct().toList();
  }

  private static String message(Tickets.Row row) {
    Score score = row.score();
    String result = score == null ? row.outcome() + ": " + row.reason() : "value " + score.value();
    return """
    Ticket %d, round %d: %s, %s

    Outcome: %s %s
    Traits: %s
    Admitted: %s
    Candidate: %s
    """
        .formatted(
            row.ticket(),
            row.round(),
            row.proposer(),
            result,
            row.outcome(),
            row.reason(),
            score == null ? "" : score.traits(),
            row.place() == null ? "no" : row.place(),
            row.candidate());
  }

  private static String quoted(String path) {
    return path.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private void data(byte[] bytes) throws IOException {
    text("data %d\n".formatted(bytes.length));
    stream.write(bytes);
    text("\n");
  }

  private void text(String text) throws IOException {
    stream.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(folder, arguments);
    process.getOutputStream().close();
    await(process, arguments[0]);
  }

  private static Process start(Path folder, String... arguments) throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder.start();
  }

  private static void await(Process process, String name) throws IOException, InterruptedException {
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException("git %s ended with code %d; is git installed?".formatted(name, code));
    }
  }
}
