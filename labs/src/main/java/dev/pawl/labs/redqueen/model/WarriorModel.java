package dev.pawl.labs.redqueen.model;

import dev.pawl.Draw;
import dev.pawl.archive.Axis;
import dev.pawl.corewar.Settings;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Fresh;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Models of warriors outside of a run: for one who trains them on what a run found, and asks them.
public final class WarriorModel {

  private static final Pattern NAME = Pattern.compile("redcode/(\\w{1,40})/(\\d{1,5})");

  private final Settings settings;
  private final Grammars grammars;

  /// @param settings of the core that the warriors are for
  public WarriorModel(NumberScheme numbers, Settings settings) {
    this.settings = settings;
    this.grammars = new Grammars(new RedcodeTokens(numbers, settings));
  }

  /// What models with this tokenizer write, for a core of the size that it names, with the
  /// proportions of [Settings#STANDARD]; empty if it is none of warriors.
  public static Optional<WarriorModel> of(String tokenizer) {
    Matcher name = NAME.matcher(tokenizer);
    if (!name.matches()) {
      return Optional.empty();
    }
    int size = Integer.parseInt(name.group(2));
    if (size < 200 || size > 1 << 16) {
      return Optional.empty();
    }
    return Arrays.stream(NumberScheme.values())
        .filter(scheme -> scheme.name().equals(name.group(1)))
        .findFirst()
        .map(scheme -> new WarriorModel(scheme, settings(size)));
  }

  private static Settings settings(int size) {
    return size == Settings.STANDARD.coreSize()
        ? Settings.STANDARD
        : Settings.of(size, 10 * size, size, Math.min(100, size / 2), Math.min(100, size / 2));
  }

  /// The core.
  public Settings settings() {
    return settings;
  }

  RedcodeTokens alphabet() {
    return grammars.alphabet();
  }

  /// What its models call their tokenizer.
  public String tokenizer() {
    return grammars.alphabet().name();
  }

  /// A model that knows nothing.
  ///
  /// @param parameters about
  /// @param context the most tokens of a prompt and its answer
  public Model fresh(long parameters, int context, long seed) {
    Shape shape = Shape.of(parameters, grammars.alphabet().vocabulary(), context);
    return Fresh.model(shape, tokenizer(), seed);
  }

  /// Lets `model` write.
  ///
  /// @throws IllegalArgumentException if it has another tokenizer
  public Writer writer(Model model, Sampling sampling) {
    return new Writer(model, grammars, settings, sampling);
  }

  /// What a run found, as texts to learn from.
  ///
  /// @param warriors that texts are drawn from
  /// @param firstTicket of all warriors
  /// @param lastTicket of all warriors
  public record Lessons(
      Texts trained, Texts heldOut, int warriors, long firstTicket, long lastTicket) {}

  /// Texts of about `tokens` tokens in all, drawn as a run draws them for its own model; empty if
  /// none of `trials` fought.
  ///
  /// @param context of the model
  /// @param axes of the two traits
  /// @param replay how much less a round counts than the next: 1 for as much
  public Optional<Lessons> lessons(
      List<Trial> trials, List<Axis> axes, int context, double replay, int tokens, long seed) {
    Past past = new Past(axes, Past.BEST);
    trials.forEach(past::add);
    if (past.isEmpty()) {
      return Optional.empty();
    }
    Prompts prompts = new Prompts(grammars.alphabet(), context);
    Curriculum curriculum =
        new Curriculum(past.ranked(), prompts, settings.coreSize(), replay, Past.BEST);
    Draw draw = Draw.of(seed, 0, "lessons");
    return Optional.of(
        new Lessons(
            new Texts(curriculum.texts(tokens, draw)),
            curriculum.heldOut(Draw.of(0, 0, "held out")),
            curriculum.warriors().size(),
            past.first(),
            past.last()));
  }
}
