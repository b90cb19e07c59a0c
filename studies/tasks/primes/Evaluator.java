import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Counts primes with a sieve and compares.
public final class Evaluator implements dev.pawl.labs.programs.Evaluator {

  private static final int MOST = 1_500;

  @Override
  public List<Case> cases(Trial trial) {
    Draw draw = Draw.of(trial.seed(), 0, "cases");
    List<Integer> numbers = IntStream.range(0, 10).mapToObj(_ -> draw.nextInt(MOST)).toList();
    int[] primes = upTo();
    return List.of(
        Case.reading(
            "ten numbers",
            numbers.stream().map(String::valueOf).collect(Collectors.joining("\n")),
            numbers.stream().map(n -> String.valueOf(primes[n])).collect(Collectors.joining("\n"))));
  }

  @Override
  public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
    List<String> wanted = cases.getFirst().hidden().lines().toList();
    List<String> got = runs.getFirst().stdout().text().lines().map(String::strip).toList();
    long right =
        IntStream.range(0, Math.min(wanted.size(), got.size()))
            .filter(i -> wanted.get(i).equals(got.get(i)))
            .count();
    double share = right / (double) wanted.size();
    return new Verdict.Worth(
        0,
        new TreeMap<>(java.util.Map.of("right", share)),
        new TreeMap<>(),
        List.of(),
        "%d of %d are right".formatted(right, wanted.size()));
  }

  private static int[] upTo() {
    boolean[] crossed = new boolean[MOST];
    int[] counts = new int[MOST];
    for (int n = 2; n < MOST; n++) {
      counts[n] = counts[n - 1] + (crossed[n] ? 0 : 1);
      for (int multiple = 2 * n; multiple < MOST; multiple += n) {
        crossed[multiple] = true;
      }
    }
    return counts;
  }
}
