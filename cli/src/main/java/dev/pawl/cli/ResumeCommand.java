package dev.pawl.cli;

import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(
    header = "Goes on with a run that was stopped, killed, or ran out of budget.",
    description = {
      "",
      "Decides everything again from the journal first: if study or program were changed in between,",
      "it says where the run would differ, and writes nothing.",
      ""
    })
final class ResumeCommand extends Command {

  @Mixin RunArgument run = new RunArgument();

  @Mixin RunOptions options = new RunOptions();

  @Override
  Answer answer() throws Exception {
    RunDirectory directory = run.find();
    try (Journal journal = SqliteJournal.open(directory.journal())) {
      return new Work(
              directory,
              Reopened.study(directory, journal, options.settings()),
              journal,
              spec.commandLine().getErr())
          .answer(Mode.RUN);
    }
  }
}
