package dev.pawl.llm;

import dev.pawl.Hash;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The lines of a cassette as JSON.
final class Tape {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Tape() {}

  /// A line that has been read.
  sealed interface Line {}

  /// A request was about to be sent. What it said is on the line for people and is not read.
  record Asked(Hash key, Spent most) implements Line {}

  /// A request came to an end.
  record Ended(Exchange exchange) implements Line {}

  /// A request whose end nobody saw.
  record Lost(Hash key, Spent most) implements Line {}

  /// A decision.
  record Chose(Decided decided) implements Line {}

  static String line(Request request, Spent most) {
    ObjectNode node = node("asked").put("key", request.key().toString());
    node.put("model", request.model()).put("sample", request.sample());
    node.put("system", request.system());
    ArrayNode turns = node.putArray("turns");
    request.turns().forEach(turn -> turns.add(turn.text()));
    return JSON.writeValueAsString(spent(node, most));
  }

  static String line(Exchange exchange) {
    ObjectNode node =
        switch (exchange.outcome()) {
          case Outcome.Answered(var text, var complete, var model) ->
              node("answered").put("text", text).put("complete", complete).put("model", model);
          case Outcome.Failed(var kind, var detail) ->
              node("failed").put("kind", kind.name()).put("detail", detail);
        };
    node.put("key", exchange.key().toString()).put("question", exchange.question().toString());
    node.put("attempts", exchange.attempts());
    return JSON.writeValueAsString(spent(node, exchange.spent()));
  }

  static String line(Decided decided) {
    ObjectNode node = node("decided").put("draw", decided.draw()).put("arm", decided.arm());
    node.put("propensity", decided.propensity()).put("wrote", decided.wrote());
    ArrayNode context = node.putArray("context");
    decided.context().forEach(context::add);
    return JSON.writeValueAsString(node);
  }

  static String lost(Hash key, Spent most) {
    return JSON.writeValueAsString(spent(node("lost").put("key", key.toString()), most));
  }

  /// @throws RuntimeException if it is none
  static Line parse(String line) {
    JsonNode node = JSON.readTree(line);
    return switch (node.required("type").asString()) {
      case "asked" -> new Asked(key(node), spent(node));
      case "lost" -> new Lost(key(node), spent(node));
      case "answered" ->
          ended(
              node,
              new Outcome.Answered(
                  node.required("text").asString(),
                  node.required("complete").asBoolean(),
                  node.required("model").asString()));
      case "failed" ->
          ended(
              node,
              new Outcome.Failed(
                  Outcome.Kind.valueOf(node.required("kind").asString()),
                  node.required("detail").asString()));
      case "decided" -> {
        List<Double> context = new ArrayList<>();
        node.required("context").forEach(number -> context.add(number.asDouble()));
        yield new Chose(
            new Decided(
                node.required("draw").asLong(),
                node.required("arm").asString(),
                node.required("propensity").asDouble(),
                context,
                node.required("wrote").asString()));
      }
      default -> throw new IllegalArgumentException("unknown type " + node.get("type"));
    };
  }

  private static Ended ended(JsonNode node, Outcome outcome) {
    Hash question = Hash.parse(node.required("question").asString());
    int attempts = node.required("attempts").asInt();
    return new Ended(new Exchange(key(node), question, outcome, spent(node), attempts));
  }

  private static Hash key(JsonNode node) {
    return Hash.parse(node.required("key").asString());
  }

  private static ObjectNode node(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private static ObjectNode spent(ObjectNode node, Spent spent) {
    node.putObject("spent")
        .put("requests", spent.requests())
        .put("input", spent.inputTokens())
        .put("output", spent.outputTokens())
        .put("nanodollars", spent.nanoDollars())
        .put("assumed", spent.assumed());
    return node;
  }

  private static Spent spent(JsonNode node) {
    JsonNode spent = node.required("spent");
    return new Spent(
        spent.required("requests").asLong(),
        spent.required("input").asLong(),
        spent.required("output").asLong(),
        spent.required("nanodollars").asLong(),
        spent.required("assumed").asLong());
  }
}
