package dev.pawl.cli;

import dev.pawl.journal.Event;
import dev.pawl.journal.Fork;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    header = "Copies a run up to a ticket, to go on from there with other chance.",
    description = {
      "",
      "The copy shares the past and nothing else; `pawl resume` goes on with it.",
      ""
    })
final class ForkCommand extends Command {

  @Mixin RunArgument run = new RunArgument();

  @Option(
      names = "--at",
      required = true,
      paramLabel = "TICKET",
      description = "The last ticket that both have.")
  long at;

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "S",
      description = "What all chance is computed from after that.")
  long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of the new run. Default: the next free one in --runs.")
  @Nullable Path out;

  @Override
  Answer answer() throws Exception {
    RunDirectory from = run.find();
    try (Journal journal = RunArgument.journal(from)) {
      Fork fork = Fork.of(journal, at, seed);
      RunDirectory to =
          out == null
              ? RunDirectory.create(Path.of(run.runs.folder), lab(fork))
              : RunDirectory.create(out);
      Files.copy(from.study(), to.study());
      if (Files.exists(from.secret())) {
        Files.copy(from.secret(), to.secret(), StandardCopyOption.COPY_ATTRIBUTES);
      }
      try (Journal copy = SqliteJournal.create(to.journal())) {
        fork.write(copy);
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("run", to.name());
      json.put("folder", to.folder().toString());
      json.put("from", from.name());
      json.put("ticket", at);
      json.put("seed", seed);
      return Answer.ok(
          json,
          "%s is %s up to ticket %,d; go on with: pawl resume %s"
              .formatted(to.name(), from.name(), at, to.folder()));
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private static String lab(Fork fork) {
    return fork.events().getFirst() instanceof Event.Started started ? started.lab() : "run";
  }
}
