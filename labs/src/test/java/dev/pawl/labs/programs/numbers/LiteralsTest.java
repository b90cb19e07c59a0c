package dev.pawl.labs.programs.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.labs.programs.Surface;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiteralsTest {

  private static Literals of(String text) {
    Candidate candidate = Candidate.of("a.txt", text);
    return Literals.of(Surface.of(candidate, List.of("**")), candidate);
  }

  @Test
  void values_ofData_haveTheirSigns() {
    assertThat(of("# 7 numbers\n0.5 -1e-3, +2\n.25\n").values())
        .containsExactly(0.5, -0.001, 2, 0.25);
  }

  @Test
  void values_ofCode_areItsConstants() {
    Literals literals =
        of(
            """
            double a1 = x2 - 3.5; // at most 9
            String s = "12";
            long mask = 0xFF + 10L + 1_000;
            return a1 * 2e3f - -4;
            """);

    assertThat(literals.values()).containsExactly(3.5, 10, 2000, 4);
  }

  @Test
  void with_newValues_changesNothingElse() {
    assertThat(of("x = a-1.5 + f(2, 3.0f); // 4\n").with(new double[] {-2.5, 7.6, 1}).text())
        .isEqualTo("x = a-(-2.5) + f(8, 1.0f); // 4\n");
    assertThat(of("1.0 -2\n").with(new double[] {-0.5, 3}).text()).isEqualTo("-0.5 3\n");
  }

  @Test
  void values_outsideOfMarks_areNone() {
    assertThat(
            of("int a = 1;\n// EVOLVE-BLOCK-START\nint b = 2;\n// EVOLVE-BLOCK-END\nc(3);\n")
                .values())
        .containsExactly(2);
  }

  @Test
  void shape_otherValues_isTheSame() {
    Literals literals = of("0.5 3\n");

    assertThat(of("-0.25 7\n").shape()).isEqualTo(literals.shape());
    assertThat(of("-0.25 7.5\n").shape()).isNotEqualTo(literals.shape());
  }
}
