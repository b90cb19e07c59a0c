package dev.pawl.labs.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.labs.evidence.Evidence.One;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemandTest {

  private static final Demand DEMAND = new Demand("recipes", 0.2, 0.25);

  private static String refusal(int legal, int distinct, int novel, double lossAfter) {
    return DEMAND
        .refusal(new Evidence(48, legal, distinct, novel, 0), 2, lossAfter)
        .orElse("adopted");
  }

  @Test
  void evidence_countsWhatIsLegalDifferentAndNew() {
    List<One> samples =
        Stream.of("a", "b", "a", "", "c")
            .map(text -> Optional.of(text).filter(each -> !each.isEmpty()))
            .map(text -> new One(text.map(each -> Candidate.of("x", each)), 10))
            .toList();

    Evidence evidence = Evidence.of(samples, known -> known.text().equals("b"));

    assertThat(evidence).isEqualTo(new Evidence(5, 4, 3, 2, 50));
  }

  @Test
  void refusal_ofWhoWritesDifferentNewOnes_isNone() {
    assertThat(refusal(40, 35, 30, 1)).isEqualTo("adopted");
  }

  @Test
  void refusal_ofFewLegalOnesOfCollapseAndOfMemory_namesWhatWasFound() {
    assertThat(refusal(9, 9, 9, 1)).contains("9 of 48 samples are legal recipes");
    assertThat(refusal(40, 9, 9, 1)).contains("only 9 of 40 recipes differ");
    assertThat(refusal(40, 20, 9, 1)).contains("only 9 of 40 recipes are new");
  }

  @Test
  void refusal_ofALossThatRoseOrIsNone_saysHowMuchItMay() {
    assertThat(refusal(40, 35, 30, 2.6)).contains("held-out recipes went from 2.000 to 2.600");
    assertThat(refusal(40, 35, 30, Double.NaN)).contains("may rise by 0.5");
  }
}
