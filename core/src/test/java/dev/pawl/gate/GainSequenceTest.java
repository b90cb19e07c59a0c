package dev.pawl.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Observation.Side;
import dev.pawl.gate.Streams.Law;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GainSequenceTest {

  @Test
  void gain_nothingObserved_isEverything() {
    assertThat(new GainSequence(0.05).gain()).isEqualTo(new Gain(0, 0, -1, 1, 0.05));
  }

  /// The definition: the greatest grid point up to which the bet of every one reached 1/level.
  @Test
  void gain_randomValues_equalsABetOnEachGridPoint() {
    for (int run = 0; run < 10; run++) {
      Draw draw = Streams.draw("grid", run);
      GainSequence sequence = new GainSequence(0.05, 40);
      List<Bet> low = new ArrayList<>();
      List<Bet> high = new ArrayList<>();
      for (int i = 1; i < 40; i++) {
        low.add(new Bet(i / 20.0 - 1));
        high.add(new Bet(i / 20.0 - 1));
      }
      for (int n = 0; n < 150; n++) {
        double value = Streams.games(0.4, 0.1 * draw.nextInt(4)).next(draw, 0, 0);
        sequence.observe(value);
        low.forEach(bet -> bet.observe(value));
        high.forEach(bet -> bet.observe(-value));
        assertThat(sequence.gain().low()).isEqualTo(bound(low), within(1e-12));
        assertThat(sequence.gain().high()).isEqualTo(-bound(high), within(1e-12));
      }
    }
  }

  private static double bound(List<Bet> bets) {
    int out = 0;
    while (out < bets.size() && bets.get(out).reached(Bet.logTarget(0.05))) {
      out++;
    }
    return out / 20.0 - 1;
  }

  /// The truth must lie in *all* intervals up to 500 tasks; an end at 5 percent each.
  @ParameterizedTest
  @CsvSource({"0.15, 0.15", "0.25, 0.05", "0.02, 0.5", "0.9, 0.05"})
  void gain_lookedAtAfterEveryTask_containsTheTruthAtEachEndAsPromised(double win, double loss) {
    int streams = 2_000;
    int[] ends =
        IntStream.range(0, streams)
            .parallel()
            .map(i -> missed("coverage", i, Streams.games(win, loss), win - loss))
            .toArray();
    long low = IntStream.of(ends).filter(end -> (end & 1) != 0).count();
    long high = IntStream.of(ends).filter(end -> (end & 2) != 0).count();
    assertThat(Streams.most(low, streams)).isLessThanOrEqualTo(0.05);
    assertThat(Streams.most(high, streams)).isLessThanOrEqualTo(0.05);
  }

  /// 1 if the low end was ever above the truth, 2 if the high end was ever below.
  private static int missed(String name, int stream, Law law, double truth) {
    Draw draw = Streams.draw(name, stream);
    GainSequence sequence = new GainSequence(0.05, 100);
    int missed = 0;
    for (int n = 0; n < 500; n++) {
      sequence.observe(law.next(draw, n, 0));
      Gain gain = sequence.gain();
      missed |= (gain.low() > truth + 1e-9 ? 1 : 0) | (gain.high() < truth - 1e-9 ? 2 : 0);
    }
    return missed;
  }

  @Test
  void gain_moreTasks_neverWidensAndCloses() {
    Draw draw = Streams.draw("narrow", 0);
    Law law = Streams.games(0.3, 0.1);
    GainSequence sequence = new GainSequence(0.05);
    double low = -1;
    double high = 1;
    for (int n = 0; n < 5_000; n++) {
      sequence.observe(law.next(draw, n, 0));
      Gain gain = sequence.gain();
      assertThat(gain.low()).isGreaterThanOrEqualTo(low);
      assertThat(gain.high()).isLessThanOrEqualTo(high);
      low = gain.low();
      high = gain.high();
    }
    assertThat(high - low).isLessThan(0.1);
    assertThat(low).isLessThan(0.2);
    assertThat(high).isGreaterThan(0.2);
  }

  @Test
  void gain_ofAPromotion_excludesTheLeastGain() {
    GatePlan plan = new GatePlan(0.05, new Spending.Equal(1), 0.1, 60, 500, List.of());
    Attempt attempt = Attempt.of(1, Hash.of("a"), Hash.of("b"));
    List<Observation> record = new ArrayList<>();
    while (Gate.decide(plan, attempt, record) instanceof Verdict.Undecided) {
      record.add(new Pair(record.size() + 1, Side.of(0.2), Side.of(0.7)));
    }
    assertThat(Gate.decide(plan, attempt, record)).isInstanceOf(Verdict.Promoted.class);
    Gain gain = Gate.gain(plan, attempt, record);
    assertThat(gain.low()).isGreaterThanOrEqualTo(0.1 - 1e-9).isLessThan(0.5);
    assertThat(gain.mean()).isEqualTo(0.5, within(1e-9));
    assertThat(gain.level()).isEqualTo(0.05);
  }

  @Test
  void sequence_impossibleValues_areRefused() {
    assertThatThrownBy(() -> new GainSequence(0)).hasMessageContaining("above 0 and below 1");
    assertThatThrownBy(() -> new GainSequence(0.05).observe(Double.NaN))
        .hasMessageContaining("from -1 to 1");
  }
}
