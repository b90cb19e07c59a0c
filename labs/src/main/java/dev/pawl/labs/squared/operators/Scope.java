package dev.pawl.labs.squared.operators;

import dev.pawl.labs.squared.recipe.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Which sections of recipes a search may change. The others stay those of the first recipe that it
/// starts from, whoever proposes.
public enum Scope {
  /// Every section.
  ALL(true, true, true, true),
  /// The section `model`.
  ARCHITECTURE(true, false, false, false),
  /// The section `data`.
  DATA(false, true, false, false),
  /// The section `objective`.
  OBJECTIVE(false, false, true, false),
  /// The sections `blocks`, `rest` and `schedule`.
  OPTIMISER(false, false, false, true);

  private final boolean model;
  private final boolean data;
  private final boolean objective;
  private final boolean optimiser;

  Scope(boolean model, boolean data, boolean objective, boolean optimiser) {
    this.model = model;
    this.data = data;
    this.objective = objective;
    this.optimiser = optimiser;
  }

  /// As studies write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The words of all.
  public static List<String> words() {
    return Arrays.stream(values()).map(Scope::word).toList();
  }

  /// The scope that is written so.
  public static Scope named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Whether the sizes and choices of the model may change.
  public boolean hasModel() {
    return model;
  }

  /// Whether schedules, and with them `clip`, may change.
  public boolean hasOptimiser() {
    return optimiser;
  }

  /// The formulas of `recipe` that may change. Where there is a loss on preferences, an objective
  /// is that one.
  public List<Slot> slots(Recipe recipe) {
    boolean hasPair = recipe.pair().isPresent();
    List<Slot> slots = new ArrayList<>();
    for (Slot slot : Slot.values()) {
      boolean within =
          switch (slot) {
            case TOKEN -> objective && (this == ALL || !hasPair);
            case PAIR -> objective && hasPair;
            case BLOCKS, REST, RATE, DECAY, DROPOUT -> optimiser;
            case BATCH, LENGTH, EASY -> data;
            case MIX -> data && recipe.data().mix().isPresent();
            case SECOND -> data && recipe.data().second().isPresent();
            case THIRD -> data && recipe.data().third().isPresent();
            case ACTIVATION, BLOCK -> model;
          };
      if (within) {
        slots.add(slot);
      }
    }
    return slots;
  }

  /// `base` with those sections of `made` that may change.
  public Recipe within(Recipe base, Recipe made) {
    return new Recipe(
        (model ? made : base).model(),
        (data ? made : base).data(),
        (objective ? made : base).token(),
        (objective ? made : base).pair(),
        (optimiser ? made : base).rule(),
        (optimiser ? made : base).schedule());
  }

  /// What a search starts from: the first recipe, and it with the sections of each other that may
  /// change.
  public List<Recipe> starts(List<Recipe> start) {
    return start.stream().map(each -> within(start.getFirst(), each)).distinct().toList();
  }
}
