package dev.pawl.labs.squared.recipe;

import dev.pawl.lm.formula.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The lines of a recipe by section, before any formula is read.
final class RecipeSections {

  /// The most characters of a recipe.
  static final int LENGTH_MAX = 20_000;

  /// The keys of each section; other names are definitions, where they are allowed.
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "model",
              Set.of(
                  "layers",
                  "width",
                  "heads",
                  "keys",
                  "hidden",
                  "norm",
                  "position",
                  "gated",
                  "activation",
                  "block",
                  "qknorm",
                  "tied",
                  "softcap"),
          "data", Set.of("batch", "length", "easy", "mix", "second", "third"),
          "objective", Set.of("token", "pair"),
          "blocks", Set.of("update"),
          "rest", Set.of("update"),
          "schedule", Set.of("rate", "decay", "clip", "dropout"));

  private static final Pattern HEADER = Pattern.compile("([a-z]+):\\s*");
  private static final Pattern LINE = Pattern.compile("(\\s+)([a-z][a-z0-9]*)(\\s*=\\s*)(.*?)\\s*");

  private final Map<String, List<Entry>> entries = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private RecipeSections() {}

  /// One line.
  ///
  /// @param keyColumn from 1, as `valueColumn`
  record Entry(String section, String key, String value, int line, int keyColumn, int valueColumn) {

    /// Whether this definition is for formulas of `place`: a section may have several, and names
    /// that begin like a key belong to it.
    boolean belongsTo(Place place) {
      return switch (section) {
        case "model" -> key.startsWith("activation") == place.equals(Place.ACTIVATION);
        case "objective" -> key.startsWith("pair") == place.equals(Place.PAIR);
        default -> true;
      };
    }
  }

  static RecipeSections of(String text, List<RecipeError> errors) {
    RecipeSections sections = new RecipeSections();
    if (text.length() > LENGTH_MAX) {
      errors.add(
          new RecipeError(
              1,
              1,
              "a recipe has at most %d characters; found %d".formatted(LENGTH_MAX, text.length())));
      return sections;
    }
    String section = "";
    String[] all = text.split("\n", -1);
    for (int i = 0; i < all.length; i++) {
      int comment = all[i].indexOf('#');
      String line = comment < 0 ? all[i] : all[i].substring(0, comment);
      if (!line.isBlank()) {
        section = sections.enter(line.stripTrailing(), i + 1, section, errors);
      }
    }
    sections.findUnused(errors);
    return sections;
  }

  /// A name that no later formula uses is most likely a key that is spelt wrong.
  private void findUnused(List<RecipeError> errors) {
    entries.forEach((section, there) -> {
      Set<String> keys = KEYS.getOrDefault(section, Set.of());
      for (Entry entry : there) {
        Pattern use = Pattern.compile("\\b%s\\b".formatted(entry.key));
        boolean used =
            there.stream().anyMatch(e -> e.line > entry.line && use.matcher(e.value).find());
        if (!keys.contains(entry.key) && !used) {
          errors.add(
              new RecipeError(
                  entry.line,
                  entry.keyColumn,
                  "'%s' is not used below, and no key of '%s'; those are %s"
                      .formatted(entry.key, section, keys.stream().sorted().toList())));
        }
      }
    });
  }

  private String enter(String line, int number, String section, List<RecipeError> errors) {
    Matcher header = HEADER.matcher(line);
    if (header.matches()) {
      String name = header.group(1);
      if (!KEYS.containsKey(name) || lines.containsKey(name)) {
        String found = lines.containsKey(name) ? "twice" : "unknown";
        errors.add(
            new RecipeError(
                number,
                1,
                "the section '%s' is %s; there are %s"
                    .formatted(name, found, KEYS.keySet().stream().sorted().toList())));
      }
      lines.put(name, number);
      return name;
    }
    Matcher match = LINE.matcher(line);
    if (!match.matches() || section.isEmpty()) {
      errors.add(
          new RecipeError(
              number,
              1,
              "this is no line of a recipe; write 'section:' or, indented below it, 'name = formula'"));
      return section;
    }
    int keyColumn = match.group(1).length() + 1;
    int valueColumn = keyColumn + match.group(2).length() + match.group(3).length();
    Entry entry =
        new Entry(section, match.group(2), match.group(4), number, keyColumn, valueColumn);
    List<Entry> there = entries.computeIfAbsent(section, _ -> new ArrayList<>());
    if (there.stream().anyMatch(each -> each.key.equals(entry.key))) {
      errors.add(new RecipeError(number, keyColumn, "'%s' is given twice".formatted(entry.key)));
    }
    there.add(entry);
    return section;
  }

  @Nullable Entry entry(String section, String key) {
    return entries.getOrDefault(section, List.of()).stream()
        .filter(each -> each.key.equals(key))
        .findFirst()
        .orElse(null);
  }

  boolean has(String section, String key) {
    return entry(section, key) != null;
  }

  /// The definitions of `section` that stand before `entry`.
  List<Entry> definitionsBefore(String section, Entry entry) {
    return entries.getOrDefault(section, List.of()).stream()
        .filter(each -> each.line < entry.line)
        .filter(each -> !KEYS.getOrDefault(section, Set.of()).contains(each.key))
        .toList();
  }

  /// Where a section begins; the first line where there is none.
  int line(String section) {
    return lines.getOrDefault(section, 1);
  }
}
