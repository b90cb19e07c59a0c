package dev.pawl.cli;

import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.labs.Study;
import dev.pawl.study.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    header = "Goes on with a run that was stopped, killed, or ran out of budget.",
    description = {
      "",
      "Decides everything again from the journal first: if study or program were changed in between,",
      "it says where the run would differ, and writes nothing.",
      "",
      "Where the study names `gate.approvers`, a run keeps the budget that it was started with; more",
      "of it is asked for by this command, and approved with `pawl approve`.",
      ""
    })
final class ResumeCommand extends Command {

  @Mixin RunArgument run = new RunArgument();

  @Mixin RunOptions options = new RunOptions();

  @Option(
      names = "--acknowledge",
      paramLabel = "ID",
      description = "You know why the run paused, and it may go on. ID is told when it pauses.")
  List<String> acknowledged = new ArrayList<>();

  @Override
  Answer answer() throws Exception {
    RunDirectory directory = run.find();
    try (Journal journal = SqliteJournal.open(directory.journal())) {
      Set<String> seen = Set.copyOf(acknowledged);
      Acknowledging.check(directory, journal, seen, Clock.system().millis());
      List<Setting> settings = Allowance.settings(directory, journal, options.settings());
      Study study = Reopened.study(directory, journal, settings);
      return new Work(
              directory,
              Secret.with(Acknowledging.study(study, seen), directory),
              journal,
              spec.commandLine().getErr())
          .answer(Mode.RUN);
    }
  }
}
