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
/// @param thought may be empty; in one line, as `name`
/// @param name may be empty
record RecipeAnswer(String thought, String name, String text) {

  private static final int THOUGHT_CHARS_MAX = 600;
  private static final int NAME_CHARS_MAX = 80;

  private static final Pattern FENCE = Pattern.compile("(?s)```[^\\n`]*\\n(.*?)```");
  private static final Pattern NAME = Pattern.compile("(?m)^[*_# ]*NAME[*_ ]*:[*_ ]*(.{1,80})$");
  private static final Pattern THOUGHT =
      Pattern.compile(
          "(?ms)^[*_# ]*THOUGHT[*_ ]*:[*_ ]*(.{1,4000}?)\\s*(?:^[*_# ]*NAME[*_ ]*:|```|\\z)");
  private static final Pattern OBJECT = Pattern.compile("(?s)\\{.*}");

  RecipeAnswer {
    thought = line(thought, THOUGHT_CHARS_MAX);
    name = line(name, NAME_CHARS_MAX);
  }

  /// In one line of plain characters: what is invisible is left out.
  private static String line(String text, int charsMax) {
    String plain = text.replaceAll("[\\s\\p{Cntrl}]+", " ").replaceAll("\\p{C}", "").strip();
    return plain.length() <= charsMax ? plain : plain.substring(0, charsMax - 1) + "…";
  }

  /// As the file that goes with the recipe; empty if nothing was said.
  String note() {
    return thought.isEmpty() && name.isEmpty()
        ? ""
        : "name: %s\nthought: %s\n".formatted(name, thought);
  }

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
      Matcher thought = THOUGHT.matcher(text);
      return Optional.of(
          new RecipeAnswer(
              thought.find() ? thought.group(1) : "", name.find() ? name.group(1) : "", last));
    }
    Matcher object = OBJECT.matcher(last.isEmpty() ? text : last);
    return object.find() ? json(object.group()) : Optional.empty();
  }

  private static Optional<RecipeAnswer> json(String object) {
    try {
      JsonNode node = JsonMapper.shared().readTree(object);
      JsonNode code = node.path("code").isString() ? node.path("code") : node.path("recipe");
      return code.isString()
          ? Optional.of(
              new RecipeAnswer(
                  node.path("thought").asString(""),
                  node.path("name").asString(""),
                  code.asString()))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
