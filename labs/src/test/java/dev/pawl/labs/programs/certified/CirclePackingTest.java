package dev.pawl.labs.programs.certified;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CirclePackingTest {

  private static final String TOUCHING =
      """
      # two circles on the diagonal of a 3-4-5 triangle, and they touch
      0.2 0.2 0.2
      0.5 0.6 0.3
      """;

  private static Verdict judge(int circles, String text) {
    return new Certified(new CirclePacking(circles))
        .judge(
            new Trial("main", Trial.Split.SEARCH, 0, 1),
            List.of(),
            List.of(),
            Candidate.of("packing.txt", text));
  }

  private static String reason(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Invalid.class);
    return ((Verdict.Invalid) verdict).reason();
  }

  private static double value(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Worth.class);
    return ((Verdict.Worth) verdict).value();
  }

  @Test
  void judge_circlesThatTouch_areAPacking() {
    assertThat(value(judge(2, TOUCHING))).isEqualTo(0.5);
  }

  @Test
  void judge_overlapOf1e40_isNone() {
    String text = TOUCHING.replace("0.3\n", "0.3000000000000000000000000000000000000001\n");

    assertThat(reason(judge(2, text))).contains("circles 1 and 2 overlap by", "E-40");
  }

  @Test
  void judge_overlapOf1e12_namesItAndWhatARepairIsWorth() {
    String text = TOUCHING.replace("0.6 0.3", "0.6 0.300000000001");

    assertThat(reason(judge(2, text)))
        .contains("circles 1 and 2 overlap by 1E-12", "1 violations", "would be worth 0.5");
  }

  @Test
  void judge_circleBeyondASide_namesTheSide() {
    assertThat(reason(judge(1, "0.5 0.75 0.250000001")))
        .contains("circle 1 is beyond the top side by 1E-9", "would be worth 0.25");
  }

  /// Each overlap is below the tolerance of 1e-6 that published evaluators allow, and together they
  /// are worth something: the four circles would be touching at 0.25.
  @Test
  void judge_tolerancesFarmed_isWorthNothing() {
    String farmed =
        """
        0.25 0.25 0.2500005
        0.75 0.25 0.2500005
        0.25 0.75 0.2500005
        0.75 0.75 0.2500005
        """;

    assertThat(reason(judge(4, farmed))).contains("12 violations", "would be worth 1.0");
    assertThat(value(judge(4, farmed.replace("05", "")))).isEqualTo(1.0);
  }

  @Test
  void judge_negativeRadius_isNoPacking() {
    assertThat(reason(judge(1, "0.5 0.5 -0.1"))).contains("circle 1 has radius -0.1");
  }

  @Test
  void check_repair_isAPackingItself() {
    List<BigDecimal> broken =
        List.of("0.3", "0.3", "0.2", "0.5", "0.5", "0.2").stream().map(BigDecimal::new).toList();
    Finding finding = new CirclePacking(2).check(broken);

    assertThat(finding).isInstanceOf(Finding.Fails.class);
    BigDecimal worth = ((Finding.Fails) finding).repaired().orElseThrow();
    BigDecimal radius = worth.divide(BigDecimal.TWO);
    List<BigDecimal> repaired = new ArrayList<>(broken);
    repaired.set(2, radius);
    repaired.set(5, radius);
    assertThat(new CirclePacking(2).check(repaired)).isInstanceOf(Finding.Holds.class);
    repaired.set(5, radius.add(new BigDecimal("1e-30")));
    assertThat(new CirclePacking(2).check(repaired)).isInstanceOf(Finding.Fails.class);
  }

  @Test
  void judge_otherNumberOfCircles_isUnreadable() {
    assertThat(reason(judge(3, TOUCHING))).contains("2 rows", "at least 3");
    assertThat(reason(judge(1, TOUCHING))).contains("row 2", "at most 1");
  }
}
