import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import java.util.List;
import java.util.Map;

/// Compares with the hidden formula.
public final class Evaluator implements dev.pawl.labs.programs.Evaluator {

  private static final int POINTS = 20;
  private static final double FAR = 1e6;

  private static double hidden(double x) {
    return 0.3 * x * x * x - 1.7 * x + 2.2 * StrictMath.sin(3.1 * x) + 0.4;
  }

  @Override
  public List<Case> cases(Trial trial) {
    Draw draw = Draw.of(trial.seed(), 0, "points");
    StringBuilder input = new StringBuilder();
    StringBuilder answers = new StringBuilder();
    for (int i = 0; i < POINTS; i++) {
      double x = -3 + 6 * (i + draw.nextDouble()) / POINTS;
      input.append(x).append('\n');
      answers.append(hidden(x)).append('\n');
    }
    return List.of(Case.reading("points", input.toString(), answers.toString()));
  }

  @Override
  public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
    List<String> wanted = cases.getFirst().hidden().lines().toList();
    List<String> got = runs.getFirst().stdout().text().lines().toList();
    if (got.size() != wanted.size()) {
      return new Verdict.Invalid("%d lines for %d points".formatted(got.size(), wanted.size()));
    }
    double squares = 0;
    double[] y = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      if (!got.get(i).matches("-?\\d+\\.\\d+(?:E-?\\d+)?")) {
        return new Verdict.Invalid("line %d is no finite number".formatted(i + 1));
      }
      y[i] = Math.clamp(Double.parseDouble(got.get(i)), -FAR, FAR);
      double error = y[i] - Double.parseDouble(wanted.get(i));
      squares += error * error / POINTS;
    }
    double bend = y[0] - 2 * y[POINTS / 2] + y[POINTS - 1];
    return new Verdict.Worth(Math.sqrt(squares), "root mean squared error " + Math.sqrt(squares))
        .withTraits(Map.of("bend", bend));
  }
}
