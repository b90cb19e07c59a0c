package dev.pawl.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Observation.Side;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlarmTest {

  private static final int STREAMS = 5_000;

  @Test
  void selfCheck_fairHarness_isSeldomAlarmed() {
    long alarms = alarms("fair", 0.5, 0.5);
    assertThat(Streams.most(alarms, STREAMS)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void selfCheck_harnessThatFavoursEitherSide_isAlarmed() {
    assertThat(alarms("second", 0.4, 0.6)).isGreaterThan(STREAMS * 9 / 10);
    assertThat(alarms("first", 0.6, 0.4)).isGreaterThan(STREAMS * 9 / 10);
  }

  @Test
  void selfCheck_deterministicProgram_hasNoEvidence() {
    SelfCheck check = new SelfCheck(0.05);
    for (int task = 1; task <= 1_000; task++) {
      check.observe(new Pair(task, Side.of(0.7), Side.of(0.7)));
    }
    assertThat(check.alarm()).isEqualTo(new Alarm(1_000, 0, 0, 0.05, false));
  }

  @Test
  void selfCheck_oneSideKeepsCrashing_isAlarmed() {
    SelfCheck check = new SelfCheck(0.01);
    for (int task = 1; task <= 100; task++) {
      check.observe(new Pair(task, Side.of(0.5), new Side.Missing("crashed")));
    }
    assertThat(check.alarm().raised()).isTrue();
    assertThat(check.alarm().mean()).isEqualTo(-0.5);
  }

  private static long alarms(String name, double first, double second) {
    return IntStream.range(0, STREAMS)
        .parallel()
        .filter(stream -> {
          Draw draw = Streams.draw(name, stream);
          SelfCheck check = new SelfCheck(0.05);
          for (int task = 1; task <= 300 && !check.alarm().raised(); task++) {
            Side one = Side.of(draw.nextDouble() < first ? 1 : 0);
            Side other = Side.of(draw.nextDouble() < second ? 1 : 0);
            check.observe(new Pair(task, one, other));
          }
          return check.alarm().raised();
        })
        .count();
  }

  @Test
  void sealedGap_gapExactlyTheAllowed_isSeldomAlarmed() {
    assertThat(Streams.most(gaps("allowed", 0.6), STREAMS)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void sealedGap_learnedByHeart_isAlarmed() {
    assertThat(gaps("by heart", 0.3)).isGreaterThan(STREAMS * 9 / 10);
  }

  @Test
  void sealedGap_sealedBetterThanReported_isNeverAlarmed() {
    SealedGap gap = new SealedGap(0.7, 0.1, 0.05);
    for (int task = 1; task <= 500; task++) {
      gap.observe(0.9);
    }
    assertThat(gap.alarm().raised()).isFalse();
    assertThat(gap.alarm().mean()).isEqualTo(-0.2, within(1e-9));
  }

  /// Alarms of candidates that were reported to solve .7 and solve `truth`, with .1 allowed.
  private static long gaps(String name, double truth) {
    return IntStream.range(0, STREAMS)
        .parallel()
        .filter(stream -> {
          Draw draw = Streams.draw(name, stream);
          SealedGap gap = new SealedGap(0.7, 0.1, 0.05);
          for (int task = 1; task <= 300 && !gap.alarm().raised(); task++) {
            gap.observe(draw.nextDouble() < truth ? 1 : 0);
          }
          return gap.alarm().raised();
        })
        .count();
  }

  @Test
  void alarms_impossibleNumbers_areRefused() {
    assertThatThrownBy(() -> new SelfCheck(0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new SealedGap(1.1, 0, 0.1)).hasMessageContaining("reported 1.1");
    assertThatThrownBy(() -> new SealedGap(1, 1, 0.1)).hasMessageContaining("gap 1.0");
  }
}
