package dev.pawl.labs.squared.model;

import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.labs.squared.model.Past.Ranked;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The texts of a lesson: what was tried, marked with how good it was, the better half more often;
/// and random legal recipes, marked as unknown, from which the language is learned. What was tried
/// is at most half of it, and is shown no more often than the rest on average: what is shown a
/// hundred times is all that a model writes.
final class Curriculum {

  /// By class of [Alphabet]: four quarters, and failures.
  private static final double[] WEIGHTS = {4, 2, 1, 0.5, 0.5};

  private static final double TRIED_MAX = 0.5;
  private static final int HELD_OUT = 32;

  private final RecipeTokens tokens;
  private final int context;
  private final List<Example> tried = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();
  private final List<Example> random = new ArrayList<>();
  private final List<Example> heldOut = new ArrayList<>();
  private double weight;

  /// @param known recipes that are legal and of which nothing is known
  /// @param writer of more of these
  /// @param synthetic how many more
  Curriculum(
      List<Ranked> past,
      List<Recipe> known,
      Proposer writer,
      int synthetic,
      RecipeTokens tokens,
      int context,
      Draw draw) {
    this.tokens = tokens;
    this.context = context;
    for (Ranked each : past) {
      text(each.recipe(), each.quality())
          .ifPresent(text -> {
            tried.add(text);
            weights.add(WEIGHTS[each.quality()]);
            weight += WEIGHTS[each.quality()];
          });
    }
    known.forEach(recipe -> text(recipe, Alphabet.UNKNOWN).ifPresent(random::add));
    for (int i = 0; i < synthetic + HELD_OUT; i++) {
      List<Example> into = i < HELD_OUT ? heldOut : random;
      if (writer.propose(List.of(), draw.purpose("synthetic " + i))
              instanceof Proposer.Proposal.Wrote(var candidate, var _)
          && RecipeReader.read(candidate) instanceof Reading.Read(var recipe)) {
        text(recipe, Alphabet.UNKNOWN).ifPresent(into::add);
      }
    }
    if (random.isEmpty() || heldOut.isEmpty()) {
      throw new IllegalStateException(
          "no random recipe fits into %d tokens; there is nothing to learn from"
              .formatted(context));
    }
  }

  /// A text of the lesson.
  Example lesson(Draw draw) {
    double share = Math.min(TRIED_MAX, (double) tried.size() / (tried.size() + random.size()));
    if (tried.isEmpty() || draw.nextDouble() >= share) {
      return random.get(draw.nextInt(random.size()));
    }
    double left = draw.nextDouble() * weight;
    for (int i = 0; i < tried.size(); i++) {
      left -= weights.get(i);
      if (left < 0) {
        return tried.get(i);
      }
    }
    return tried.getLast();
  }

  Texts heldOut() {
    return new Texts(heldOut);
  }

  /// Tokens of a text on average.
  int length() {
    double mean =
        random.stream().mapToInt(example -> example.tokens().size()).average().orElse(context);
    return (int) Math.ceil(mean);
  }

  private Optional<Example> text(Recipe recipe, int quality) {
    return tokens
        .encode(recipe)
        .map(parts -> {
          List<Integer> text = new ArrayList<>(List.of(Alphabet.ofClass(quality)));
          parts.forEach(text::addAll);
          text.add(Alphabet.end());
          return text;
        })
        .filter(text -> text.size() <= context)
        .map(text -> new Example(Tokens.of(text.stream().mapToInt(i -> i).toArray()), 1, 1));
  }
}
