package dev.pawl.cli;

import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.labs.Study;
import dev.pawl.labs.programs.evolution.ProgramsLab;
import dev.pawl.labs.squared.Squared;
import dev.pawl.study.Setting;
import dev.pawl.study.StudyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Runs a study: evolves candidates until it is finished or its budget is spent.",
    description = {
      "",
      "Leaves a folder with the journal, a report and the champion. Ctrl-C and `pawl stop` finish what",
      "is in flight; `pawl resume` goes on, also after a crash.",
      ""
    },
    footer = {
      "",
      "  pawl run --minutes 3",
      "  pawl run studies/redqueen.yaml --estimate     what it would cost, without a run"
    })
final class RunCommand extends Command {

  private static final String STUDY = "studies/redqueen.yaml";

  @Parameters(
      arity = "0..1",
      paramLabel = "STUDY",
      description = "A study file, or the folder of a task. Default: " + STUDY + ".")
  @Nullable String study;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "What all chance is computed from: same seed, same journal.")
  @Nullable String seed;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Another value for a key of the study, such as redqueen.rounds=5.")
  List<String> set = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of this run. Default: the next free one in --runs.")
  @Nullable Path out;

  @Option(
      names = "--estimate",
      description =
          "Say what the study would cost at most, and stop; tries a few tickets in memory.")
  boolean estimate;

  @Mixin TaskArgument task = new TaskArgument();

  @Mixin ModelOptions models = new ModelOptions();

  @Mixin RunOptions options = new RunOptions();

  @Mixin RunsOption runs = new RunsOption();

  @Override
  Answer answer() throws Exception {
    List<Setting> settings = new ArrayList<>();
    for (String each : set) {
      settings.add(setting(each));
    }
    RunOptions.add(settings, "--seed", "seed", seed);
    settings.addAll(options.settings());
    models.addTo(settings);
    Study opened = Study.of(file(settings));
    ModelAccess.check(opened);
    if (estimate) {
      return estimate(opened, Study.of(file(settings)));
    }
    Rehearsed.seed(opened, spec.commandLine().getErr());
    RunDirectory directory =
        out == null
            ? RunDirectory.create(Path.of(runs.folder), opened.lab().name())
            : RunDirectory.create(out);
    if (Secret.isDrawn(opened)) {
      opened.lab().close();
      settings.add(Secret.draw(directory));
      opened = Secret.with(Study.of(file(settings)), directory);
    }
    Files.writeString(directory.study(), opened.terms().study() + "\n");
    try (Journal journal = SqliteJournal.create(directory.journal())) {
      return new Work(directory, opened, journal, spec.commandLine().getErr()).answer(Mode.RUN);
    }
  }

  /// @param again the same study, to be tried
  private static Answer estimate(Study study, Study again) throws InterruptedException {
    boolean asks = study.lab() instanceof ProgramsLab programs && programs.models().isPresent();
    boolean trains = study.lab() instanceof Squared;
    Estimate estimate =
        Estimate.of(study, asks || trains ? Optional.empty() : Estimate.trial(again));
    study.lab().close();
    return Answer.ok(estimate.json(study.lab().name()), estimate.text(study.lab().name()));
  }

  private StudyFile file(List<Setting> settings) {
    if (task.isTask(study)) {
      return task.study(study, settings);
    }
    List<Setting> all = new ArrayList<>(task.settings());
    all.addAll(settings);
    return StudyFile.read(shipped(study, STUDY), all);
  }

  static Setting setting(String keyAndValue) {
    try {
      return Setting.parse(keyAndValue);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  /// The study that was asked for, or else one that ships; it lies where Pawl is installed, if not
  /// in the current folder.
  static Path shipped(@Nullable String study, String shipped) {
    if (study != null) {
      return Path.of(study);
    }
    Path here = Path.of(shipped);
    return Files.exists(here)
        ? here
        : Path.of(System.getProperty("pawl.home", ".")).resolve(shipped);
  }
}
