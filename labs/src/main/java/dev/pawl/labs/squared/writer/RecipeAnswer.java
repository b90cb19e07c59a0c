package dev.pawl.labs.squared.writer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a model answered: a thought, a name, and the text that should be a recipe. Read as models
/// write: fenced, or as the JSON object that DiscoPOP asks for.
///
/// @param name may be empty
record RecipeAnswer(String name, String text) {

  private static final Pattern FENCE = Pattern.compile("(?s)```[^\\n`]*\\n(.*?)```");
  private static final Pattern NAME = Pattern.compile("(?m)^[*_# ]*NAME[*_ ]*:[*_ ]*(.{1,80})$");
  private static final Pattern OBJECT = Pattern.compile("(?s)\\{.*}");

  /// The answer; empty if there is no recipe in it.
  static Optional<RecipeAnswer> of(String answer) {
    String text = answer.replace("\r\n", "\n");
    Matcher fence = FENCE.matcher(text);
    String last = "";
    while (fence.find()) {
      last = fence.group(1).contains("update") || last.isEmpty() ? fence.group(1) : last;
    }
    if (!last.isEmpty() && !last.stripLeading().startsWith("{")) {
      Matcher name = NAME.matcher(text);
      return Optional.of(new RecipeAnswer(name.find() ? name.group(1).strip() : "", last));
    }
    Matcher object = OBJECT.matcher(last.isEmpty() ? text : last);
    return object.find() ? json(object.group()) : Optional.empty();
  }

  private static Optional<RecipeAnswer> json(String object) {
    try {
      JsonNode node = JsonMapper.shared().readTree(object);
      JsonNode code = node.path("code").isString() ? node.path("code") : node.path("recipe");
      return code.isString()
          ? Optional.of(new RecipeAnswer(node.path("name").asString(""), code.asString()))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
