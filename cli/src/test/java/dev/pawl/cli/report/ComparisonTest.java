package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.cli.report.Run.Measure;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Measure MEASURE = new Measure("select", "sample score");
  private static final Cost LESSON = Cost.flops(5_000);

  /// A run whose rounds cost 100 instructions and a lesson each.
  private static Run climb(String name, long seed, double... scores) {
    Story story = new Story().started("redqueen", seed, "{\"arm\":\"" + name + "\"}");
    for (int i = 0; i < scores.length; i++) {
      String warrior = name + seed + i;
      Hash version = Hash.of("version of " + warrior);
      story
          .admitted("jump", warrior, 1, "cell 1,1")
          .roundEnded(i + 1L, warrior, 1)
          .event(new Event.Learned(i + 1, version, Hash.ZERO, "{}", 1, i + 1, 2, 1, "", LESSON))
          .event(
              new Event.Measured(
                  i + 1, version, "select", "sample score", scores[i], List.of(), Cost.NONE));
    }
    return story.run(name + "-" + seed);
  }

  private static List<Arm> arms(double... differences) {
    List<Run> runs = new ArrayList<>();
    for (int seed = 0; seed < differences.length; seed++) {
      runs.add(climb("full", seed, 0.1, 0.5 + differences[seed]));
      runs.add(climb("random", seed, 0.1, 0.5));
    }
    return Arm.of(runs);
  }

  private static Comparison comparison(double... differences) {
    List<Arm> arms = arms(differences);
    return Comparison.of(arms.get(0), arms.get(1), MEASURE, 1e9);
  }

  @Test
  void differences_arePairedBySeedAtTheLastMeasurement() {
    Comparison comparison = comparison(0.25, -0.125, 0.5);

    assertThat(comparison.differences()).containsExactly(0.25, -0.125, 0.5);
    assertThat(comparison.mean().mean()).isCloseTo(0.625 / 3, within(1e-12));
  }

  @Test
  void at_isTheLastValueThatTheComputeAllowsLessonIncluded() {
    Run run = climb("full", 1, 0.25, 0.5);
    double first = 100 * Cost.FLOPS_PER_INSTRUCTION + 5_000;
    double second = 2 * first;

    assertThat(Comparison.at(run, MEASURE, first - 1)).isNaN();
    assertThat(Comparison.at(run, MEASURE, first)).isEqualTo(0.25);
    assertThat(Comparison.at(run, MEASURE, second - 1)).isEqualTo(0.25);
    assertThat(Comparison.at(run, MEASURE, second)).isEqualTo(0.5);
  }

  /// All of one sign: only all signs kept and all turned are as far out, 2 of 2ⁿ.
  @Test
  void p_allSeedsBetter_isTheLeastPossible() {
    assertThat(comparison(0.1, 0.2, 0.3, 0.25, 0.15).p()).isEqualTo(2.0 / 32);
    assertThat(comparison(0.1).p()).isEqualTo(1);
  }

  /// By hand for 3, 1, −2: sums over all signs are ±6, ±4, ±2, ±0 ; 6 of 8 are at least |2|.
  @Test
  void p_mixedSigns_countsByHand() {
    assertThat(comparison(0.3, 0.1, -0.2).p()).isEqualTo(6.0 / 8);
  }

  @Test
  void sentence_saysBetterOnlyIfTheIntervalLeavesZeroOut() {
    assertThat(comparison(0.1, 0.12, 0.11).sentence())
        .isEqualTo(
            "sample score on select: better than random (full − random = +0.110 ± 0.025; 3 seeds,"
                + " sign-flip p 0.250)");
    assertThat(comparison(-0.1, -0.12, -0.11).sentence()).contains("worse than random");
    assertThat(comparison(0.1, -0.12, 0.01).sentence()).contains("no difference shown");
    assertThat(comparison(0.3).sentence()).contains("one seed shows nothing");
  }

  @Test
  void ascent_ofArms_hasASentenceForEachControl() {
    AscentSection ascent = AscentSection.of(arms(0.1, 0.2), new Charts()).orElseThrow();

    assertThat(ascent.findings()).hasSize(1).first().asString().startsWith("sample score");
    assertThat(ascent.section("a").html(2).markup()).contains("Capability against compute");
    assertThat(AscentSection.of(arms(0.1).subList(0, 1), new Charts())).isEmpty();
  }
}
