package dev.pawl.labs.programs.writer;

import dev.pawl.engine.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a run has written down for itself: insights, advice made of them, and system prompts that
/// models wrote. It is the version of the improver, kept by the journal.
///
/// @param insights so far; untrusted, as everything that a model wrote
/// @param advice of which each prompt gets one
/// @param systems text of system prompts by their place, such as `evolved-1`
record Notes(String insights, List<String> advice, SortedMap<String, String> systems) {

  /// Nothing yet.
  static final Notes NONE = new Notes("", List.of(), new TreeMap<>());

  /// The most characters of insights and of each piece of advice.
  static final int CHARS_MAX = 4_000;

  /// Where system prompts that models wrote have their place.
  static final List<String> SYSTEM_PLACES = List.of("evolved-1", "evolved-2");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  Notes {
    advice = List.copyOf(advice);
    systems = Collections.unmodifiableSortedMap(new TreeMap<>(systems));
  }

  /// As bytes that the journal keeps.
  Version version() {
    ObjectNode node = JSON.createObjectNode().put("insights", insights);
    ArrayNode list = node.putArray("advice");
    advice.forEach(list::add);
    ObjectNode prompts = node.putObject("systems");
    systems.forEach(prompts::put);
    return new Version(JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8));
  }

  /// The inverse of [#version()].
  static Notes of(Version version) {
    JsonNode node = JSON.readTree(version.bytes());
    List<String> advice = new ArrayList<>();
    node.required("advice").forEach(each -> advice.add(each.asString()));
    SortedMap<String, String> systems = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : node.required("systems").properties()) {
      systems.put(each.getKey(), each.getValue().asString());
    }
    return new Notes(node.required("insights").asString(), advice, systems);
  }
}
