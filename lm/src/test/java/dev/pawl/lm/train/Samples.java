package dev.pawl.lm.train;

import dev.pawl.Draw;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.Weight;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Pair;
import dev.pawl.lm.train.Corpus.Pairs;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Small shapes, recipes and corpora.
final class Samples {

  /// Every modern part.
  static final Shape MODERN =
      new Shape(11, 8, 2, 16, 4, 2, 24, Norm.RMS, Position.ROPE, Activation.SWIGLU, true, true, 0);

  /// As GPT-2.
  static final Shape CLASSIC =
      new Shape(
          11, 8, 2, 16, 2, 2, 24, Norm.LAYER, Position.LEARNED, Activation.GELU, false, false, 5);

  static final Recipe RECIPE =
      new Recipe(new NextToken(), Optimizer.ADAMW, Schedule.WSD, 1e-2, 0.01, 0.1, 1, 4, 12, 1);

  private Samples() {}

  static Recipe recipe(Objective objective, Optimizer optimizer, int steps) {
    return new Recipe(objective, optimizer, Schedule.COSINE, 1e-2, 0.01, 0.1, 1, 4, steps, 7);
  }

  /// Random texts of different lengths, prompts and weights.
  static Texts texts(int count, Shape shape, long seed) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      examples.add(example(Draw.of(seed, i, "text"), shape));
    }
    return new Texts(examples);
  }

  static Pairs pairs(int count, Shape shape, long seed) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Draw draw = Draw.of(seed, i, "pair");
      pairs.add(new Pair(example(draw, shape), example(draw, shape)));
    }
    return new Pairs(pairs);
  }

  private static Example example(Draw draw, Shape shape) {
    int[] tokens = new int[2 + draw.nextInt(shape.context())];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = draw.nextInt(shape.vocabulary());
    }
    return new Example(Tokens.of(tokens), draw.nextInt(tokens.length), 0.5 + draw.nextDouble());
  }

  /// Weights without any zero, so that every path counts.
  static Model model(Shape shape, long seed) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (Weight weight : shape.weights()) {
      Draw draw = Draw.of(seed, 0, weight.name());
      float[] numbers = new float[weight.size()];
      for (int i = 0; i < numbers.length; i++) {
        double centered = 2 * draw.nextDouble() - 1;
        numbers[i] = (float) (weight.matrix() ? centered : 1 + centered / 2);
      }
      weights.put(weight.name(), numbers);
    }
    return new Model(shape, "test", weights);
  }
}
