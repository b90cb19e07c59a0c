import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Scores a program that adds the three largest numbers. It runs in Pawl, never beside the program.
public final class Evaluator implements dev.pawl.labs.programs.Evaluator {

  /// One case with four lines: starting Java costs more than reading three lines more.
  @Override
  public List<Case> cases(Trial trial) {
    Draw draw = Draw.of(trial.seed(), 0, "cases");
    StringBuilder input = new StringBuilder();
    StringBuilder answers = new StringBuilder();
    for (int line = 0; line < 4; line++) {
      List<Integer> numbers =
          IntStream.range(0, 4 + draw.nextInt(6)).mapToObj(_ -> draw.nextInt(100)).toList();
      input.append(numbers.stream().map(String::valueOf).collect(Collectors.joining(" ")));
      input.append('\n');
      int sum = numbers.stream().sorted().skip(numbers.size() - 3).mapToInt(n -> n).sum();
      answers.append(sum).append('\n');
    }
    return List.of(Case.reading("four lines", input.toString(), answers.toString()));
  }

  @Override
  public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
    List<String> wanted = cases.getFirst().hidden().lines().toList();
    List<String> got = runs.getFirst().stdout().text().lines().toList();
    double near = 0;
    for (int i = 0; i < wanted.size(); i++) {
      String answer = i < got.size() ? got.get(i).strip() : "";
      if (answer.matches("-?\\d{1,9}")) {
        double far = Math.abs(Integer.parseInt(answer) - Integer.parseInt(wanted.get(i)));
        near += 1 / (1 + far / 10);
      }
    }
    return new Verdict.Worth(near / wanted.size(), "wanted " + wanted + ", got " + got);
  }
}
