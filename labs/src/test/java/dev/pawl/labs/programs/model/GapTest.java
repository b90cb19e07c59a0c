package dev.pawl.labs.programs.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.labs.programs.Lexer;
import dev.pawl.labs.programs.Surface;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GapTest {

  private static final Candidate PROGRAM =
      Candidate.of(
          "a.py",
          """
          import sys
          # EVOLVE-BLOCK-START
          def f(x):
              y = (x + 1) * [2, 3][x % 2]
              return {"y": y}

          # EVOLVE-BLOCK-END
          print(f(int(sys.argv[1])))
          """);
  private static final Surface SURFACE = Surface.of(PROGRAM, List.of("**"));

  @Test
  void of_anyDraw_isWithinTheSurfaceAndItsBracketsMatch() {
    int empty = 0;
    for (int i = 0; i < 2_000; i++) {
      Gap gap = Gap.of(SURFACE, PROGRAM, Draw.of(1, i, "gap")).orElseThrow();
      String in = gap.in(PROGRAM);
      assertThat(SURFACE.violation(gap.fill(PROGRAM, "new"))).isEmpty();
      assertThat(Gap.areMatched(Lexer.split(in))).as(in).isTrue();
      assertThat(Lexer.split(in)).hasSizeLessThanOrEqualTo(Gap.TOKENS_MAX);
      assertThat(gap.before(PROGRAM) + in + gap.after(PROGRAM)).isEqualTo(PROGRAM.text());
      empty += in.isEmpty() ? 1 : 0;
    }
    assertThat(empty).isBetween(100, 800);
  }

  @Test
  void of_programOfWhichNothingMayChange_isNone() {
    Candidate hollow = Candidate.of("a.py", "# EVOLVE-BLOCK-START\n\n# EVOLVE-BLOCK-END\n");

    assertThat(Gap.of(Surface.of(hollow, List.of("**")), hollow, Draw.of(1, 1, "gap"))).isEmpty();
  }

  @Test
  void between_parentAndChild_isWhatChanged() {
    Gap gap =
        Gap.between(Candidate.of("a", "x = y + 1\n"), Candidate.of("a", "x = yy * 2 + 1\n"))
            .orElseThrow();

    assertThat(gap).isEqualTo(new Gap("a", 4, 10));
  }

  @Test
  void between_deletion_isEmptyAtItsPlace() {
    assertThat(Gap.between(Candidate.of("a", "x = y + 1\n"), Candidate.of("a", "x = y\n")))
        .map(gap -> gap.to() - gap.from())
        .contains(0);
  }

  @Test
  void between_tooMuchOrNothing_isNone() {
    Candidate one = Candidate.of("a", "x\n");

    assertThat(Gap.between(one, one)).isEmpty();
    assertThat(Gap.between(one, Candidate.of("a", "y ".repeat(30)))).isEqualTo(Optional.empty());
    assertThat(Gap.between(one, Candidate.of("b", "x\n"))).isEmpty();
  }

  @Test
  void areMatched_bracketsOfSeveralKinds_mustNest() {
    assertThat(Gap.areMatched(Lexer.split("f(a[1], {})"))).isTrue();
    assertThat(Gap.areMatched(Lexer.split("print(\"(\")"))).isTrue();
    assertThat(Gap.areMatched(Lexer.split("(]"))).isFalse();
    assertThat(Gap.areMatched(Lexer.split(")("))).isFalse();
    assertThat(Gap.areMatched(Lexer.split("("))).isFalse();
  }
}
