package dev.pawl.labs;

import dev.pawl.engine.Gating;
import dev.pawl.engine.Lab;
import dev.pawl.engine.Limits;
import dev.pawl.engine.Terms;
import dev.pawl.labs.programs.evolution.ProgramsStudy;
import dev.pawl.labs.programs.task.Machine;
import dev.pawl.labs.programs.writer.Options;
import dev.pawl.labs.redqueen.RedQueenStudy;
import dev.pawl.labs.squared.SquaredStudy;
import dev.pawl.propose.Proposers;
import dev.pawl.study.Section;
import dev.pawl.study.StudyException;
import dev.pawl.study.StudyFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A study that has been read and checked: what to run, and under which terms.
public record Study(Lab lab, Terms terms) {

  private static final Duration LONGEST = Duration.ofDays(3650);

  /// Reads every key of `file`.
  ///
  /// @throws StudyException with everything that is wrong
  public static Study of(StudyFile file) {
    Section root = file.root();
    String name = root.oneOf("lab", "redqueen", List.of("redqueen", "programs", "squared"));
    long seed = root.longInteger("seed", 1, 0, Long.MAX_VALUE);
    int window = root.integer("window", 16, 1, Terms.WINDOW_MAX);
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = root.integer("threads", cores, 1, 1024);
    Limits limits = limits(root.section("budget"));
    Proposers proposers = Proposers.of(root.section("proposers"));
    Optional<Lab> lab =
        switch (name) {
          case "programs" ->
              ProgramsStudy.lab(
                  root.section("programs"),
                  proposers,
                  seed,
                  Machine.ofThisProcess(),
                  Options.read(root.section("llm"), root.section("budget")));
          case "squared" ->
              Optional.of(
                  SquaredStudy.lab(
                      root.section("squared"),
                      proposers,
                      seed,
                      Options.readPlain(root.section("llm"), root.section("budget"), 2)));
          default -> Optional.of(RedQueenStudy.lab(root.section("redqueen"), proposers, seed));
        };
    Section gate = root.section("gate");
    Gating gating =
        name.equals("squared") ? SquaredStudy.gating(gate, seed) : Gating.of(gate, seed);
    file.check();
    return new Study(
        lab.orElseThrow(), new Terms(seed, window, file.effective(), limits, threads, gating));
  }

  private static Limits limits(Section budget) {
    return new Limits(
        budget.longInteger("evaluations", Long.MAX_VALUE, 1, Long.MAX_VALUE),
        budget.longInteger("instructions", Long.MAX_VALUE, 1, Long.MAX_VALUE),
        budget.longInteger("compute", Long.MAX_VALUE, 1, Long.MAX_VALUE),
        budget.duration("cpu", LONGEST, Duration.ofMillis(1), LONGEST),
        budget.duration("wall", LONGEST, Duration.ofMillis(1), LONGEST));
  }
}
