package dev.pawl.labs.programs.certified;

import dev.pawl.Candidate;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.Evaluator;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import dev.pawl.labs.programs.numbers.Declared;
import dev.pawl.labs.programs.numbers.Hops;
import dev.pawl.labs.programs.numbers.NonlinearProgram;
import dev.pawl.study.Section;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// An evaluator that believes nothing but exact arithmetic. Where the task runs no program, the
/// candidate's only file is the table of numbers; where it runs one, its standard output is.
///
/// Options: `claim`, one of `circles`, `distances`, `heilbronn`, `sphere`, `kissing`,
/// `autocorrelation`, `overlap`; what that claim wants (docs/certified.md); and `repair`, whether a
/// packing that fails is worth what is left of it after the least uniform shrink.
public final class Certified implements Evaluator, Declared {

  private final Claim claim;
  private final boolean repairs;

  /// Reads the claim from the options of a task.
  public Certified(Section options) {
    this(Claims.of(options), options.flag("repair", false));
  }

  Certified(Claim claim, boolean repairs) {
    this.claim = claim;
    this.repairs = repairs;
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
      case Decimals.Reading.Read(List<BigDecimal> numbers) -> verdict(numbers);
    };
  }

  private Verdict verdict(List<BigDecimal> numbers) {
    return switch (claim.check(numbers)) {
      case Finding.Holds(BigDecimal value, String remark) -> worth(value, remark, numbers);
      case Finding.Fails(String worst, Optional<BigDecimal> repaired) -> {
        String repair =
            repaired
                .map(value -> "; after the least uniform shrink it is worth " + rounded(value))
                .orElse("");
        yield repairs && repaired.isPresent()
            ? worth(repaired.get(), worst + repair, numbers)
            : new Verdict.Invalid(worst + repair);
      }
    };
  }

  private Verdict worth(BigDecimal value, String feedback, List<BigDecimal> numbers) {
    return new Verdict.Worth(rounded(value), feedback)
        .withTraits(Moments.of(claim.characteristic(numbers)));
  }

  /// To the side on which the claim stays true.
  private double rounded(BigDecimal value) {
    return claim.isMinimised() ? -Decimals.floor(value) : Decimals.floor(value);
  }

  @Override
  public Optional<NonlinearProgram> program() {
    return claim.program().filter(program -> program.variables() <= Hops.VARIABLES_MAX);
  }
}
