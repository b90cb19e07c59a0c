package dev.pawl.lm;

import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON of a shape, and trusts nothing in it.
final class ShapeJson {

  private static final JsonMapper JSON = new JsonMapper();

  private static final Set<String> PROPERTIES =
      Set.of(
          "vocabulary",
          "context",
          "layers",
          "width",
          "heads",
          "kvHeads",
          "hidden",
          "norm",
          "position",
          "activation",
          "qkNorm",
          "tied",
          "softcap");

  private final JsonNode json;

  private ShapeJson(JsonNode json) {
    this.json = json;
  }

  static Shape parse(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a shape is a JSON object: " + e.getOriginalMessage(), e);
    }
    if (!json.isObject() || !Set.copyOf(json.propertyNames()).equals(PROPERTIES)) {
      throw new IllegalArgumentException(
          "a shape has the properties %s; found %s"
              .formatted(PROPERTIES.stream().sorted().toList(), json.propertyNames()));
    }
    return new ShapeJson(json).shape();
  }

  private Shape shape() {
    return new Shape(
        integer("vocabulary"),
        integer("context"),
        integer("layers"),
        integer("width"),
        integer("heads"),
        integer("kvHeads"),
        integer("hidden"),
        choice("norm", Norm.class),
        choice("position", Position.class),
        choice("activation", Activation.class),
        bool("qkNorm"),
        bool("tied"),
        decimal("softcap"));
  }

  private int integer(String name) {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(name, "an integer", value);
    }
    return value.intValue();
  }

  private double decimal(String name) {
    JsonNode value = json.path(name);
    if (!value.isNumber()) {
      throw wrong(name, "a number", value);
    }
    return value.doubleValue();
  }

  private boolean bool(String name) {
    JsonNode value = json.path(name);
    if (!value.isBoolean()) {
      throw wrong(name, "true or false", value);
    }
    return value.booleanValue();
  }

  private <E extends Enum<E>> E choice(String name, Class<E> type) {
    JsonNode value = json.path(name);
    for (E choice : type.getEnumConstants()) {
      if (value.isString() && choice.name().equals(value.stringValue())) {
        return choice;
      }
    }
    throw wrong(name, "one of " + List.of(type.getEnumConstants()), value);
  }

  private static IllegalArgumentException wrong(String name, String expected, JsonNode found) {
    return new IllegalArgumentException(
        "'%s' of a shape must be %s; found %s".formatted(name, expected, found));
  }
}
