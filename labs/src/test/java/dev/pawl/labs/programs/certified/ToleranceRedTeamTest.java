package dev.pawl.labs.programs.certified;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// An attack of `docs/safety.md` on tolerances: overlaps that are too small for a check in floating
/// point, or for the tolerance that published evaluators allow, and together worth something.
class ToleranceRedTeamTest {

  @TestFactory
  Stream<DynamicTest> certifier_attacked_givesTheVerdictInTheName() {
    return Stream.of(
        farm("36-overlap-below-1e-6.refused", "0.2500005"),
        farm("36-overlap-below-a-double.refused", "0.25000000000000000000000000001"));
  }

  private static DynamicTest farm(String name, String radius) {
    String text =
        "0.25 0.25 %1$s\n0.75 0.25 %1$s\n0.25 0.75 %1$s\n0.75 0.75 %1$s\n".formatted(radius);
    return DynamicTest.dynamicTest(
        name,
        () -> {
          assertThat(judge(text)).isInstanceOf(Verdict.Invalid.class);
          assertThat(judge(text.replace(radius, "0.25"))).isInstanceOf(Verdict.Worth.class);
        });
  }

  private static Verdict judge(String text) {
    return new Certified(new CirclePacking(4), false)
        .judge(
            new Trial("main", Trial.Split.SEARCH, 0, 1),
            List.of(),
            List.of(),
            Candidate.of("packing.txt", text));
  }
}
