package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Cost;
import dev.pawl.Outcome;
import dev.pawl.cli.report.Run.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {

  private static final Yardstick BEST = new Yardstick.Best();

  /// Four tickets of half a CPU second each: 1, a crash, 3, 2.
  private static Story story() {
    return new Story()
        .started("programs", 1, "{}")
        .admitted("a", "one", 1, "cell 1")
        .timing(1, 500_000_000)
        .ticket("a", "two", new Outcome.Refused("no"), new Cost(1, 0))
        .timing(2, 500_000_000)
        .admitted("a", "three", 3, "cell 1")
        .timing(3, 500_000_000)
        .admitted("a", "four", 2, "cell 2")
        .timing(4, 500_000_000)
        .roundEnded(3, "three", 3)
        .measured("three", "select", "gain", 0.25);
  }

  @Test
  void at_isTheBestOfWhatTheAmountAllows() {
    Trace trace = Trace.of(7, story().journal(), Bill.NONE);

    assertThat(trace.at(BEST, Scale.EVALUATIONS, 0)).isNaN();
    assertThat(trace.at(BEST, Scale.EVALUATIONS, 2)).isEqualTo(1);
    assertThat(trace.at(BEST, Scale.EVALUATIONS, 4)).isEqualTo(3);
    assertThat(trace.at(BEST, Scale.CPU, 1.4)).isEqualTo(1);
    assertThat(trace.at(BEST, Scale.CPU, 1.5)).isEqualTo(3);
    Yardstick gain = new Yardstick.Measured(new Measure("select", "gain"));
    assertThat(trace.at(gain, Scale.EVALUATIONS, 3)).isNaN();
    assertThat(trace.at(gain, Scale.EVALUATIONS, 4)).isEqualTo(0.25);
    assertThat(trace.spent()).isEqualTo(new Trace.Spending(4, 2, 0));
  }

  @Test
  void until_isWhatTheFirstThatReachedItHadCost() {
    Trace trace = Trace.of(7, story().journal(), Bill.NONE);

    assertThat(trace.until(BEST, Scale.EVALUATIONS, 2)).isEqualTo(3);
    assertThat(trace.until(BEST, Scale.CPU, 1)).isEqualTo(0.5);
    assertThat(trace.until(BEST, Scale.CPU, 3.1)).isInfinite();
  }

  @Test
  void dollars_areThoseChargedWhenTheCandidateHadBeenWritten(@TempDir Path folder)
      throws IOException {
    Path cassette =
        Files.writeString(
            folder.resolve("cassette.jsonl"),
            """
            {"type":"asked","key":"x","spent":{"nanodollars":900}}
            {"type":"answered","spent":{"nanodollars":1000000000}}
            {"type":"decided","wrote":"%s"}
            {"type":"failed","spent":{"nanodollars":500000000}}
            {"type":"decided","wrote":""}
            {"type":"lost","spent":{"nanodollars":250000000}}
            {"type":"decided","wrote":"%s"}
            {"type":"answ\
            """
                .formatted(Story.id("one"), Story.id("three")));
    Trace trace = Trace.of(7, story().journal(), Bill.of(cassette));

    assertThat(trace.until(BEST, Scale.DOLLARS, 1)).isCloseTo(1, within(1e-9));
    assertThat(trace.until(BEST, Scale.DOLLARS, 3)).isCloseTo(1.75, within(1e-9));
    assertThat(Bill.of(folder.resolve("none"))).isEqualTo(Bill.NONE);
    assertThat(Bill.of(Files.writeString(folder.resolve("bad"), "{\"type\":1}\n")))
        .isEqualTo(new Bill(Map.of(), 0));
  }
}
