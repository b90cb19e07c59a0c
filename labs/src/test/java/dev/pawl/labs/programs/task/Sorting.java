package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.Evaluator;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Sorting numbers that are drawn anew for each trial, of varying size and number; the score is the
/// share of cases that came back right.
public final class Sorting implements Evaluator {

  private static final int CASES = 4;

  @Override
  public List<Case> cases(Trial trial) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      Draw draw = Draw.of(trial.seed(), i, "sorting");
      List<Integer> numbers = new ArrayList<>();
      for (int count = 5 + draw.nextInt(8); count > 0; count--) {
        numbers.add(1 + draw.nextInt(1 << (4 + 6 * i)));
      }
      String input = lines(numbers);
      numbers.sort(Comparator.naturalOrder());
      cases.add(Case.reading("numbers " + i, input, lines(numbers)));
    }
    return cases;
  }

  private static String lines(List<Integer> numbers) {
    return String.join("\n", numbers.stream().map(String::valueOf).toList()) + "\n";
  }

  @Override
  public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
    int right = 0;
    for (int i = 0; i < runs.size(); i++) {
      right += runs.get(i).stdout().text().equals(cases.get(i).hidden()) ? 1 : 0;
    }
    return new Verdict.Worth((double) right / cases.size(), "");
  }
}
