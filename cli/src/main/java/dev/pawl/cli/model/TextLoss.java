package dev.pawl.cli.model;

import dev.pawl.Draw;
import dev.pawl.lm.Model;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.decode.Decoder;
import dev.pawl.lm.train.Corpus.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How surprised a model is by texts, in plain Java.
///
/// @param bits of every piece, in the order of pieces
/// @param tokens of every piece that were to be predicted
/// @param flops spent
public record TextLoss(List<Double> bits, List<Integer> tokens, long flops) {

  private static final int RESAMPLES = 1000;

  public TextLoss {
    bits = List.copyOf(bits);
    tokens = List.copyOf(tokens);
  }

  /// An estimate and its interval at 95 %.
  public record Estimate(double value, double low, double high) {}

  /// The loss of `model` on `pieces`, none longer than its context plus one.
  public static TextLoss of(Model model, List<Example> pieces) {
    Decoder decoder = new Decoder(model);
    List<Double> bits =
        IntStream.range(0, pieces.size())
            .parallel()
            .mapToObj(i -> bits(decoder, pieces.get(i)))
            .toList();
    long flops = pieces.stream().mapToLong(p -> model.shape().flops(p.tokens().size() - 1)).sum();
    return new TextLoss(bits, pieces.stream().map(Example::learned).toList(), flops);
  }

  private static double bits(Decoder decoder, Example piece) {
    int[] tokens = piece.tokens().toArray();
    float[][] logits = decoder.logits(Tokens.of(Arrays.copyOf(tokens, tokens.length - 1)));
    double nats = 0;
    for (int i = Math.max(1, piece.promptLength()); i < tokens.length; i++) {
      nats -= logProbability(logits[i - 1], tokens[i]);
    }
    return nats / StrictMath.log(2);
  }

  private static double logProbability(float[] logits, int token) {
    double most = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp(logit - most);
    }
    return logits[token] - most - StrictMath.log(sum);
  }

  /// Bits a token over all pieces; its interval is over pieces, by bootstrap.
  public Estimate bitsPerToken() {
    return estimate(bits);
  }

  /// How many bits a token more this has than `other`, on the same pieces; the interval is that of
  /// pairs, so it is narrower than those of both.
  public Estimate minus(TextLoss other) {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < bits.size(); i++) {
      differences.add(bits.get(i) - other.bits.get(i));
    }
    return estimate(differences);
  }

  private Estimate estimate(List<Double> sums) {
    double[] drawn = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      Draw draw = Draw.of(0, r, "bootstrap");
      double sum = 0;
      long count = 0;
      for (int i = 0; i < sums.size(); i++) {
        int piece = draw.nextInt(sums.size());
        sum += sums.get(piece);
        count += tokens.get(piece);
      }
      drawn[r] = sum / count;
    }
    Arrays.sort(drawn);
    double sum = sums.stream().mapToDouble(Double::doubleValue).sum();
    long count = tokens.stream().mapToLong(Integer::longValue).sum();
    return new Estimate(
        sum / count, drawn[RESAMPLES * 25 / 1000], drawn[RESAMPLES * 975 / 1000 - 1]);
  }
}
