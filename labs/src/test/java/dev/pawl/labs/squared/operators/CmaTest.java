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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CmaTest {

  private static final Recipe LION = References.recipe("lion");

  /// The best rate in the middle of training is 0.02, the best clip 8 and the best momentum 0.9;
  /// the numbers in between are of no account.
  private static double miss(Recipe recipe) {
    double rate = Plain.value(recipe.schedule().rate(), Map.of("t", 0.4, "s", 0.41));
    return rate > 0
        ? Math.min(20, Math.abs(Math.log(rate / 0.02)))
            + Math.abs(Math.log(recipe.schedule().clip() / 8))
        : 40;
  }

  private static Elite elite(Recipe recipe) {
    return new Elite(recipe.candidate(), Score.of(-miss(recipe), new Bounds(-100, 0)), 1);
  }

  private static Recipe recipe(Proposal proposal) {
    if (proposal instanceof Proposal.Wrote(var candidate, var _)
        && RecipeReader.read(candidate) instanceof Reading.Read(var recipe)) {
      return recipe;
    }
    throw new AssertionError(proposal);
  }

  /// What `trials` come nearest to, on average over the last ten.
  private static double last(int trials, boolean told, boolean own) {
    Cma cma = Cma.of(Scope.OPTIMISER).told(LION, -miss(LION), false);
    double sum = 0;
    for (int i = 0; i < trials; i++) {
      Recipe made = recipe(cma.propose(List.of(elite(LION)), Draw.of(1, i, "propose")));
      cma = told ? cma.told(made, -miss(made), own) : cma;
      sum += i < trials - 10 ? 0 : miss(made);
    }
    return sum / 10;
  }

  @Test
  void propose_toldWhatCameOfIt_comesNearerToTheBest() {
    assertThat(last(150, true, true)).isLessThan(last(150, false, true) / 2);
  }

  @Test
  void propose_toldByOthersOnly_comesNearerToo() {
    assertThat(last(150, true, false)).isLessThan(last(150, false, false) / 2);
  }

  @Test
  void propose_otherFormulas_areNotTouchedByWhatWasTold() {
    Cma cma = Cma.of(Scope.OPTIMISER);
    Elite muon = elite(References.recipe("muon"));
    Proposal before = cma.propose(List.of(muon), Draw.of(1, 1, "propose"));
    for (int i = 0; i < 40; i++) {
      Recipe made = recipe(cma.propose(List.of(elite(LION)), Draw.of(2, i, "propose")));
      cma = cma.told(made, -miss(made), true);
    }

    assertThat(cma.propose(List.of(muon), Draw.of(1, 1, "propose"))).isEqualTo(before);
  }

  @Test
  void told_failuresBeforeAnythingWorked_startNothing() {
    Cma cma = Cma.of(Scope.ALL);

    assertThat(cma.told(LION, Double.NEGATIVE_INFINITY, true)).isSameAs(cma);
  }
}
