package dev.pawl.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Bounds;
import dev.pawl.Hash;
import dev.pawl.gate.Guard.Better;
import dev.pawl.gate.Guard.Measured;
import dev.pawl.gate.Guard.Scale;
import dev.pawl.gate.Observation.Canary;
import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Observation.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final Hash A = Hash.of("a");
  private static final Hash B = Hash.of("b");
  private static final Pair PAIR = new Pair(1, Side.of(0), Side.of(1));

  @Test
  void evidence_sameRecord_isTheSame() {
    assertThat(hash(plan(0.05, 0), Attempt.of(1, A, B), PAIR))
        .isEqualTo(hash(plan(0.05, 0), Attempt.of(1, A, B), new Pair(1, Side.of(0), Side.of(1))));
  }

  @Test
  void evidence_anythingChanged_isAnother() {
    Set<Hash> hashes = new HashSet<>();
    Attempt attempt = Attempt.of(1, A, B);
    List<Hash> all =
        List.of(
            hash(plan(0.05, 0), attempt, PAIR),
            hash(plan(0.04, 0), attempt, PAIR),
            hash(plan(0.05, 0.1), attempt, PAIR),
            hash(guarded(new Scale.Relative(), 0.1), attempt, PAIR),
            hash(guarded(new Scale.Relative(), 0.2), attempt, PAIR),
            hash(guarded(new Scale.Absolute(Bounds.UNIT), 0.1), attempt, PAIR),
            hash(plan(0.05, 0), Attempt.of(2, A, B), PAIR),
            hash(plan(0.05, 0), Attempt.of(1, B, A), PAIR),
            hash(plan(0.05, 0), new Attempt(1, A, B, List.of(1.0), List.of(2.0)), PAIR),
            hash(plan(0.05, 0), new Attempt(1, A, B, List.of(2.0), List.of(1.0)), PAIR),
            hash(plan(0.05, 0), attempt),
            hash(plan(0.05, 0), attempt, new Pair(1, Side.of(1), Side.of(0))),
            hash(plan(0.05, 0), attempt, new Pair(1, Side.of(0), new Side.Missing("lost"))),
            hash(plan(0.05, 0), attempt, new Pair(1, Side.of(0), new Side.Scored(1, List.of(1.0)))),
            hash(plan(0.05, 0), attempt, PAIR, new Canary("trap", false)),
            hash(plan(0.05, 0), attempt, PAIR, new Canary("trap", true)),
            hash(plan(0.05, 0), attempt, new Canary("trap", false), PAIR));
    hashes.addAll(all);
    assertThat(hashes).hasSameSizeAs(all);
  }

  private static Hash hash(GatePlan plan, Attempt attempt, Observation... observations) {
    return Gate.evidence(plan, attempt, List.of(observations));
  }

  private static GatePlan plan(double alpha, double gainMin) {
    return new GatePlan(alpha, new Spending.Endless(), gainMin, 60, 100, List.of());
  }

  private static GatePlan guarded(Scale scale, double margin) {
    Guard guard = new Guard("cost", Measured.ONCE, Better.LESS, scale, margin);
    return new GatePlan(0.05, new Spending.Endless(), 0, 60, 100, List.of(guard));
  }
}
