package dev.pawl.labs.programs.certified;

import dev.pawl.Candidate;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.Evaluator;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import dev.pawl.labs.programs.numbers.Declared;
import dev.pawl.labs.programs.numbers.NonlinearProgram;
import dev.pawl.study.Section;
import java.util.List;
import java.util.Optional;

/// An evaluator that believes nothing but exact arithmetic. Where the task runs no program, the
/// candidate's only file is the table of numbers; where it runs one, its standard output is.
///
/// Options: `claim`, one of `circles`, `distances`, `heilbronn`, `sphere`, `kissing`,
/// `autocorrelation`, `overlap`, and what that claim wants (docs/certified.md).
public final class Certified implements Evaluator, Declared {

  private final Claim claim;

  /// Reads the claim from the options of a task.
  public Certified(Section options) {
    this(Claims.of(options));
  }

  Certified(Claim claim) {
    this.claim = claim;
  }

  @Override
  public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
    if (runs.isEmpty() && candidate.files().size() != 1) {
      return new Verdict.Invalid(
          "the candidate has the files %s; it must be one table"
              .formatted(candidate.files().keySet()));
    }
    String text = runs.isEmpty() ? candidate.text() : runs.get(0).stdout().text();
    return switch (Decimals.read(text, claim.shape())) {
      case Decimals.Reading.Unreadable(String reason) -> new Verdict.Invalid(reason);
      case Decimals.Reading.Read(var numbers) -> verdict(claim.check(numbers));
    };
  }

  private static Verdict verdict(Finding finding) {
    return switch (finding) {
      case Finding.Holds(var value, String remark) ->
          new Verdict.Worth(Decimals.floor(value), remark);
      case Finding.Fails(String worst, var repaired) ->
          new Verdict.Invalid(
              worst
                  + repaired
                      .map(value ->
                          "; after the least uniform shrink it would be worth "
                              + Decimals.floor(value))
                      .orElse(""));
    };
  }

  @Override
  public Optional<NonlinearProgram> program() {
    return claim.program();
  }
}
