package dev.pawl.labs.programs.task;

import dev.pawl.jail.Bytes;
import dev.pawl.jail.StrictJson;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what evaluators answer, and says of everything that is wrong what was found and what is
/// expected.
final class Answers {

  private static final Set<String> CASE = Set.of("name", "args", "stdin", "files", "hidden");
  private static final Set<String> VERDICT =
      Set.of("value", "objectives", "traits", "tasks", "feedback");

  private Answers() {}

  /// The one line of JSON that is an answer.
  ///
  /// @param asked the beginning of a sentence about it
  static JsonNode line(Bytes stdout, String asked) {
    List<String> lines = stdout.text().lines().filter(l -> !l.isBlank()).toList();
    if (lines.isEmpty()) {
      throw new EvaluatorException(
          "%s printed nothing; one line of JSON is expected".formatted(asked));
    }
    if (lines.size() > 1) {
      throw new EvaluatorException(
          "%s printed %d lines, the first %s; one line of JSON is expected (print what is for people on standard error)"
              .formatted(asked, lines.size(), brief(lines.getFirst())));
    }
    JsonNode root =
        switch (StrictJson.read(Bytes.of(lines.getFirst()))) {
          case StrictJson.Parsed.Value(JsonNode value) -> value;
          case StrictJson.Parsed.Refused(String reason) ->
              throw new EvaluatorException(
                  "%s printed %s: %s".formatted(asked, brief(lines.getFirst()), reason));
        };
    if (!root.isObject()) {
      throw new EvaluatorException(
          "%s printed %s; an object is expected".formatted(asked, brief(lines.getFirst())));
    }
    JsonNode error = root.get("error");
    if (error != null) {
      throw new EvaluatorException("%s says: %s".formatted(asked, error.asString()));
    }
    return root;
  }

  static List<Case> cases(JsonNode answer) {
    only(answer, "the answer to 'cases'", Set.of("cases"));
    JsonNode list = answer.get("cases");
    if (list == null || !list.isArray()) {
      throw new EvaluatorException(
          "the answer to 'cases' has no list 'cases'; found %s".formatted(brief(answer)));
    }
    List<Case> cases = new ArrayList<>();
    for (JsonNode each : list) {
      String what = "case %d".formatted(cases.size() + 1);
      only(each, what, CASE);
      JsonNode hidden = each.get("hidden");
      cases.add(
          new Case(
              text(each, what, "name", "case " + (cases.size() + 1)),
              texts(each.get("args"), what + ": args"),
              text(each, what, "stdin", ""),
              files(each.get("files"), what + ": files"),
              hidden == null || hidden.isNull() ? "" : hidden.toString()));
    }
    return cases;
  }

  static Verdict verdict(JsonNode answer) {
    String what = "the answer to 'judge'";
    JsonNode invalid = answer.get("invalid");
    if (invalid != null) {
      only(answer, what, Set.of("invalid"));
      return new Verdict.Invalid(invalid.asString());
    }
    only(answer, what, VERDICT);
    SortedMap<String, Double> objectives = numbers(answer.get("objectives"), "objectives");
    JsonNode value = answer.get("value");
    if (value == null && objectives.isEmpty()) {
      throw new EvaluatorException(
          "%s has no 'value' (a number), no 'objectives' and no 'invalid' (a reason); found %s"
              .formatted(what, brief(answer)));
    }
    if (value != null && !value.isNumber()) {
      throw new EvaluatorException(
          "%s has the value %s; a number is expected".formatted(what, brief(value)));
    }
    List<Double> tasks = new ArrayList<>();
    JsonNode list = answer.get("tasks");
    if (list != null) {
      if (!list.isArray()) {
        throw new EvaluatorException(
            "tasks is %s; a list of numbers is expected".formatted(brief(list)));
      }
      for (JsonNode each : list) {
        tasks.add(number(each, "a task"));
      }
    }
    return new Verdict.Worth(
        value == null ? 0 : value.doubleValue(),
        objectives,
        numbers(answer.get("traits"), "traits"),
        tasks,
        text(answer, what, "feedback", ""));
  }

  private static void only(JsonNode node, String what, Set<String> known) {
    if (!node.isObject()) {
      throw new EvaluatorException("%s is %s; an object is expected".formatted(what, brief(node)));
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!known.contains(property.getKey())) {
        throw new EvaluatorException(
            "%s has a key '%s'; known are %s"
                .formatted(what, property.getKey(), known.stream().sorted().toList()));
      }
    }
  }

  private static String text(JsonNode node, String what, String key, String fallback) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return fallback;
    }
    if (!value.isString()) {
      throw new EvaluatorException(
          "%s has the %s %s; text is expected".formatted(what, key, brief(value)));
    }
    return value.asString();
  }

  private static List<String> texts(@Nullable JsonNode list, String what) {
    List<String> texts = new ArrayList<>();
    if (list == null || list.isNull()) {
      return texts;
    }
    if (!list.isArray()) {
      throw new EvaluatorException(
          "%s is %s; a list of texts is expected".formatted(what, brief(list)));
    }
    for (JsonNode each : list) {
      if (!each.isString()) {
        throw new EvaluatorException("%s has %s; text is expected".formatted(what, brief(each)));
      }
      texts.add(each.asString());
    }
    return texts;
  }

  private static SortedMap<String, String> files(@Nullable JsonNode node, String what) {
    SortedMap<String, String> files = new TreeMap<>();
    if (node == null || node.isNull()) {
      return files;
    }
    if (!node.isObject()) {
      throw new EvaluatorException(
          "%s is %s; text by path is expected".formatted(what, brief(node)));
    }
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      files.put(each.getKey(), text(node, what, each.getKey(), ""));
    }
    return files;
  }

  private static SortedMap<String, Double> numbers(@Nullable JsonNode node, String what) {
    SortedMap<String, Double> numbers = new TreeMap<>();
    if (node == null || node.isNull()) {
      return numbers;
    }
    if (!node.isObject()) {
      throw new EvaluatorException(
          "%s is %s; numbers by name are expected".formatted(what, brief(node)));
    }
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      numbers.put(each.getKey(), number(each.getValue(), what + ": " + each.getKey()));
    }
    return numbers;
  }

  private static double number(JsonNode node, String what) {
    if (!node.isNumber()) {
      throw new EvaluatorException("%s is %s; a number is expected".formatted(what, brief(node)));
    }
    return node.doubleValue();
  }

  private static String brief(JsonNode node) {
    return brief(node.toString());
  }

  static String brief(String text) {
    return text.length() <= 120 ? "'" + text + "'" : "'" + text.substring(0, 120) + "…'";
  }
}
