package dev.pawl.labs.squared.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static String refusal(int valid, int distinct, int novel, double lossAfter) {
    return new Evidence(48, valid, distinct, novel, 0).refusal(2, lossAfter).orElse("adopted");
  }

  @Test
  void refusal_versionThatWritesManyNewRecipes_isNone() {
    assertThat(refusal(40, 35, 30, 1)).isEqualTo("adopted");
  }

  @Test
  void refusal_collapse_isSaid() {
    assertThat(refusal(9, 9, 9, 1)).contains("9 of 48 samples are recipes");
    assertThat(refusal(40, 9, 9, 1)).contains("only 9 of 40 recipes differ");
    assertThat(refusal(40, 20, 7, 1)).contains("only 7 of 40 recipes are new");
  }

  @Test
  void refusal_lossThatRoseOrIsNoNumber_isSaid() {
    assertThat(refusal(40, 35, 30, 2.6)).contains("from 2.000 to 2.600");
    assertThat(refusal(40, 35, 30, Double.NaN)).contains("may rise by 0.5");
  }
}
