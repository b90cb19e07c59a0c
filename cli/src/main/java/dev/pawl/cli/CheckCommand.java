package dev.pawl.cli;

import dev.pawl.engine.Clock;
import dev.pawl.engine.Divergence;
import dev.pawl.engine.Engine;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.engine.Lab;
import dev.pawl.journal.Journal;
import dev.pawl.labs.Study;
import dev.pawl.study.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Goes through a run again and compares what comes out with what the journal holds. Writes
/// nothing.
abstract class CheckCommand extends Command {

  private final Mode mode;
  private final String done;

  @Mixin RunArgument run = new RunArgument();

  @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
  @Nullable String threads;

  CheckCommand(Mode mode, String done) {
    this.mode = mode;
    this.done = done;
  }

  @Override
  final Answer answer() throws InterruptedException, IOException {
    RunDirectory directory = run.find();
    List<Setting> settings = new ArrayList<>();
    RunOptions.add(settings, "--threads", "threads", threads);
    Clock clock = Clock.system();
    try (Journal journal = RunArgument.journal(directory)) {
      Study study = Reopened.study(directory, journal, settings);
      try (Lab lab = study.lab();
          Progress progress =
              new Progress(spec.commandLine().getErr(), clock, study.terms().limits())) {
        ModelAccess.open(study, directory, mode);
        Ending ending =
            new Engine(lab, study.terms(), journal, mode, clock, Optional::empty, progress)
                .run(Version.pawl());
        return equal(directory, ending.status().ticket(), journal);
      } catch (Divergence e) {
        return different(directory, e);
      }
    }
  }

  private Answer equal(RunDirectory directory, long tickets, Journal journal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", directory.name());
    json.put("equal", true);
    json.put("tickets", tickets);
    json.put("head", journal.head().toString());
    return Answer.ok(
        json,
        "%s: %,d tickets %s, all as recorded (head %s)"
            .formatted(directory.name(), tickets, done, journal.head().brief()));
  }

  private static Answer different(RunDirectory directory, Divergence e) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", directory.name());
    json.put("equal", false);
    json.put("event", e.number());
    json.put("difference", String.valueOf(e.getMessage()));
    return new Answer(Exit.NO, json, directory.name() + ": " + e.getMessage());
  }
}
