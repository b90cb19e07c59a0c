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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    assertThat(wrote).isGreaterThan(tickets * 4 / 5);
    assertThat(seen).hasSizeGreaterThan(proposer.parents() == 2 ? 8 : tickets / 2);
  }

  /// Everything outside of the scope is that of the first recipe, whoever wrote and however often.
  @ParameterizedTest
  @EnumSource(Scope.class)
  void propose_withinAScope_leavesAllElseAlone(Scope scope) {
    List<Recipe> start = scope.starts(START);
    Recipe first = START.getFirst();
    int wrote = 0;
    for (Proposer proposer : Operators.all(START, scope)) {
      List<Recipe> parents = new ArrayList<>(start);
      for (int i = 0; i < 12; i++) {
        List<Elite> elites = new ArrayList<>();
        for (int j = 0; j < proposer.parents(); j++) {
          Recipe parent = parents.get((i + j) % parents.size());
          elites.add(new Elite(parent.candidate(), Score.of(0, Bounds.UNIT), j));
        }
        Draw draw = Draw.of(2, i, proposer.name());
        if (proposer.propose(elites, draw) instanceof Proposal.Wrote(var candidate, var _)
            && RecipeReader.read(candidate) instanceof RecipeReader.Reading.Read(var made)) {
          wrote++;
          parents.add(made);
          assertThat(scope.within(first, made)).as(proposer.name()).isEqualTo(made);
          assertThat(scope.within(made, first)).isEqualTo(first);
        }
      }
    }
    assertThat(wrote).isGreaterThan(15);
  }

  @Test
  void propose_numbersOverAndOver_bringDropoutInAndChangeIt() {
    Proposer number =
        Operators.all(START, Scope.OPTIMISER).stream()
            .filter(p -> p.name().equals("number"))
            .findFirst()
            .orElseThrow();
    Set<Object> dropouts = new HashSet<>();
    Recipe recipe = START.getFirst();
    for (int i = 0; i < 200; i++) {
      Elite parent = new Elite(recipe.candidate(), Score.of(0, Bounds.UNIT), i);
      if (number.propose(List.of(parent), Draw.of(1, i, "number"))
              instanceof Proposal.Wrote(var candidate, var _)
          && RecipeReader.read(candidate) instanceof RecipeReader.Reading.Read(var made)) {
        recipe = made;
        dropouts.add(recipe.schedule().dropout());
      }
    }

    assertThat(dropouts).hasSizeGreaterThan(3);
  }

  @Test
  void starts_ofAScope_areTheFirstRecipeWithThatPartOfEach() {
    assertThat(Scope.ALL.starts(START)).isEqualTo(START);
    assertThat(Scope.OBJECTIVE.starts(START)).containsExactly(START.getFirst());
    assertThat(Scope.ARCHITECTURE.starts(START)).hasSize(2); // Muon comes with its own model
    assertThat(Scope.OPTIMISER.starts(START))
        .hasSize(5)
        .allMatch(recipe -> recipe.model().equals(START.getFirst().model()))
        .extracting(Recipe::rule)
        .contains(References.recipe("muon").rule());
  }
}
