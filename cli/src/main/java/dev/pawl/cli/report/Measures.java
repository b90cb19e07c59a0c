package dev.pawl.cli.report;

import dev.pawl.cli.report.Run.Measure;
import dev.pawl.journal.Event;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Which measurements there are.
final class Measures {

  /// The champion's results against each champion before it.
  static final String DUELS = "duels";

  /// What was promoted, measured anew: the tasks differ from one to the next.
  static final String SEALED = "sealed";

  /// What is drawn where recipes are, and not by rounds.
  private static final Set<String> OF_RECIPES =
      Set.of(RecipeChange.REVERSAL, RecipesSection.TRANSFER);

  private static final String GENERALITY = "generality";

  private Measures() {}

  /// Those of one run, but duels, sealed ones and those of recipes; generality first.
  static List<Measure> of(Run run) {
    return of(List.of(run));
  }

  /// Those of any run, but duels, sealed ones and those of recipes; generality first.
  static List<Measure> of(Collection<Run> runs) {
    return runs.stream()
        .flatMap(run -> run.measured().stream())
        .filter(event -> !event.name().equals(DUELS) && !event.split().equals(SEALED))
        .filter(event -> !OF_RECIPES.contains(event.split()))
        .map(Measures::of)
        .distinct()
        .sorted((a, b) ->
            a.name().equals(b.name())
                ? a.compareTo(b)
                : isFraction(a) ? -1 : isFraction(b) ? 1 : a.compareTo(b))
        .toList();
  }

  private static Measure of(Event.Measured event) {
    return new Measure(event.split(), event.name());
  }

  /// Whether it is a share of something, to be written as a percentage.
  static boolean isFraction(Measure measure) {
    return measure.name().endsWith(GENERALITY);
  }
}
