package dev.pawl.cli.model;

import dev.pawl.Hash;
import dev.pawl.cli.model.Version.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A lineage as JSON, for the file beside a model.
final class Lineages {

  /// Far above what a thousand versions need.
  static final int BYTES_MAX = 16 << 20;

  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private Lineages() {}

  static String write(List<Version> lineage) {
    List<Map<String, Object>> versions = lineage.stream().map(Lineages::json).toList();
    return JsonMapper.shared()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(Map.of("versions", versions))
        + "\n";
  }

  static Map<String, Object> json(Version version) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", version.model().toString());
    if (!version.parent().equals(Hash.ZERO)) {
      json.put("parent", version.parent().toString());
    }
    json.put("recipe", version.recipe());
    json.put("data", version.data());
    json.put("lossBefore", version.lossBefore());
    json.put("lossAfter", version.lossAfter());
    json.put("flops", version.flops());
    version.refused().ifPresent(reason -> json.put("refused", reason));
    if (!version.measured().isEmpty()) {
      json.put("measured", version.measured().stream().map(Lineages::json).toList());
    }
    return json;
  }

  private static Map<String, Object> json(Measured measured) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("split", measured.split());
    json.put("name", measured.name());
    json.put("value", measured.value());
    if (Double.isFinite(measured.half())) {
      json.put("half", measured.half());
    }
    json.put("samples", measured.samples());
    return json;
  }

  /// @throws IllegalArgumentException if it is not what [#write] writes
  static List<Version> read(String text) {
    try {
      List<Version> lineage = new ArrayList<>();
      for (JsonNode version : JsonMapper.shared().readTree(text).required("versions")) {
        lineage.add(version(version));
      }
      return lineage;
    } catch (JacksonException | ClassCastException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Version version(JsonNode json) {
    List<Measured> measured = new ArrayList<>();
    for (JsonNode each : json.path("measured")) {
      measured.add(
          new Measured(
              each.required("split").stringValue(),
              each.required("name").stringValue(),
              each.required("value").doubleValue(),
              each.path("half").doubleValue(Double.NaN),
              each.required("samples").intValue()));
    }
    return new Version(
        Hash.parse(json.required("model").stringValue()),
        json.has("parent") ? Hash.parse(json.required("parent").stringValue()) : Hash.ZERO,
        object(json.required("recipe")),
        object(json.required("data")),
        json.required("lossBefore").doubleValue(),
        json.required("lossAfter").doubleValue(),
        json.required("flops").longValue(),
        Optional.ofNullable(json.path("refused").stringValue(null)),
        measured);
  }

  /// The members of a JSON object, in their order.
  static Map<String, Object> object(JsonNode json) {
    return JsonMapper.shared().convertValue(json, OBJECT);
  }
}
