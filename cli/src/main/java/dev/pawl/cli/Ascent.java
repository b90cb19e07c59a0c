package dev.pawl.cli;

import dev.pawl.cli.report.Report;
import dev.pawl.cli.report.RunInput;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Journal;
import dev.pawl.journal.JournalException;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.labs.Study;
import dev.pawl.study.Setting;
import dev.pawl.study.StudyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// All arms of an ascent with all seeds: runs of their own, in a folder each, and one report. A run
/// that fails is told of, in the exit code too, and costs none of the others.
final class Ascent {

  private final Path study;
  private final List<String> arms;
  private final int seeds;
  private final List<Setting> settings;
  private final Path folder;
  private final PrintWriter err;
  private final Map<String, String> failed = new ConcurrentHashMap<>();

  Ascent(
      Path study,
      List<String> arms,
      int seeds,
      List<Setting> settings,
      Path folder,
      PrintWriter err) {
    this.study = study;
    this.arms = List.copyOf(arms);
    this.seeds = seeds;
    this.settings = List.copyOf(settings);
    this.folder = folder;
    this.err = err;
  }

  /// One run of it.
  private record Climb(String arm, int seed) {

    String name() {
      return arm + "-" + seed;
    }
  }

  /// Runs what is not finished, and reports.
  ///
  /// @param atOnce how many runs go on at the same time
  Answer answer(int atOnce) throws IOException, InterruptedException {
    List<Climb> climbs = climbs();
    climbs.forEach(this::read); // all that is wrong with the study is said before anything starts
    err.printf(
        "%s: %d arms, %d seeds, %d runs; ctrl-C stops it, and nothing is lost%n",
        folder, arms.size(), seeds, climbs.size());
    try (Signals signals = new Signals();
        Climbing progress = new Climbing(err, Clock.system(), climbs.size());
        ExecutorService climbers = Executors.newFixedThreadPool(atOnce)) {
      List<Future<?>> runs = new ArrayList<>();
      for (Climb climb : climbs) {
        runs.add(climbers.submit(() -> attempt(climb, signals, progress)));
      }
      for (Future<?> run : runs) {
        await(run);
      }
    }
    return report(climbs);
  }

  /// By seeds, so that what there is when somebody stops it can be compared.
  private List<Climb> climbs() {
    List<Climb> climbs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      for (String arm : arms) {
        climbs.add(new Climb(arm, seed));
      }
    }
    return climbs;
  }

  /// The study of a run, with a secret of its own if it wants one drawn.
  private Study secretly(Climb climb, RunDirectory directory) {
    Study read = read(climb);
    if (!Secret.isDrawn(read)) {
      return read;
    }
    Setting promise =
        Files.exists(directory.secret()) ? Secret.promise(directory) : Secret.draw(directory);
    return Secret.with(read(climb, promise), directory);
  }

  private Study read(Climb climb, Setting... more) {
    List<Setting> all = new ArrayList<>(settings);
    all.addAll(List.of(more));
    all.add(new Setting("--arms " + climb.arm(), "redqueen.model.arm", climb.arm()));
    all.add(new Setting("seed " + climb.seed(), "seed", Integer.toString(climb.seed())));
    return Study.of(StudyFile.read(study, all));
  }

  private void attempt(Climb climb, Signals signals, Climbing progress) {
    if (signals.received()) {
      return;
    }
    try {
      progress.done(climb.name(), climb(climb, signals, progress));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failed.put(climb.name(), String.valueOf(e));
      progress.done(climb.name(), "failed: " + e);
    }
  }

  /// Runs or goes on, and says why it ended.
  private String climb(Climb climb, Signals signals, Climbing progress)
      throws IOException, InterruptedException {
    RunDirectory directory = new RunDirectory(folder.resolve(climb.name()));
    boolean exists = directory.exists();
    Files.createDirectories(directory.folder());
    try (Journal journal =
        exists
            ? SqliteJournal.open(directory.journal())
            : SqliteJournal.create(directory.journal())) {
      Study read = secretly(climb, directory);
      Files.writeString(directory.study(), read.terms().study() + "\n");
      return new Work(directory, read, journal, err)
          .run(Mode.RUN, signals, status -> progress.accept(climb.name(), status))
          .reason();
    }
  }

  private static void await(Future<?> run) throws InterruptedException {
    try {
      run.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run of the ascent broke", e.getCause());
    }
  }

  /// The journal of a run; empty if there is none, or if it is damaged, which is told of.
  private Optional<Journal> readable(Climb climb) {
    RunDirectory directory = new RunDirectory(folder.resolve(climb.name()));
    try {
      return directory.exists()
          ? Optional.of(SqliteJournal.openReadOnly(directory.journal()))
          : Optional.empty();
    } catch (JournalException e) {
      failed.putIfAbsent(climb.name(), String.valueOf(e));
      return Optional.empty();
    }
  }

  private Answer report(List<Climb> climbs) {
    Path html = folder.resolve("report.html");
    List<Journal> journals = new ArrayList<>();
    try {
      List<RunInput> inputs = new ArrayList<>();
      for (Climb climb : climbs) {
        readable(climb)
            .ifPresent(journal -> {
              journals.add(journal);
              inputs.add(new RunInput(climb.name(), journal));
            });
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("folder", folder.toString());
      json.put("runs", inputs.size());
      json.put("failed", failed);
      json.put("report", html.toString());
      if (inputs.isEmpty()) {
        String nothing = "nothing was run in %s: %s%n".formatted(folder, failed);
        return new Answer(failed.isEmpty() ? Exit.OK : Exit.INTERNAL, json, nothing);
      }
      List<String> findings = Report.write(inputs, html);
      json.put("findings", findings);
      StringBuilder text = new StringBuilder();
      text.append("%s: %d runs%n".formatted(folder, inputs.size()));
      findings.forEach(finding -> text.append("  %s%n".formatted(finding)));
      failed.forEach((name, why) -> text.append("  %s failed: %s%n".formatted(name, why)));
      text.append("  report     %s%n".formatted(html));
      return new Answer(failed.isEmpty() ? Exit.OK : Exit.INTERNAL, json, text.toString());
    } finally {
      journals.forEach(Journal::close);
    }
  }
}
