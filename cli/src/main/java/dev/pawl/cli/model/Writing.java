package dev.pawl.cli.model;

import dev.pawl.Draw;
import dev.pawl.labs.redqueen.model.Sampling;
import dev.pawl.lm.ByteTokenizer;
import dev.pawl.lm.Model;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.decode.Decoder;
import dev.pawl.lm.decode.Request;
import dev.pawl.lm.decode.Sample;
import java.util.ArrayList;
import java.util.List;

/// Texts that a model of bytes writes.
///
/// @param text without the prompt
/// @param ended whether the model ended it; otherwise it ran into the limit
/// @param bits of its surprise at its own text
/// @param flops spent on it
public record Writing(String text, boolean ended, double bits, long flops) {

  /// `count` texts that go on from `prompt`, each with a chance of its own: the first is the same
  /// whatever the count.
  ///
  /// @param tokensMax the most bytes of a text; the context may end it sooner
  /// @throws ModelException if the prompt does not fit
  public static List<Writing> of(
      Model model, String prompt, int count, int tokensMax, Sampling sampling, long seed) {
    Tokens start = Tokens.of(ByteTokenizer.START).plus(ByteTokenizer.encode(prompt));
    if (start.size() > model.shape().context()) {
      throw new ModelException(
          "the prompt has %,d bytes; this model reads %,d at most"
              .formatted(start.size() - 1, model.shape().context() - 1));
    }
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Draw draw = Draw.of(seed, i, "text");
      requests.add(
          new Request(
              start,
              tokensMax,
              sampling.temperature(),
              sampling.topP(),
              null,
              ByteTokenizer.END,
              draw));
    }
    return new Decoder(model).sample(requests).stream().map(Writing::of).toList();
  }

  private static Writing of(Sample sample) {
    return new Writing(
        ByteTokenizer.decode(sample.tokens()),
        sample.ended(),
        -sample.logProbability() / StrictMath.log(2),
        sample.flops());
  }
}
