package dev.pawl.labs.squared.recipe;

import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Formula.Call;
import dev.pawl.lm.formula.Program;
import dev.pawl.lm.formula.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes the canonical text of recipes: every key, one a line, parts that a formula uses twice by
/// a name.
public final class RecipeWriter {

  /// The file that a recipe is in.
  public static final String FILE = "recipe.txt";

  /// The file of what its author expected of it; nothing but a talk with that author reads it.
  public static final String THOUGHT = "thought.txt";

  /// The most characters of a thought.
  public static final int THOUGHT_CHARS_MAX = 800;

  /// The least parts that are worth a name.
  private static final int NAMED_NODES = 3;

  private final StringBuilder text = new StringBuilder();

  private RecipeWriter() {}

  /// The canonical text.
  public static String text(Recipe recipe) {
    RecipeWriter writer = new RecipeWriter();
    writer.model(recipe.model());
    writer.section("data");
    writer.line("batch", recipe.data().batch());
    writer.line("length", recipe.data().length());
    writer.line("easy", recipe.data().easy());
    recipe.data().mix().ifPresent(mix -> writer.line("mix", mix));
    recipe.data().second().ifPresent(share -> writer.line("second", share));
    recipe.data().third().ifPresent(share -> writer.line("third", share));
    writer.section("objective");
    writer.line("token", recipe.token());
    recipe.pair().ifPresent(pair -> writer.line("pair", pair));
    writer.section("blocks");
    writer.line("update", recipe.rule().blocks());
    writer.section("rest");
    writer.line("update", recipe.rule().rest());
    writer.section("schedule");
    writer.line("rate", recipe.schedule().rate());
    writer.line("decay", recipe.schedule().decay());
    writer.line("clip", Writer.number(recipe.schedule().clip()));
    if (!recipe.schedule().dropout().equals(Recipe.Schedule.NO_DROPOUT)) {
      writer.line("dropout", recipe.schedule().dropout());
    }
    return writer.text.toString();
  }

  private void model(Architecture model) {
    section("model");
    line("layers", String.valueOf(model.layers()));
    line("width", String.valueOf(model.width()));
    line("heads", String.valueOf(model.heads()));
    line("keys", String.valueOf(model.keys()));
    line("hidden", String.valueOf(model.hidden()));
    line("norm", model.norm().name().toLowerCase(Locale.ROOT));
    line("position", model.position().name().toLowerCase(Locale.ROOT));
    line("gated", model.gated() ? "yes" : "no");
    line("activation", model.activation());
    line("block", model.block());
    line("qknorm", model.qkNorm() ? "yes" : "no");
    line("tied", model.tied() ? "yes" : "no");
    line("softcap", Writer.number(model.softcap()));
  }

  private void section(String name) {
    text.append(name).append(":\n");
  }

  private void line(String key, String value) {
    text.append("  ").append(key).append(" = ").append(value).append('\n');
  }

  private void line(String key, Formula formula) {
    Map<Formula, String> names = new HashMap<>();
    List<Program.Line> lines = Program.of(formula).lines();
    int[] uses = new int[lines.size()];
    lines.forEach(each -> each.arguments().forEach(argument -> uses[argument]++));
    for (int i = 0; i < lines.size() - 1; i++) {
      Formula part = lines.get(i).part();
      if (uses[i] > 1 && part instanceof Call && part.nodes() >= NAMED_NODES) {
        String name = "%s%d".formatted(key, names.size() + 1);
        line(name, Writer.text(part, names));
        names.put(part, name);
      }
    }
    line(key, Writer.text(formula, names));
  }
}
