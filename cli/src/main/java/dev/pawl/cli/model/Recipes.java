package dev.pawl.cli.model;

import dev.pawl.lm.train.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;

/// A recipe as the lineage of a model has it.
public final class Recipes {

  private Recipes() {}

  /// Its parts by name.
  public static Map<String, Object> json(Recipe recipe) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("objective", recipe.objective().toString());
    json.put("optimizer", recipe.optimizer().toString());
    json.put("schedule", recipe.schedule().toString());
    json.put("learningRate", recipe.learningRate());
    json.put("weightDecay", recipe.weightDecay());
    json.put("warmup", recipe.warmup());
    json.put("clip", recipe.clip());
    json.put("batch", recipe.batch());
    json.put("steps", recipe.steps());
    json.put("seed", recipe.seed());
    return json;
  }
}
