package dev.pawl.labs.squared.recipe;

import java.util.Comparator;

/// What is wrong with the text of a recipe.
///
/// @param line from 1
/// @param column from 1
/// @param reason what was found, and what to write instead
public record RecipeError(int line, int column, String reason) implements Comparable<RecipeError> {

  @Override
  public int compareTo(RecipeError other) {
    return Comparator.comparingInt(RecipeError::line)
        .thenComparingInt(RecipeError::column)
        .thenComparing(RecipeError::reason)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return "%d:%d: %s".formatted(line, column, reason);
  }
}
