package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.cli.report.Versus.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class VersusTest {

  private static final Yardstick BEST = new Yardstick.Best();

  /// Runs of ten evaluations, with these values for the seeds 1, 2 and so on; NaN for none.
  private static Variant variant(String name, double... values) {
    List<Trace> runs = new ArrayList<>();
    for (int seed = 1; seed <= values.length; seed++) {
      Story story = new Story().started("programs", seed, "{}");
      for (int ticket = 1; ticket < 10; ticket++) {
        story.admitted("a", name + seed + ticket, 0, "cell 1");
      }
      if (Double.isFinite(values[seed - 1])) {
        story.admitted("a", name + seed, values[seed - 1], "cell 1");
      }
      runs.add(Trace.of(seed, story.journal(), Bill.NONE));
    }
    return new Variant(name, runs);
  }

  private static Versus versus(double... differences) {
    double[] zeros = new double[differences.length];
    return Versus.of(
        variant("new", DoubleStream.of(differences).map(d -> d + 1).toArray()),
        variant("old", DoubleStream.of(zeros).map(d -> d + 1).toArray()),
        BEST,
        Scale.EVALUATIONS,
        10);
  }

  @Test
  void verdict_needsTheIntervalAndTheExactTest() {
    assertThat(versus(0.4, 0.5, 0.6, 0.5, 0.4, 0.6).verdict()).isEqualTo(Verdict.SHOWN);
    assertThat(versus(0.4, 0.5, 0.6).verdict()).isEqualTo(Verdict.LEANS);
    assertThat(versus(0.4, -0.5, 0.6, -0.5, 0.4, -0.6).verdict()).isEqualTo(Verdict.NOTHING);
    assertThat(versus(0.5).verdict()).isEqualTo(Verdict.NOTHING);
    assertThat(versus(0, 0, 0, 0, 0, 0).verdict()).isEqualTo(Verdict.NOTHING);
  }

  @Test
  void sentence_saysWhoByHowMuchAndHowSure() {
    assertThat(versus(0.4, 0.5, 0.6, 0.5, 0.4, 0.6).sentence())
        .startsWith("best value so far at 10 evaluations: new is better than old (+0.5")
        .contains("95 % interval +0.4", "6 seeds, sign-flip p 0.031");
    assertThat(versus(-0.4, -0.5, -0.6).sentence())
        .contains("new looks worse than old, but the exact test does not show it");
    assertThat(versus(0.5).sentence())
        .endsWith("nothing was shown between new and old (+0.5000; 1 seed, sign-flip p 1.000)");
  }

  @Test
  void of_seedThatOnlyOneHas_isLeftOut() {
    Versus versus =
        Versus.of(variant("a", 1, 2, 3), variant("b", 1, 1), BEST, Scale.EVALUATIONS, 10);

    assertThat(versus.differences()).containsExactly(0.0, 1.0);
    assertThat(Versus.of(variant("a", 1), variant("b"), BEST, Scale.EVALUATIONS, 10).sentence())
        .contains("no seed in common");
  }

  @Test
  void medianUntil_countsTheRunsThatNeverReachedIt() {
    Variant some = variant("a", 2, 2, 1, 1);
    Variant few = variant("b", 2, 1, 1, 1);

    assertThat(some.reached(BEST, 2)).isEqualTo(2);
    assertThat(some.medianUntil(BEST, Scale.EVALUATIONS, 2)).isEqualTo(10);
    assertThat(few.medianUntil(BEST, Scale.EVALUATIONS, 2)).isInfinite();
  }

  /// Against counting all sign choices by recursion.
  @Test
  void signFlip_isTheShareOfSignChoicesAtLeastAsFarOut() {
    List<Double> differences = List.of(0.3, -0.1, 0.4, 0.15);
    double seen = Math.abs(differences.stream().mapToDouble(d -> d).sum());

    long extreme = sums(differences).stream().filter(sum -> Math.abs(sum) >= seen - 1e-9).count();
    assertThat(Stats.signFlip(differences)).isEqualTo(extreme / 16.0);
    assertThat(Stats.signFlip(Collections.nCopies(21, 1.0))).isNaN();
  }

  private static List<Double> sums(List<Double> differences) {
    if (differences.isEmpty()) {
      return List.of(0.0);
    }
    List<Double> sums = new ArrayList<>();
    for (double rest : sums(differences.subList(1, differences.size()))) {
      sums.add(rest + differences.getFirst());
      sums.add(rest - differences.getFirst());
    }
    return sums;
  }
}
