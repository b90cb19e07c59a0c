package dev.pawl.labs.squared.recipe;

import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A recipe with one of the lines that it changed put back alone: what is lost then is what the
/// change brought.
///
/// @param key section and key of the line, such as `schedule.rate`
/// @param recipe empty where the rest makes no sense with the old line
public record Reversal(String key, Optional<Recipe> recipe) {

  /// A formula that is used twice has a line of its own, whose name is that of the key and a
  /// number.
  private static final Pattern KEY = Pattern.compile("\\s+([a-z]+)[0-9]* = .*");

  /// One for each line in which `child` differs from `parent`, in their order.
  public static List<Reversal> of(Recipe parent, Recipe child) {
    Map<String, String> before = lines(parent);
    Map<String, String> after = lines(child);
    List<Reversal> reversals = new ArrayList<>();
    for (Map.Entry<String, String> line : after.entrySet()) {
      String old = before.get(line.getKey());
      if (!line.getValue().equals(old)) {
        Map<String, String> back = new LinkedHashMap<>(after);
        if (old == null) {
          back.remove(line.getKey());
        } else {
          back.put(line.getKey(), old);
        }
        reversals.add(new Reversal(line.getKey(), read(back)));
      }
    }
    return reversals;
  }

  private static Map<String, String> lines(Recipe recipe) {
    Map<String, String> lines = new LinkedHashMap<>();
    String section = "";
    for (String line : RecipeWriter.text(recipe).lines().toList()) {
      Matcher key = KEY.matcher(line);
      if (key.matches()) {
        lines.merge(section + "." + key.group(1), line + "\n", String::concat);
      } else {
        section = line.replace(":", "");
      }
    }
    return lines;
  }

  private static Optional<Recipe> read(Map<String, String> lines) {
    StringBuilder text = new StringBuilder();
    String section = "";
    for (Map.Entry<String, String> line : lines.entrySet()) {
      String own = line.getKey().substring(0, line.getKey().indexOf('.'));
      if (!own.equals(section)) {
        text.append(own).append(":\n");
        section = own;
      }
      text.append(line.getValue());
    }
    return RecipeReader.read(text.toString()) instanceof Reading.Read(var recipe)
        ? Optional.of(recipe)
        : Optional.empty();
  }
}
