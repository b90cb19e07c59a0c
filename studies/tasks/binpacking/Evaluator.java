import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import java.util.List;
import java.util.Map;

/// Checks every item of every packing in integers, and counts bins.
public final class Evaluator implements dev.pawl.labs.programs.Evaluator {

  private static final int CAPACITY = 100;
  private static final int INSTANCES = 5;
  private static final int ITEMS = 500;
  private static final double SCALE = 45;

  @Override
  public List<Case> cases(Trial trial) {
    Draw draw = Draw.of(trial.seed(), 0, "items");
    StringBuilder input = new StringBuilder().append(CAPACITY).append('\n');
    for (int instance = 0; instance < INSTANCES; instance++) {
      input.append(ITEMS);
      for (int i = 0; i < ITEMS; i++) {
        double size = SCALE * StrictMath.cbrt(-StrictMath.log(1 - draw.nextDouble()));
        input.append(' ').append(Math.clamp(Math.round(size), 1, CAPACITY));
      }
      input.append('\n');
    }
    return List.of(Case.reading("instances", input.toString(), input.toString()));
  }

  @Override
  public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
    List<String> instances = cases.getFirst().hidden().lines().skip(1).toList();
    List<String> answers = runs.getFirst().stdout().text().lines().toList();
    if (answers.size() != instances.size()) {
      return new Verdict.Invalid(
          "%d lines for %d instances".formatted(answers.size(), instances.size()));
    }
    double excess = 0;
    double full = 0;
    for (int i = 0; i < instances.size(); i++) {
      int[] items = numbers(instances.get(i), 1);
      int[] bins = numbers(answers.get(i), 0);
      int[] filled = new int[ITEMS];
      if (bins.length != items.length) {
        return new Verdict.Invalid(
            "instance %d: %d bins for %d items".formatted(i + 1, bins.length, items.length));
      }
      int used = 0;
      int sum = 0;
      for (int k = 0; k < items.length; k++) {
        if (bins[k] < 0 || bins[k] >= ITEMS || (filled[bins[k]] += items[k]) > CAPACITY) {
          return new Verdict.Invalid(
              "instance %d: item %d of size %d does not fit into bin %d"
                  .formatted(i + 1, k + 1, items[k], bins[k]));
        }
        used = Math.max(used, bins[k] + 1);
        sum += items[k];
      }
      int bound = (sum + CAPACITY - 1) / CAPACITY;
      excess += (used - bound) / (double) bound / INSTANCES;
      for (int bin = 0; bin < used; bin++) {
        full += (filled[bin] == CAPACITY ? 1.0 : 0.0) / used / INSTANCES;
      }
    }
    return new Verdict.Worth(excess, "%.2f %% bins above the bound".formatted(100 * excess))
        .withTraits(Map.of("fullest", full));
  }

  /// The numbers of a line behind the first `skip`; −1 for what is none.
  private static int[] numbers(String line, int skip) {
    return List.of(line.strip().split(" ")).stream()
        .skip(skip)
        .mapToInt(word -> word.matches("\\d{1,6}") ? Integer.parseInt(word) : -1)
        .toArray();
  }
}
