package dev.pawl.lm.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.lm.Automaton;
import dev.pawl.lm.RandomModels;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Tokens;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrammarTest {

  private static final int END = 3;

  /// 0, then 1 any number of times, then 2 and the end.
  private static final Automaton GRAMMAR =
      new Automaton(new int[][] {{1, -1, -1, -1}, {-1, 1, 2, -1}, {-1, -1, -1, 0}}, END);

  private static final Shape SHAPE =
      new Shape(4, 32, 1, 16, 2, 2, 8, Norm.RMS, Position.ROPE, Activation.RELU2, true, true, 3);

  private static final Decoder DECODER = new Decoder(RandomModels.of(SHAPE, "test", 1));

  private static Request request(int tokensMax, int ticket) {
    Draw draw = Draw.of(1, ticket, "grammar");
    return new Request(Tokens.of(2), tokensMax, 1, 1, GRAMMAR, END, draw);
  }

  @Test
  void sample_underAGrammar_writesOnlyItsTexts() {
    List<Sample> samples =
        DECODER.sample(IntStream.range(0, 200).mapToObj(i -> request(20, i)).toList());

    for (Sample sample : samples) {
      String text = sample.tokens().toString();
      assertThat(text).matches(sample.ended() ? "\\[0(, 1)*, 2]" : "\\[0(, 1)*(, 2)?]");
    }
    assertThat(samples.stream().map(s -> s.tokens().size()).distinct().count()).isGreaterThan(3);
    assertThat(samples.stream().filter(Sample::ended).count()).isGreaterThan(100);
  }

  @Test
  void sample_whereOnlyTheEndIsAllowed_endsWithoutRunningTheModelAgain() {
    Sample sample =
        DECODER.sample(IntStream.range(0, 50).mapToObj(i -> request(20, i)).toList()).stream()
            .filter(Sample::ended)
            .findFirst()
            .orElseThrow();
    int run = 1 + sample.tokens().size() - 1; // the prompt, and all tokens but the last

    Choice choice = new Choice(4);
    float[][] logits = DECODER.logits(Tokens.of(2).plus(sample.tokens()));
    double expected = 0;
    int state = 0;
    for (int i = 0; i < sample.tokens().size(); i++) {
      int token = sample.tokens().at(i);
      double mass = 0;
      for (int t = 0; t < 4; t++) {
        mass += GRAMMAR.next(state, t) == Automaton.FORBIDDEN ? 0 : Math.exp(logits[i][t]);
      }
      expected += logits[i][token] - Math.log(mass);
      state = GRAMMAR.next(state, token);
    }
    assertThat(sample.logProbability()).isCloseTo(expected, within(1e-4));
    assertThat(sample.flops())
        .isEqualTo(IntStream.range(0, run).mapToLong(SHAPE::flopsPerToken).sum());
    assertThat(choice.choose(logits[0], GRAMMAR, 2, 1, 1, 0.5)).isEqualTo(END);
  }

  @Test
  void choose_inANucleus_leavesOutTheRest() {
    // Shares of 1/2, 1/4, 1/8, 1/8.
    float[] logits = {
      (float) Math.log(4), (float) Math.log(8), (float) Math.log(2), (float) Math.log(2)
    };

    assertThat(shares(logits, 1, 0.6)).containsExactly(0.33, 0.67, 0, 0);
    assertThat(shares(logits, 1, 0.8)).containsExactly(0.29, 0.57, 0.14, 0);
    assertThat(shares(logits, 1, 1)).containsExactly(0.25, 0.5, 0.13, 0.13);
    assertThat(shares(logits, 0.5, 1)).containsExactly(0.18, 0.73, 0.05, 0.05);
    assertThat(shares(logits, 0, 1)).containsExactly(0, 1, 0, 0);
  }

  /// How often each token is chosen when the chance goes evenly from 0 to 1.
  private static double[] shares(float[] logits, double temperature, double topP) {
    int[] counts = new int[4];
    Choice choice = new Choice(4);
    for (int i = 0; i < 10_000; i++) {
      counts[choice.choose(logits, null, 0, temperature, topP, (i + 0.5) / 10_000)]++;
    }
    return IntStream.of(counts).mapToDouble(c -> Math.round(c / 100.0) / 100.0).toArray();
  }

  @Test
  void choose_ofLogitsThatAreNotFinite_choosesAnotherOrNone() {
    Choice choice = new Choice(2);
    float[] half = {Float.NaN, -5};
    float[] none = {Float.NaN, Float.POSITIVE_INFINITY};

    assertThat(choice.choose(half, null, 0, 1, 1, 0.9)).isEqualTo(1);
    assertThat(choice.choose(none, null, 0, 1, 1, 0.9)).isEqualTo(Choice.NONE);
  }

  @Test
  void request_ofAnotherEndThanTheGrammars_isRefused() {
    assertThatThrownBy(() -> with(GRAMMAR, 2, 1)).hasMessageContaining("they must be one");
    assertThatThrownBy(() -> with(null, 2, Double.NaN)).hasMessageContaining("a temperature from");
    Automaton other = new Automaton(new int[][] {{0, 0}}, 1);
    assertThatThrownBy(() -> DECODER.sample(List.of(with(other, 1, 1))))
        .hasMessageContaining("its grammar has 2");
  }

  private static Request with(@Nullable Automaton grammar, int end, double temperature) {
    return new Request(Tokens.of(0), 1, temperature, 1, grammar, end, Draw.of(1, 1, "test"));
  }
}
