package dev.pawl.labs.squared.recipe;

import dev.pawl.Candidate;
import dev.pawl.labs.squared.recipe.RecipeSections.Entry;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.formula.Canonical;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.formula.Reader;
import dev.pawl.lm.formula.SyntaxException;
import dev.pawl.lm.train.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads recipes. A text has sections, and in them lines of `name = formula`; a line with a name of
/// its own defines what later formulas of its section may use. What is left out has the value that
/// most recipes have.
///
///     blocks:
///       m = ema(g, 0.95)                 # a definition
///       update = orth(0.05 * g + 0.95 * m)
public final class RecipeReader {

  private static final int ERRORS_MAX = 20;

  private final RecipeSections sections;
  private final List<RecipeError> errors = new ArrayList<>();

  /// What a text is.
  public sealed interface Reading {
    /// A recipe.
    record Read(Recipe recipe) implements Reading {}

    /// No recipe.
    ///
    /// @param errors all that were found, by line
    record Unreadable(List<RecipeError> errors) implements Reading {

      /// In one line.
      public String reason() {
        return errors.getFirst()
            + (errors.size() == 1 ? "" : " (and %d more)".formatted(errors.size() - 1));
      }
    }
  }

  private RecipeReader(String text) {
    this.sections = RecipeSections.of(text, errors);
  }

  /// Reads the recipe of a candidate; its thought, if it has one, says nothing.
  public static Reading read(Candidate candidate) {
    String text = candidate.files().get(RecipeWriter.FILE);
    String thought = candidate.files().get(RecipeWriter.THOUGHT);
    if (text == null || candidate.files().size() != (thought == null ? 1 : 2)) {
      return unreadable(
          "a recipe is one file %s, perhaps with a %s; found %s"
              .formatted(RecipeWriter.FILE, RecipeWriter.THOUGHT, candidate.files().keySet()));
    }
    if (thought != null && thought.length() > RecipeWriter.THOUGHT_CHARS_MAX) {
      return unreadable(
          "a thought has at most %d characters; found %d"
              .formatted(RecipeWriter.THOUGHT_CHARS_MAX, thought.length()));
    }
    return read(text);
  }

  private static Reading unreadable(String reason) {
    return new Reading.Unreadable(List.of(new RecipeError(1, 1, reason)));
  }

  /// Reads a recipe.
  public static Reading read(String text) {
    RecipeReader reader = new RecipeReader(text);
    if (reader.errors.isEmpty()) {
      Optional<Recipe> recipe = reader.recipe();
      if (reader.errors.isEmpty() && recipe.isPresent()) {
        return new Reading.Read(recipe.get());
      }
    }
    return new Reading.Unreadable(reader.errors.stream().sorted().limit(ERRORS_MAX).toList());
  }

