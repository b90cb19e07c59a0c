package dev.pawl.cli;

import dev.pawl.cli.report.GateFold;
import dev.pawl.cli.report.Report;
import dev.pawl.cli.report.RunInput;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.engine.Lab;
import dev.pawl.engine.Status;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Petition;
import dev.pawl.journal.Session;
import dev.pawl.labs.Study;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One session of work on a run: progress, signals, and what is left in the folder at the end.
final class Work {

  private final RunDirectory directory;
  private final Study study;
  private final Journal journal;
  private final PrintWriter err;
  private final Clock clock = Clock.system();

  Work(RunDirectory directory, Study study, Journal journal, PrintWriter err) {
    this.directory = directory;
    this.study = study;
    this.journal = journal;
    this.err = err;
  }

  /// Runs with live progress until it ends or ctrl-C stops it, and writes the report.
  Answer answer(Mode mode) throws IOException, InterruptedException {
    err.printf(
        "%s: %s, seed %d, %d threads; ctrl-C stops it, and nothing is lost%n",
        directory.folder(), study.lab().name(), study.terms().seed(), study.terms().threads());
    try (Signals signals = new Signals()) {
      Ending ending;
      try (Progress progress = new Progress(err, clock, study.terms().limits())) {
        ending = run(mode, signals, progress);
      }
      Report.write(List.of(new RunInput(directory.name(), journal)), directory.report());
      return answer(ending);
    }
  }

  /// Runs, keeps the session in the journal, and writes the champion.
  Ending run(Mode mode, Signals signals, Consumer<Status> progress)
      throws IOException, InterruptedException {
    directory.clearStop();
    Session session = begin();
    Ending ending;
    try (Lab lab = study.lab()) {
      ModelAccess.open(study, directory, mode);
      Engine engine =
          new Engine(
              lab,
              study.terms(),
              journal,
              mode,
              clock,
              () -> stop(signals),
              progress,
              directory.orders());
      ending = engine.run(Version.pawl());
    }
    end(session, ending.reason());
    directory.clearStop();
    if (ending.champion().isPresent()) {
      Champion.leave(directory, study.lab().name(), ending.champion().get());
    }
    return ending;
  }

  private Optional<String> stop(Signals signals) {
    if (signals.received()) {
      return Optional.of("interrupted");
    }
    return directory.isStopWanted()
        ? Optional.of("stopped by `pawl stop`")
        : ModelAccess.refusal(study);
  }

  private Session begin() {
    String machine =
        "%s %s, %d cores, Java %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"));
    int number = journal.sessions().size() + 1;
    Session session = new Session(number, clock.millis(), 0, "", 0, machine);
    journal.session(session);
    return session;
  }

  private void end(Session session, String reason) {
    journal.session(
        new Session(
            session.number(),
            session.startedMillis(),
            clock.millis(),
            reason,
            clock.processCpuNanos() / 1_000_000,
            session.machine()));
  }

  private Answer answer(Ending ending) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", directory.name());
    json.put("folder", directory.folder().toString());
    json.put("finished", ending.finished());
    json.put("reason", ending.reason());
    json.put("tickets", ending.status().ticket());
    json.put("evaluations", ending.status().spent().evaluations());
    json.put("instructions", ending.status().spent().instructions());
    ending.champion().ifPresent(champion -> json.put("champion", champion.id().toString()));
    json.put("gate", GateFold.of(journal).lines().stream().map(String::strip).toList());
    json.put("report", directory.report().toString());
    json.put("head", journal.head().toString());
    return Answer.ok(json, text(ending));
  }

  private String text(Ending ending) {
    String next =
        ending.finished() ? "" : "  go on      pawl resume %s%n".formatted(directory.folder());
    String champion = ending.champion().isEmpty() ? "" : champion();
    StringBuilder gate = new StringBuilder();
    GateFold fold = GateFold.of(journal);
    fold.lines().forEach(line -> gate.append("  ").append(line).append(System.lineSeparator()));
    Optional<Petition> petition = Petition.of(journal);
    if (petition.isPresent()) {
      next = "  approve    pawl approve %s --sign NAME.key%n".formatted(directory.folder());
    } else if (!fold.pauses().isEmpty()) {
      next =
          "  go on      pawl resume %s%s%n"
              .formatted(directory.folder(), Acknowledging.options(fold.pauses()));
    }
    return "%s: %s after %,d tickets%n  report     %s%n%s%s%s%s"
        .formatted(
            directory.name(),
            ending.reason(),
            ending.status().ticket(),
            directory.report(),
            ModelAccess.spent(study),
            champion,
            gate,
            next);
  }

  private String champion() {
    return switch (study.lab().name()) {
      case "programs" -> "  champion   %s%n".formatted(directory.folder().resolve("champion"));
      case "redqueen" ->
          "  champion   %s%n  battle it  pawl battle %s house:taffeta%n"
              .formatted(directory.champion(), directory.champion());
      default -> "  champion   %s%n".formatted(directory.champion());
    };
  }
}
