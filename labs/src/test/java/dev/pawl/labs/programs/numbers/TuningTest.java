package dev.pawl.labs.programs.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Outcome;
import dev.pawl.Proposer;
import dev.pawl.Score;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.labs.programs.Surface;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TuningTest {

  private static final Bounds BOUNDS = new Bounds(-1e9, 0);
  private static final Candidate SEED =
      Candidate.of("a.py", "def f(x):\n    return 0.5 * x * x - 2.0 * x + 100.0\n");
  private static final Surface SURFACE = Surface.of(SEED, List.of("**"));

  private static Tuning tuning() {
    return new Tuning(
        Improver.fixed(new Portfolio(List.of(Tuning.proposer(SURFACE)), new Choice.Uniform())),
        SURFACE,
        List.of(SEED));
  }

  /// How near the constants are to 3, 7 and 60; nothing if the last is negative.
  private static Outcome score(Candidate candidate) {
    double[] v = Literals.of(SURFACE, candidate).values();
    if (v[2] < 0) {
      return new Outcome.Refused("negative");
    }
    double a = v[0] - 3;
    double b = v[1] - 7;
    double c = (v[2] - 60) / 10;
    return new Outcome.Finished(Score.of(-(a * a + b * b + c * c), BOUNDS));
  }

  private static Trial trial(long ticket, Candidate candidate) {
    return new Trial(ticket, 1, Tuning.NAME, List.of(), candidate, score(candidate), false);
  }

  private static Candidate propose(Tuning tuning, long ticket) {
    Elite parent = new Elite(SEED, Score.of(-1e6, BOUNDS), 0);
    Proposer proposer = tuning.choose(Draw.of(1, ticket, "choose"), 1);
    Proposer.Proposal proposal = proposer.propose(List.of(parent), Draw.of(1, ticket, "propose"));
    assertThat(proposal).isInstanceOf(Proposer.Proposal.Wrote.class);
    return ((Proposer.Proposal.Wrote) proposal).candidate();
  }

  @Test
  void observe_resultsThatComeLate_stillLeadToTheConstants() {
    Tuning tuning = tuning();
    Deque<Trial> inFlight = new ArrayDeque<>();
    double best = Double.NEGATIVE_INFINITY;
    for (long ticket = 0; ticket < 1_500; ticket++) {
      inFlight.add(trial(ticket, propose(tuning, ticket)));
      if (inFlight.size() > 8) {
        Trial settled = inFlight.remove();
        tuning.observe(settled);
        best =
            settled.outcome() instanceof Outcome.Finished(Score score)
                ? Math.max(best, score.value())
                : best;
      }
    }

    assertThat(best).isGreaterThan(-1e-9);
  }

  @Test
  void observe_sameTrials_leaveTheSameState() {
    Tuning one = tuning();
    Tuning other = tuning();
    for (long ticket = 0; ticket < 100; ticket++) {
      Trial trial = trial(ticket, propose(one, ticket));
      one.observe(trial);
      other.observe(trial);
    }

    assertThat(propose(other, 100)).isEqualTo(propose(one, 100));
  }

  @Test
  void choose_beforeWhatIsObserved_isNotChangedByIt() {
    Tuning tuning = tuning();
    Proposer early = tuning.choose(Draw.of(1, 0, "choose"), 1);
    Elite parent = new Elite(SEED, Score.of(-1e6, BOUNDS), 0);
    Proposer.Proposal before = early.propose(List.of(parent), Draw.of(1, 7, "propose"));
    for (long ticket = 0; ticket < 50; ticket++) {
      tuning.observe(trial(ticket, propose(tuning, ticket)));
    }

    assertThat(early.propose(List.of(parent), Draw.of(1, 7, "propose"))).isEqualTo(before);
    assertThat(
            tuning
                .choose(Draw.of(1, 0, "choose"), 1)
                .propose(List.of(parent), Draw.of(1, 7, "propose")))
        .isNotEqualTo(before);
  }
}
