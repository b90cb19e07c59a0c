package dev.pawl.labs.squared.operators;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Tree-structured Parzen estimators (Bergstra et al. 2011) over the numbers of formulas: of what
/// was tried with the same formulas but other numbers, the better quarter says where numbers are
/// dense that help, the rest where they are dense anyway; of some draws from the first the one with
/// the greatest ratio is proposed. Numbers are those of [Numbers].
///
/// @param tried what it learns from, in the order in which it was tried
/// @param scope whose numbers it changes
public record Tpe(List<Tried> tried, Scope scope) implements Proposer {

  /// Its name.
  public static final String NAME = "tpe";

  private static final int OBSERVED_MIN = 4;
  private static final double GOOD = 0.25;
  private static final int DRAWS = 24;

  /// Of the prior around the parent, in natural logarithms; also the most of an estimator.
  private static final double PRIOR_WIDTH = 0.7;

  private static final double WIDTH_MIN = 0.1;

  public Tpe {
    tried = List.copyOf(tried);
  }

  /// A recipe and its value.
  public record Tried(Recipe recipe, double value) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int parents() {
    return 1;
  }

  @Override
  public Proposal propose(List<Elite> parents, Draw draw) {
    Elite parent = parents.getFirst();
    return switch (RecipeReader.read(parent.candidate())) {
      case Reading.Read(var recipe) ->
          moved(recipe, parent.score().value(), draw)
              .<Proposal>map(made -> new Proposal.Wrote(made.candidate()))
              .orElseGet(() -> new Proposal.Declined("no other legal recipe was found"));
      case Reading.Unreadable unreadable ->
          new Proposal.Declined("the parent is no recipe: " + unreadable.reason());
    };
  }

  private Optional<Recipe> moved(Recipe parent, double value, Draw draw) {
    Numbers numbers = new Numbers(scope);
    String skeleton = numbers.skeleton(parent);
    List<Tried> alike = new ArrayList<>(List.of(new Tried(parent, value)));
    double[] origin = numbers.of(parent);
    for (Tried each : tried) {
      if (numbers.skeleton(each.recipe).equals(skeleton)) {
        alike.add(each);
      }
    }
    alike.sort(Comparator.comparingDouble(Tried::value).reversed());
    int good = alike.size() < OBSERVED_MIN ? 0 : (int) Math.ceil(GOOD * alike.size());
    List<double[]> better = alike.stream().limit(good).map(t -> numbers.of(t.recipe)).toList();
    List<double[]> worse = alike.stream().skip(good).map(t -> numbers.of(t.recipe)).toList();
    for (int i = 0; i < 8; i++) {
      double[] best = best(origin, better, good == 0 ? List.of() : worse, draw.purpose("try " + i));
      Optional<Recipe> made = numbers.with(parent, best);
      if (made.isPresent() && !made.get().equals(parent)) {
        return made;
      }
    }
    return Optional.empty();
  }

  private static double[] best(
      double[] origin, List<double[]> better, List<double[]> worse, Draw draw) {
    double[] best = origin;
    double bestRatio = Double.NEGATIVE_INFINITY;
    int draws = better.isEmpty() ? 1 : DRAWS;
    for (int i = 0; i < draws; i++) {
      double[] numbers = new double[origin.length];
      double ratio = 0;
      for (int d = 0; d < origin.length; d++) {
        int which = draw.nextInt(better.size() + 1);
        double center = which == better.size() ? origin[d] : better.get(which)[d];
        double width = which == better.size() ? PRIOR_WIDTH : width(better, d);
        numbers[d] = center + width * draw.nextGaussian();
        ratio += density(numbers[d], origin, better, d) - density(numbers[d], origin, worse, d);
      }
      if (ratio > bestRatio) {
        best = numbers;
        bestRatio = ratio;
      }
    }
    return best;
  }

  /// The logarithm of the density of an estimator: its points and the prior, equally.
  private static double density(double x, double[] origin, List<double[]> points, int d) {
    double width = width(points, d);
    double sum = normal(x - origin[d], PRIOR_WIDTH);
    for (double[] point : points) {
      sum += normal(x - point[d], width);
    }
    return StrictMath.log(sum / (points.size() + 1) + 1e-12);
  }

  private static double normal(double distance, double width) {
    return StrictMath.exp(-0.5 * distance * distance / (width * width)) / width;
  }

  /// Scott's rule, within bounds.
  private static double width(List<double[]> points, int d) {
    double mean = points.stream().mapToDouble(p -> p[d]).average().orElse(0);
    double variance =
        points.stream().mapToDouble(p -> (p[d] - mean) * (p[d] - mean)).average().orElse(0);
    double scott =
        1.06 * StrictMath.sqrt(variance) * StrictMath.pow(Math.max(1, points.size()), -0.2);
    return Math.clamp(scott, WIDTH_MIN, PRIOR_WIDTH);
  }
}
