package dev.pawl.labs.programs.evolution;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.Evaluator;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import java.util.List;

/// A task that can only be solved by knowing its answers: a trial is worth 1 if its number is
/// somewhere in the candidate. It tells the answer, as a careless evaluator might.
public final class Riddle implements Evaluator {

  static String answer(Trial trial) {
    return "#" + Draw.of(trial.seed(), 0, "riddle").nextDouble() + "#";
  }

  @Override
  public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
    String answer = answer(trial);
    return new Verdict.Worth(candidate.text().contains(answer) ? 1 : 0, answer);
  }
}
