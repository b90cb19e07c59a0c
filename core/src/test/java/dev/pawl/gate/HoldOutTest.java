package dev.pawl.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Hash;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldOutTest {

  private static final Hash A = Hash.of("a");
  private static final Hash B = Hash.of("b");

  @Test
  void next_anyAttempts_areNumberedAndSpendAlpha() {
    HoldOut holdOut = new HoldOut(GatePlan.DEFAULT);
    assertThat(holdOut.alphaSpent()).isZero();
    assertThat(holdOut.next(A, B, List.of(), List.of())).isEqualTo(Attempt.of(1, A, B));
    assertThat(holdOut.next(A, B, List.of(), List.of()).number()).isEqualTo(2);
    assertThat(holdOut.alphaSpent()).isEqualTo(0.05 * 0.6079271 * 1.25, within(1e-8));
    assertThat(holdOut.attempts()).isEqualTo(2);
  }

  @Test
  void alphaSpent_manyAttempts_neverPassesAlpha() {
    HoldOut holdOut = new HoldOut(GatePlan.DEFAULT);
    for (int i = 0; i < 2_000; i++) {
      holdOut.next(A, B, List.of(), List.of());
    }
    assertThat(holdOut.alphaSpent()).isBetween(0.0499, 0.05);
  }

  @Test
  void recorded_attemptLeftOutOrRepeated_isRefused() {
    HoldOut holdOut = new HoldOut(GatePlan.DEFAULT);
    holdOut.recorded(Attempt.of(1, A, B));
    assertThatThrownBy(() -> holdOut.recorded(Attempt.of(1, A, B)))
        .hasMessageContaining("attempt 1 where attempt 2 must be");
    assertThatThrownBy(() -> holdOut.recorded(Attempt.of(3, A, B)))
        .hasMessageContaining("attempt 3 where attempt 2 must be");
    holdOut.recorded(Attempt.of(2, B, A));
    assertThat(holdOut.next(A, B, List.of(), List.of()).number()).isEqualTo(3);
  }
}
