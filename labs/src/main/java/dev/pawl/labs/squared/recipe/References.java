package dev.pawl.labs.squared.recipe;

import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The recipes that people wrote and that ship: where searches start, and what they must beat.
public final class References {

  /// Recipes for models that are trained from nothing, the standard one first.
  public static final List<String> TRAINING =
      List.of("adamw-cosine", "adamw-wsd", "muon", "lion", "soap");

  /// Recipes with a loss on preferences.
  public static final List<String> PREFERENCE = List.of("dpo", "ipo", "simpo", "discopop");

  private References() {}

  /// Whether a recipe of this name ships.
  public static boolean has(String name) {
    return TRAINING.contains(name) || PREFERENCE.contains(name);
  }

  /// The text of a recipe, as it was written.
  public static String text(String name) {
    if (!has(name)) {
      throw new IllegalArgumentException(
          "there is no reference recipe '%s'; there are %s and %s"
              .formatted(name, TRAINING, PREFERENCE));
    }
    try (InputStream in = References.class.getResourceAsStream(name + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("the recipe %s.txt is missing in the jar".formatted(name));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A recipe that ships.
  public static Recipe recipe(String name) {
    return switch (RecipeReader.read(text(name))) {
      case Reading.Read(var recipe) -> recipe;
      case Reading.Unreadable unreadable ->
          throw new IllegalStateException(name + ".txt:" + unreadable.reason());
    };
  }
}
