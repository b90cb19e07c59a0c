package dev.pawl.cli.model;

import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A model, and what is known of how it came to be.
///
/// @param name what the user called it
/// @param model the model itself
/// @param lineage its versions, the oldest first and itself last; empty if nothing is known
public record Known(String name, Model model, List<Version> lineage) {

  public Known {
    lineage = List.copyOf(lineage);
  }

  /// What it is and how it came to be.
  public Map<String, Object> json() {
    Shape shape = model.shape();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", model.id().toString());
    json.put("tokenizer", model.tokenizer());
    json.put("parameters", shape.parameters());
    json.put("shape", Lineages.object(JsonMapper.shared().readTree(shape.toJson())));
    json.put("flops", flops());
    json.put("versions", lineage.stream().map(Lineages::json).toList());
    return json;
  }

  /// How many floating-point operations were spent on it and on what it came from.
  public long flops() {
    return lineage.stream().mapToLong(Version::flops).sum();
  }
}
