package dev.pawl.lm.train;

import dev.pawl.lm.Tokens;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Pair;
import dev.pawl.lm.train.Corpus.Pairs;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Objective.Distillation;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Objective.Preference;
import java.util.Arrays;

/// The losses from their papers, over a whole corpus, with plain loops: the judge of [Losses] and
/// [Goal].
final class PlainLosses {

  private PlainLosses() {}

  /// @param other teacher or reference
  static double of(
      Objective objective, Corpus corpus, PlainTransformer model, PlainTransformer other) {
    double weighted = 0;
    double weights = 0;
    switch (corpus) {
      case Texts texts -> {
        for (Example example : texts.examples()) {
          weighted += example.weight() * text(objective, example, model, other);
          weights += example.weight() * example.learned();
        }
      }
      case Pairs pairs -> {
        for (Pair pair : pairs.pairs()) {
          weighted += pair.preferred().weight() * pair((Preference) objective, pair, model, other);
          weights += pair.preferred().weight();
        }
      }
    }
    return weighted / weights;
  }

  private static double text(
      Objective objective, Example example, PlainTransformer model, PlainTransformer teacher) {
    return switch (objective) {
      case NextToken() -> -logProbability(example, model);
      case Distillation(double share, double temperature) ->
          -(1 - share) * logProbability(example, model)
              + share
                  * temperature
                  * temperature
                  * divergence(example, model, teacher, temperature);
      case Preference p -> throw new IllegalArgumentException(p.toString());
    };
  }

  private static double pair(
      Preference preference, Pair pair, PlainTransformer model, PlainTransformer reference) {
    double preferred = logProbability(pair.preferred(), model);
    double rejected = logProbability(pair.rejected(), model);
    double lead =
        preferred
            - logProbability(pair.preferred(), reference)
            - (rejected - logProbability(pair.rejected(), reference));
    double beta = preference.beta();
    double z = beta * lead;
    return switch (preference.loss()) {
      case DPO -> Math.log(1 + Math.exp(-z));
      case IPO -> Math.pow(lead - 1 / (2 * beta), 2);
      case SIMPO -> {
        double mean =
            beta * preferred / pair.preferred().learned()
                - beta * rejected / pair.rejected().learned();
        yield Math.log(1 + Math.exp(preference.margin() - mean));
      }
      case DISCOPOP -> {
        double share = 1 / (1 + Math.exp(-z / 0.05));
        yield (1 - share) * Math.log(1 + Math.exp(-z)) + share * Math.exp(-z);
      }
    };
  }

  private static double logProbability(Example example, PlainTransformer model) {
    Tokens tokens = example.tokens();
    double[][] logits = logits(example, model);
    double sum = 0;
    for (int i = Math.max(1, example.promptLength()); i < tokens.size(); i++) {
      sum += logSoftmax(logits[i - 1], 1)[tokens.at(i)];
    }
    return sum;
  }

  private static double divergence(
      Example example, PlainTransformer model, PlainTransformer teacher, double temperature) {
    double[][] student = logits(example, model);
    double[][] taught = logits(example, teacher);
    double sum = 0;
    for (int i = Math.max(1, example.promptLength()); i < example.tokens().size(); i++) {
      double[] p = logSoftmax(taught[i - 1], temperature);
      double[] q = logSoftmax(student[i - 1], temperature);
      for (int token = 0; token < p.length; token++) {
        sum += Math.exp(p[token]) * (p[token] - q[token]);
      }
    }
    return sum;
  }

  private static double[][] logits(Example example, PlainTransformer model) {
    int[] tokens = example.tokens().toArray();
    return model.logits(Arrays.copyOf(tokens, tokens.length - 1));
  }

  private static double[] logSoftmax(double[] logits, double temperature) {
    double sum = Arrays.stream(logits).map(x -> Math.exp(x / temperature)).sum();
    return Arrays.stream(logits).map(x -> x / temperature - Math.log(sum)).toArray();
  }
}
