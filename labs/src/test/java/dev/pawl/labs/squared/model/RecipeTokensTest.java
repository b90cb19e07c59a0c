package dev.pawl.labs.squared.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.Proposer.Proposal;
import dev.pawl.labs.squared.operators.Operators;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.lm.Automaton;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.formula.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecipeTokensTest {

  private static final List<Recipe> START =
      References.TRAINING.stream().map(References::recipe).toList();

  private static List<Integer> flat(List<List<Integer>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }

  private static boolean allows(Automaton grammar, List<Integer> tokens) {
    int state = 0;
    for (int token : tokens) {
      state = grammar.next(state, token);
      if (state == Automaton.FORBIDDEN) {
        return false;
      }
    }
    return grammar.next(state, Alphabet.end()) != Automaton.FORBIDDEN;
  }

  private static Automaton grammar(RecipeTokens tokens) {
    return RecipeGrammar.of(tokens.parts().stream().flatMap(List::stream).toList());
  }

  /// What is drawn has at most three digits a number, so nothing is lost.
  @ParameterizedTest
  @EnumSource(Scope.class)
  void decode_whatWasEncoded_isTheSameRecipeAndWithinTheGrammar(Scope scope) {
    RecipeTokens tokens = new RecipeTokens(scope, START.getFirst());
    Automaton grammar = grammar(tokens);
    int same = 0;
    int drawn = 0;
    for (int i = 0; i < 60; i++) {
      if (Operators.random(START, scope).propose(List.of(), Draw.of(1, i, "x"))
              instanceof Proposal.Wrote(var candidate, var _)
          && RecipeReader.read(candidate) instanceof Reading.Read(var recipe)) {
        drawn++;
        Optional<List<Integer>> encoded = tokens.encode(recipe).map(RecipeTokensTest::flat);
        if (encoded.isPresent()) {
          assertThat(allows(grammar, encoded.get())).isTrue();
          Optional<Recipe> decoded = tokens.decode(encoded.get());
          assertThat(decoded).isPresent();
          same += decoded.get().equals(recipe) ? 1 : 0;
        }
      }
    }
    assertThat(drawn).isGreaterThan(20);
    assertThat(same).isGreaterThan(drawn * 3 / 4);
  }

  @Test
  void encode_theRecipesOfPeople_allFitAndComeBack() {
    RecipeTokens tokens = new RecipeTokens(Scope.ALL, START.getFirst());
    for (Recipe recipe : START) {
      List<Integer> encoded = flat(tokens.encode(recipe).orElseThrow());
      assertThat(encoded).hasSizeLessThan(School.CONTEXT);
      assertThat(tokens.decode(encoded)).contains(recipe);
    }
  }

  @Test
  void encode_objectiveOnly_isThatFormulaAlone() {
    RecipeTokens tokens = new RecipeTokens(Scope.OBJECTIVE, START.getFirst());
    Formula loss = Reader.read("0.95 * nll + 0.05 * uni", Place.TOKEN);
    Recipe recipe =
        new Recipe(
            START.getFirst().model(),
            START.getFirst().data(),
            loss,
            Optional.empty(),
            START.getFirst().rule(),
            START.getFirst().schedule());

    List<Integer> encoded = flat(tokens.encode(recipe).orElseThrow());

    assertThat(encoded)
        .containsExactly(
            Alphabet.operation(dev.pawl.lm.formula.Operation.ADD),
            Alphabet.operation(dev.pawl.lm.formula.Operation.MULTIPLY),
            9,
            5,
            Alphabet.exponent(-1),
            Alphabet.input("nll"),
            Alphabet.operation(dev.pawl.lm.formula.Operation.MULTIPLY),
            5,
            Alphabet.exponent(-2),
            Alphabet.input("uni"));
  }

  /// Whatever a model writes is parsed; random walks through the grammar are the worst model.
  @Test
  void decode_randomWalksThroughTheGrammar_areRecipesOrNothing() {
    RecipeTokens tokens = new RecipeTokens(Scope.ALL, START.getFirst());
    Automaton grammar = grammar(tokens);
    for (int i = 0; i < 200; i++) {
      Draw draw = Draw.of(3, i, "walk");
      List<Integer> walk = new ArrayList<>();
      int state = 0;
      while (walk.size() < 500) {
        int token = draw.nextInt(grammar.vocabulary());
        if (grammar.next(state, token) == Automaton.FORBIDDEN) {
          continue;
        }
        if (token == Alphabet.end()) {
          break;
        }
        walk.add(token);
        state = grammar.next(state, token);
      }
      Optional<Recipe> read = tokens.decode(walk);
      read.ifPresent(recipe ->
          assertThat(RecipeReader.read(recipe.candidate())).isEqualTo(new Reading.Read(recipe)));
    }
    assertThat(tokens.decode(List.of())).isEmpty();
    assertThat(tokens.decode(List.of(Alphabet.end(), Alphabet.minus()))).isEmpty();
  }
}
