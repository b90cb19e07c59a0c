package dev.pawl.cli;

import dev.pawl.cli.report.RunInput;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Journal;
import dev.pawl.journal.JournalException;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.labs.Study;
import dev.pawl.study.Setting;
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
import java.util.function.Function;

/// Runs that belong together: a folder for each in one folder, and one report. What is there goes
/// on. A run that fails is told of, in the exit code too, is left out of the report, and costs none
/// of the others.
final class Fleet {

  private final List<Member> members;
  private final Path folder;
  private final PrintWriter err;
  private final Map<String, String> failed = new ConcurrentHashMap<>();

  /// @param members in the order in which they start
  Fleet(List<Member> members, Path folder, PrintWriter err) {
    this.members = List.copyOf(members);
    this.folder = folder;
    this.err = err;
  }

  /// One run of it.
  ///
  /// @param name of its folder
  /// @param study reads its study, with the settings that it is given on top
  record Member(String name, Function<List<Setting>, Study> study) {

    Study read(Setting... more) {
      return study.apply(List.of(more));
    }
  }

  /// Writes a report of runs, and returns what was found, a sentence each.
  @FunctionalInterface
  interface Reporter {
    List<String> write(List<RunInput> runs, Path html);
  }

  /// Runs what is not finished, and reports.
  ///
  /// @param atOnce how many runs go on at the same time
  Answer answer(int atOnce, Reporter reporter) throws InterruptedException {
    try (Signals signals = new Signals();
        Climbing progress = new Climbing(err, Clock.system(), members.size());
        ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
      List<Future<?>> runs = new ArrayList<>();
      for (Member member : members) {
        runs.add(workers.submit(() -> attempt(member, signals, progress)));
      }
      for (Future<?> run : runs) {
        await(run);
      }
    }
    return report(reporter);
  }

  private void attempt(Member member, Signals signals, Climbing progress) {
    if (signals.received()) {
      return;
    }
    try {
      progress.done(member.name(), run(member, signals, progress));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failed.put(member.name(), String.valueOf(e));
      progress.done(member.name(), "failed: " + e);
    }
  }

  /// Runs or goes on, and says why it ended.
  private String run(Member member, Signals signals, Climbing progress)
      throws IOException, InterruptedException {
    RunDirectory directory = directory(member);
    boolean exists = directory.exists();
    Files.createDirectories(directory.folder());
    try (Journal journal =
        exists
            ? SqliteJournal.open(directory.journal())
            : SqliteJournal.create(directory.journal())) {
      Study read = secretly(member, directory);
      Files.writeString(directory.study(), read.terms().study() + "\n");
      return new Work(directory, read, journal, err)
          .run(Mode.RUN, signals, status -> progress.accept(member.name(), status))
          .reason();
    }
  }

  /// The study of a run, with a secret of its own if it wants one drawn.
  private static Study secretly(Member member, RunDirectory directory) {
    Study read = member.read();
    if (!Secret.isDrawn(read)) {
      return read;
    }
    Setting promise =
        Files.exists(directory.secret()) ? Secret.promise(directory) : Secret.draw(directory);
    return Secret.with(member.read(promise), directory);
  }

  private RunDirectory directory(Member member) {
    return new RunDirectory(folder.resolve(member.name()));
  }

  private static void await(Future<?> run) throws InterruptedException {
    try {
      run.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run broke", e.getCause());
    }
  }

  /// The journal of a run; empty if there is none, or if it is damaged, which is told of.
  private Optional<Journal> readable(Member member) {
    RunDirectory directory = directory(member);
    try {
      return directory.exists()
          ? Optional.of(SqliteJournal.openReadOnly(directory.journal()))
          : Optional.empty();
    } catch (JournalException e) {
      failed.putIfAbsent(member.name(), String.valueOf(e));
      return Optional.empty();
    }
  }

  private Answer report(Reporter reporter) {
    Path html = folder.resolve("report.html");
    List<Journal> journals = new ArrayList<>();
    try {
      List<RunInput> inputs = new ArrayList<>();
      for (Member member : members) {
        if (failed.containsKey(member.name())) {
          continue; // what lies there may be the run of another study
        }
        readable(member)
            .ifPresent(journal -> {
              journals.add(journal);
              inputs.add(new RunInput(member.name(), journal));
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
      List<String> findings = reporter.write(inputs, html);
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
