package dev.pawl.labs.squared.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Bounds;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer.Proposal;
import dev.pawl.Score;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.lm.formula.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TpeTest {

  private static final Recipe LION = References.recipe("lion");

  /// Searches the learning rate that a made-up value is best at; jitter alone is the control.
  @Test
  void propose_afterSomeTrials_comesNearerToTheBestThanItsFirstProposals() {
    List<Tpe.Tried> tried = new ArrayList<>();
    List<Double> misses = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      Proposal proposal =
          new Tpe(tried, Scope.ALL).propose(List.of(best(tried)), Draw.of(1, i, "propose"));
      Recipe made = recipe(proposal);
      tried.add(new Tpe.Tried(made, -miss(made)));
      misses.add(miss(made));
    }
    double early = misses.subList(0, 20).stream().mapToDouble(m -> m).average().orElseThrow();
    double late = misses.subList(60, 80).stream().mapToDouble(m -> m).average().orElseThrow();

    assertThat(late).isLessThan(early / 2);
  }

  private static Elite best(List<Tpe.Tried> tried) {
    Tpe.Tried best = new Tpe.Tried(LION, -miss(LION));
    for (Tpe.Tried each : tried) {
      best = each.value() > best.value() ? each : best;
    }
    return new Elite(best.recipe().candidate(), Score.of(best.value(), new Bounds(-100, 0)), 1);
  }

  /// How far the rate in the middle is from 0.02, in powers of e; that of the reference is at 2.5.
  private static double miss(Recipe recipe) {
    double rate = Plain.value(recipe.schedule().rate(), Map.of("t", 0.4, "s", 0.41));
    return rate > 0 ? Math.min(50, Math.abs(Math.log(rate / 0.02))) : 50;
  }

  private static Recipe recipe(Proposal proposal) {
    if (proposal instanceof Proposal.Wrote(var candidate, var _)
        && RecipeReader.read(candidate) instanceof Reading.Read(var recipe)) {
      return recipe;
    }
    throw new AssertionError(proposal);
  }
}