  private Optional<Recipe> recipe() {
    try {
      return Optional.of(
          new Recipe(
              model(),
              new Recipe.Data(
                  formula("data", "batch", Place.SCHEDULE, "16"),
                  formula("data", "length", Place.SCHEDULE, "1"),
                  formula("data", "easy", Place.SCHEDULE, "1"),
                  schedule("mix"),
                  schedule("second"),
                  schedule("third")),
              formula("objective", "token", Place.TOKEN, "nll"),
              sections.has("objective", "pair")
                  ? Optional.of(formula("objective", "pair", Place.PAIR, ""))
                  : Optional.empty(),
              new Rule(
                  formula("blocks", "update", Place.BLOCKS, ""),
                  formula("rest", "update", Place.REST, "")),
              new Recipe.Schedule(
                  formula("schedule", "rate", Place.SCHEDULE, ""),
                  formula("schedule", "decay", Place.SCHEDULE, "0"),
                  number("schedule", "clip", 1),
                  formula("schedule", "dropout", Place.SCHEDULE, "0"))));
    } catch (Unfinished e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      errors.add(new RecipeError(1, 1, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private Architecture model() {
    boolean gated = choice("gated", "yes", Set.of("yes", "no")).equals("yes");
    int heads = integer("heads", 2);
    return new Architecture(
        integer("layers", 2),
        integer("width", 32),
        heads,
        integer("keys", heads),
        integer("hidden", 96),
        Norm.valueOf(choice("norm", "rms", Set.of("rms", "layer")).toUpperCase(Locale.ROOT)),
        Position.valueOf(
            choice("position", "rope", Set.of("rope", "learned")).toUpperCase(Locale.ROOT)),
        gated,
        formula("model", "activation", Place.ACTIVATION, gated ? "h * sigmoid(h)" : "sq(relu(h))"),
        block(),
        choice("qknorm", "yes", Set.of("yes", "no")).equals("yes"),
        choice("tied", "yes", Set.of("yes", "no")).equals("yes"),
        number("model", "softcap", 0));
  }

  /// A schedule of `data` that most recipes do not have.
  private Optional<Formula> schedule(String key) {
    return sections.has("data", key)
        ? Optional.of(formula("data", key, Place.SCHEDULE, ""))
        : Optional.empty();
  }

  private Formula block() {
    return sections.has("model", "block")
        ? formula("model", "block", Place.BLOCK, "")
        : Defaults.BLOCK;
  }

  /// The canonical formula of a key; one that cannot be read is an error, and the next is read.
  private Formula formula(String section, String key, Place place, String fallback) {
    Entry entry = sections.entry(section, key);
    if (entry == null) {
      if (fallback.isEmpty()) {
        throw missing(section, key);
      }
      return Canonical.of(Reader.read(fallback, place));
    }
    Map<String, Formula> definitions = new HashMap<>();
    for (Entry each : sections.definitionsBefore(section, entry)) {
      if (each.belongsTo(place)) {
        Formula defined = read(each, place, definitions, true);
        definitions.put(each.key(), defined);
      }
    }
    Formula read = Canonical.of(read(entry, place, definitions, false));
    try {
      place.check(read);
    } catch (IllegalArgumentException e) {
      throw wrong(entry, 0, String.valueOf(e.getMessage()));
    }
    return read;
  }

  private Formula read(Entry entry, Place place, Map<String, Formula> definitions, boolean part) {
    boolean taken = Place.BLOCKS.inputs().containsKey(entry.key());
    if (part && (taken || place.inputs().containsKey(entry.key()))) {
      throw wrong(entry, -1, "'%s' is an input; take another name".formatted(entry.key()));
    }
    try {
      return part
          ? Reader.part(entry.value(), place, definitions)
          : Reader.read(entry.value(), place, definitions);
    } catch (SyntaxException e) {
      throw wrong(entry, e.column(), e.reason());
    }
  }

  private String choice(String key, String fallback, Set<String> choices) {
    Entry entry = sections.entry("model", key);
    if (entry == null) {
      return fallback;
    }
    if (!choices.contains(entry.value())) {
      throw wrong(
          entry, 0, "'%s' must be one of %s".formatted(key, choices.stream().sorted().toList()));
    }
    return entry.value();
  }

  private int integer(String key, int fallback) {
    double value = number("model", key, fallback);
    if (value != Math.rint(value) || Math.abs(value) > 1e6) {
      Entry entry = sections.entry("model", key);
      throw entry == null
          ? missing("model", key)
          : wrong(entry, 0, "'%s' must be an integer".formatted(key));
    }
    return (int) value;
  }

  private double number(String section, String key, double fallback) {
    Entry entry = sections.entry(section, key);
    if (entry == null) {
      return fallback;
    }
    try {
      double value = Double.parseDouble(entry.value());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(entry, 0, "'%s' must be a number".formatted(key));
  }

  private Unfinished missing(String section, String key) {
    errors.add(
        new RecipeError(
            sections.line(section),
            1,
            "'%s' of '%s' is missing; add '  %s = …'".formatted(key, section, key)));
    return new Unfinished();
  }

  private Unfinished wrong(Entry entry, int column, String reason) {
    int at = column < 0 ? entry.keyColumn() : entry.valueColumn() + column;
    errors.add(new RecipeError(entry.line(), at, reason));
    return new Unfinished();
  }

  /// The error is in the list.
  private static final class Unfinished extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfinished() {
      super(null, null, false, false);
    }
  }
}
