package dev.pawl.labs.programs.certified;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.Score;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import dev.pawl.labs.programs.numbers.Hops;
import dev.pawl.labs.programs.numbers.NonlinearProgram;
import dev.pawl.labs.programs.numbers.Slopes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The floating-point side of every claim: its gradients are those of its values, and what a search
/// makes of it is certified by the exact side.
class ProgramsTest {

  static List<Claim> claims() {
    return List.of(
        new CirclePacking(7),
        new Distances(6, 2),
        new Distances(6, 3),
        new Sphere(6, 3),
        new Heilbronn(6, Heilbronn.Region.TRIANGLE),
        new Heilbronn(6, Heilbronn.Region.SQUARE),
        new Heilbronn(6, Heilbronn.Region.CONVEX),
        new Autocorrelation(8),
        new Overlap(8));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void constraints_slopes_areTheDifferencesOfTheValues(Claim claim) {
    NonlinearProgram program = claim.program().orElseThrow();
    for (int seed = 0; seed < 5; seed++) {
      double[] x = program.variables(program.random(Draw.of(seed, 0, "test")));
      assertThat(Slopes.greatestError(program, x)).isCloseTo(0, within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("claims")
  void proposers_whateverTheyWrite_isCertifiedAndTheSameAgain(Claim claim) {
    Candidate template = template(claim);
    Surface surface = Surface.of(template, List.of("*.txt"));
    Certified certified = new Certified(claim);
    List<Elite> parents = new ArrayList<>();
    for (Proposer proposer : Hops.all(claim.program().orElseThrow(), surface, template)) {
      List<Elite> chosen = parents.subList(0, proposer.parents());
      Proposer.Proposal proposal = proposer.propose(chosen, Draw.of(1, 2, proposer.name()));
      assertThat(proposer.propose(chosen, Draw.of(1, 2, proposer.name()))).isEqualTo(proposal);
      assertThat(proposal.cost().isWithin(proposer.costMax())).isTrue();
      if (proposal instanceof Proposer.Proposal.Wrote(Candidate candidate, var _)) {
        Verdict verdict =
            certified.judge(
                new Trial("main", Trial.Split.SEARCH, 0, 1), List.of(), List.of(), candidate);
        assertThat(verdict).as(proposer.name()).isInstanceOf(Verdict.Worth.class);
        double value = ((Verdict.Worth) verdict).value();
        parents.add(new Elite(candidate, Score.of(value, new Bounds(-10, 10)), 1));
        parents.add(new Elite(candidate, Score.of(value, new Bounds(-10, 10)), 2));
      }
    }
    assertThat(parents).hasSizeGreaterThan(2);
  }

  private static Candidate template(Claim claim) {
    String row = "0.0 ".repeat(claim.shape().columns()).strip() + "\n";
    return Candidate.of("numbers.txt", row.repeat(claim.shape().rowsMin()));
  }
}
