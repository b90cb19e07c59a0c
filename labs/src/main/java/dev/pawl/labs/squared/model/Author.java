package dev.pawl.labs.squared.model;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.labs.evidence.Evidence.One;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.lm.Automaton;
import dev.pawl.lm.Model;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.decode.Decoder;
import dev.pawl.lm.decode.Request;
import dev.pawl.lm.decode.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One version of the model that writes recipes. Everything it does is a pure function; threads
/// share it.
final class Author {

  /// How often it is asked until it says something legal and new.
  static final int TRIES = 8;

  private static final double BEST_SHARE = 0.6;
  private static final double SECOND_SHARE = 0.25;

  private final Model model;
  private final Decoder decoder;
  private final RecipeTokens tokens;
  private final Automaton whole;
  private final List<Automaton> parts = new ArrayList<>();
  private final Learning learning;

  Author(Model model, RecipeTokens tokens, Learning learning) {
    this.model = model;
    this.decoder = new Decoder(model);
    this.tokens = tokens;
    this.learning = learning;
    if (!model.tokenizer().equals(tokens.name())) {
      throw new IllegalArgumentException(
          "the model writes %s; this study has %s".formatted(model.tokenizer(), tokens.name()));
    }
    this.whole = RecipeGrammar.of(tokens.parts().stream().flatMap(List::stream).toList());
    tokens.parts().forEach(part -> parts.add(RecipeGrammar.of(part)));
  }

  /// What came of asking.
  ///
  /// @param recipe empty if no try gave a legal one that is new
  /// @param flops of all tries
  record Written(Optional<Recipe> recipe, int tries, long flops) {}

  /// The most FLOPs of one call.
  long flopsMax() {
    return TRIES * model.shape().flops(model.shape().context());
  }

  /// A recipe, mostly of the best class, from nothing.
  ///
  /// @param known what was tried before
  Written write(Set<Hash> known, Draw draw) {
    return untilNew(known, draw, this::sample);
  }

  /// `parent` with one part written anew.
  Written edit(Recipe parent, Set<Hash> known, Draw draw) {
    Optional<List<List<Integer>>> encoded = tokens.encode(parent);
    return encoded.isEmpty()
        ? new Written(Optional.empty(), 0, 0)
        : untilNew(known, draw, each -> edit(encoded.get(), each));
  }

  /// What the model writes, once each, good or not.
  List<One> samples(int count, Draw draw) {
    List<One> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Text text = sample(draw.purpose("sample " + i));
      samples.add(new One(text.recipe.map(Recipe::candidate), text.flops));
    }
    return samples;
  }

  /// One text.
  ///
  /// @param recipe empty if it is none
  private record Text(Optional<Recipe> recipe, long flops) {}

  private interface Try {
    Text go(Draw draw);
  }

  private static Written untilNew(Set<Hash> known, Draw draw, Try attempt) {
    long flops = 0;
    for (int i = 1; i <= TRIES; i++) {
      Text one = attempt.go(draw.purpose("try " + i));
      flops += one.flops;
      if (one.recipe.filter(recipe -> !known.contains(recipe.candidate().id())).isPresent()) {
        return new Written(one.recipe, i, flops);
      }
    }
    return new Written(Optional.empty(), TRIES, flops);
  }

  /// What is asked for: mostly the best, and others so that it does not always say the same.
  private static int quality(Draw draw) {
    double chance = draw.purpose("quality").nextDouble();
    return Alphabet.ofClass(
        chance < BEST_SHARE
            ? Alphabet.BEST
            : chance < BEST_SHARE + SECOND_SHARE ? Alphabet.BEST + 1 : Alphabet.UNKNOWN);
  }

  private Text sample(Draw draw) {
    Sample sample = ask(List.of(quality(draw)), whole, draw);
    return new Text(
        sample.ended() ? tokens.decode(list(sample)) : Optional.empty(), sample.flops());
  }

  private Text edit(List<List<Integer>> parent, Draw draw) {
    int at = draw.nextInt(parts.size());
    List<Integer> before = parent.subList(0, at).stream().flatMap(List::stream).toList();
    List<Integer> prompt = new ArrayList<>(List.of(quality(draw)));
    prompt.addAll(before);
    if (prompt.size() >= model.shape().context()) {
      return new Text(Optional.empty(), 0);
    }
    Sample sample = ask(prompt, parts.get(at), draw.purpose("part"));
    List<Integer> whole = new ArrayList<>(before);
    whole.addAll(list(sample));
    parent.subList(at + 1, parent.size()).forEach(whole::addAll);
    return new Text(sample.ended() ? tokens.decode(whole) : Optional.empty(), sample.flops());
  }

  private Sample ask(List<Integer> prompt, Automaton grammar, Draw draw) {
    Tokens start = Tokens.of(prompt.stream().mapToInt(i -> i).toArray());
    Request request =
        new Request(
            start,
            Math.max(1, model.shape().context() - start.size()),
            learning.temperature(),
            learning.topP(),
            grammar,
            Alphabet.end(),
            draw);
    return decoder.sample(List.of(request)).getFirst();
  }

  private static List<Integer> list(Sample sample) {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < sample.tokens().size(); i++) {
      list.add(sample.tokens().at(i));
    }
    return list;
  }
}
