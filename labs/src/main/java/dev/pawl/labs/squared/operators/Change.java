package dev.pawl.labs.squared.operators;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A proposer that changes recipes. It tries some times, until what it makes is a legal recipe and
/// another one than its parents.
///
/// @param name as in reports
/// @param parents how many recipes it wants
/// @param act what it does; it throws where what comes out is no recipe
record Change(String name, int parents, Act act) implements Proposer {

  private static final int TRIES = 64;

  /// What is done with the parents.
  interface Act {
    Recipe of(List<Recipe> parents, Draw draw);
  }

  @Override
  public Proposal propose(List<Elite> elites, Draw draw) {
    List<Recipe> recipes = new ArrayList<>();
    for (Elite elite : elites) {
      switch (RecipeReader.read(elite.candidate())) {
        case Reading.Read(var recipe) -> recipes.add(recipe);
        case Reading.Unreadable unreadable -> {
          return new Proposal.Declined("a parent is no recipe: " + unreadable.reason());
        }
      }
    }
    for (int i = 0; i < TRIES; i++) {
      Optional<Recipe> made = tried(recipes, draw.purpose("try " + i));
      if (made.isPresent()) {
        return new Proposal.Wrote(made.get().candidate());
      }
    }
    return new Proposal.Declined("%d tries gave no other legal recipe".formatted(TRIES));
  }

  private Optional<Recipe> tried(List<Recipe> parents, Draw draw) {
    try {
      Recipe made = act.of(parents, draw);
      if (parents.contains(made)) {
        return Optional.empty();
      }
      // What was changed is read as any text is: in canonical form, and with all checks.
      return RecipeReader.read(made.candidate()) instanceof Reading.Read(var read)
              && !parents.contains(read)
          ? Optional.of(read)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
