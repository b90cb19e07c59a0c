package dev.pawl.labs.programs.task;

import dev.pawl.Outcome;
import dev.pawl.labs.programs.Verdict.Worth;
import dev.pawl.labs.programs.task.Assay.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A system whose tasks run here unchanged, and how its scores are read.
enum Peer {
  OPENEVOLVE {
    @Override
    Result result(JsonNode answer) {
      if (answer.has("error")) {
        return broken(answer.path("error").asString());
      }
      JsonNode metrics = answer.path("metrics");
      SortedMap<String, Double> numbers = numbers(metrics);
      SortedMap<String, Double> meant = new TreeMap<>(numbers);
      meant.remove("error");
      Double score = numbers.get("combined_score");
      if (score == null) {
        if (meant.isEmpty()) {
          return broken("its metrics have no number: " + Answers.brief(metrics.toString()));
        }
        double sum = 0;
        for (double number : meant.values()) {
          sum += number;
        }
        score = sum / meant.size();
      }
      return judged(score, numbers, feedback(metrics, answer.path("artifacts")));
    }
  },
  SHINKA {
    @Override
    Result result(JsonNode answer) {
      JsonNode correct = answer.path("correct");
      JsonNode metrics = answer.path("metrics");
      if (!correct.path("correct").isBoolean() || !correct.path("correct").booleanValue()) {
        String error = correct.path("error").asString("");
        return new Result.Ended(
            new Outcome.Crashed(
                "invalid: " + (error.isEmpty() ? "the evaluator did not call it correct" : error)));
      }
      if (!metrics.path("combined_score").isNumber()) {
        return broken("metrics.json has no number combined_score");
      }
      SortedMap<String, Double> numbers = numbers(metrics.path("public"));
      numbers.putAll(numbers(metrics));
      JsonNode text = metrics.path("text_feedback");
      Map<String, String> named = new TreeMap<>();
      if (text.isString()) {
        named.put("feedback", text.asString());
      }
      return judged(
          metrics.path("combined_score").doubleValue(),
          numbers,
          lines(metrics.path("public"), named));
    }
  };

  /// What the answer of the script means.
  abstract Result result(JsonNode answer);

  private static Result broken(String why) {
    return new Result.Ended(new Outcome.Crashed("the evaluator failed: " + why));
  }

  private static Result judged(double value, SortedMap<String, Double> numbers, String feedback) {
    return new Result.Judged(new Worth(value, new TreeMap<>(), numbers, List.of(), feedback));
  }

  private static SortedMap<String, Double> numbers(JsonNode metrics) {
    SortedMap<String, Double> numbers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : metrics.properties()) {
      if (each.getValue().isNumber()) {
        numbers.put(each.getKey(), each.getValue().doubleValue());
      }
    }
    return numbers;
  }

  private static String feedback(JsonNode metrics, JsonNode artifacts) {
    Map<String, String> named = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : artifacts.properties()) {
      named.put(each.getKey(), each.getValue().asString(""));
    }
    return lines(metrics, named);
  }

  /// Everything with all its digits: what is compared is what is shown.
  private static String lines(JsonNode metrics, Map<String, String> named) {
    List<String> lines = new ArrayList<>();
    JsonNode shown = metrics.isObject() ? metrics : MissingNode.getInstance();
    for (Map.Entry<String, JsonNode> each : shown.properties()) {
      if (!each.getKey().equals("combined_score")) {
        lines.add(each.getKey() + ": " + each.getValue().asString(each.getValue().toString()));
      }
    }
    named.forEach((name, text) -> lines.add(name + ": " + text.strip()));
    return String.join("\n", lines);
  }
}
