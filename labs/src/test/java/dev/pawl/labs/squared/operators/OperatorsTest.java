package dev.pawl.labs.squared.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Bounds;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.Proposer.Proposal;
import dev.pawl.Score;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorsTest {

  private static final List<Recipe> START =
      References.TRAINING.stream().map(References::recipe).toList();

  static Stream<String> names() {
    return Operators.all(START).stream().map(Proposer::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void propose_overAndOver_writesOtherLegalRecipesInCanonicalForm(String name) {
    Proposer proposer =
        Operators.all(START).stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    List<Elite> population = new ArrayList<>();
    for (Recipe recipe : START) {
      population.add(new Elite(recipe.candidate(), Score.of(0, Bounds.UNIT), population.size()));
    }
    Set<Object> seen = new HashSet<>();
    int wrote = 0;
    int tickets = 60;
    for (int i = 0; i < tickets; i++) {
      Draw draw = Draw.of(1, i, name);
      List<Elite> parents = new ArrayList<>();
      for (int j = 0; j < proposer.parents(); j++) {
        parents.add(population.get((i + 2 * j) % population.size())); // neighbours are too alike
      }
      Proposal proposal = proposer.propose(parents, draw.purpose("propose"));
      assertThat(proposer.propose(parents, draw.purpose("propose"))).isEqualTo(proposal);
      if (proposal instanceof Proposal.Wrote(var candidate, var _)) {
        wrote++;
        seen.add(candidate.id());
        assertThat(RecipeReader.read(candidate))
            .isInstanceOfSatisfying(
                RecipeReader.Reading.Read.class,
                read -> assertThat(read.recipe().candidate()).isEqualTo(candidate));
        assertThat(parents).noneMatch(parent -> parent.candidate().equals(candidate));
        if (proposer.parents() == 1) { // crossing alone would make all alike
          population.set(
              i % population.size(), new Elite(candidate, Score.of(0, Bounds.UNIT), 100 + i));
        }
      }
    }
    assertThat(wrote).isGreaterThan(tickets * 9 / 10);
    assertThat(seen).hasSizeGreaterThan(proposer.parents() == 2 ? 8 : tickets / 2);
  }
}
