package dev.pawl.cli;

import dev.pawl.cli.export.CsvExport;
import dev.pawl.cli.export.GitExport;
import dev.pawl.cli.export.JsonLinesExport;
import dev.pawl.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    header = "Writes a run for other tools: a git repository, CSV, or JSON lines.",
    description = {
      "",
      "git    one commit a candidate, with its parents as parents; main is the champion, and every",
      "       ticket is a ref, refs/tickets/N",
      "csv    a row a ticket",
      "jsonl  an event a line, with its hash",
      ""
    })
final class ExportCommand extends Command {

  /// What to write.
  enum Format {
    GIT,
    CSV,
    JSONL
  }

  @Mixin RunArgument run = new RunArgument();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "git|csv|jsonl",
      description = "What to write.")
  Format format = Format.CSV;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description = "A new file, or for git a new folder.")
  Path out = Path.of("");

  @Override
  Answer answer() throws IOException, InterruptedException {
    RunDirectory directory = run.find();
    if (Files.exists(out)) {
      throw new Refusal("%s exists; name one that does not".formatted(out));
    }
    long count;
    try (Journal journal = RunArgument.journal(directory)) {
      count =
          switch (format) {
            case GIT -> GitExport.write(journal, out);
            case CSV -> CsvExport.write(journal, out);
            case JSONL -> JsonLinesExport.write(journal, out);
          };
    }
    String what =
        switch (format) {
          case GIT -> "commits";
          case CSV -> "rows";
          case JSONL -> "events";
        };
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", directory.name());
    json.put("out", out.toString());
    json.put(what, count);
    return Answer.ok(json, "%s: %,d %s".formatted(out, count, what));
  }
}
