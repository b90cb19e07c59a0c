package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.cli.report.Diff.Line;
import dev.pawl.cli.report.Diff.Sign;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiffTest {

  @Test
  void of_oneLineChanged_showsItWithOneLineAround() {
    Diff diff = Diff.of(Candidate.of("a", "1\n2\n3\n4\n5\n"), Candidate.of("a", "1\n2\nX\n4\n5\n"));

    assertThat(diff.lines())
        .containsExactly(
            new Line(Sign.HEAD, "@@ -2,3 +2,3 @@"),
            new Line(Sign.SAME, "2"),
            new Line(Sign.REMOVED, "3"),
            new Line(Sign.ADDED, "X"),
            new Line(Sign.SAME, "4"));
    assertThat(diff.added()).isEqualTo(1);
    assertThat(diff.removed()).isEqualTo(1);
    assertThat(diff.whole()).isTrue();
  }

  @Test
  void of_sameText_isEmpty() {
    assertThat(Diff.of(Candidate.of("a", "1\n"), Candidate.of("a", "1\n")).lines()).isEmpty();
  }

  @Test
  void of_severalFiles_namesThoseThatChanged() {
    Diff diff =
        Diff.of(
            Candidate.of(Map.of("a", "1\n", "b", "2\n")),
            Candidate.of(Map.of("a", "1\n", "c", "3\n")));

    assertThat(diff.lines()).extracting(Line::text).containsSubsequence("b", "2", "c", "3");
    assertThat(diff.lines()).extracting(Line::text).doesNotContain("a", "1");
  }

  @Test
  void of_linesThatLookLikeHeaders_areKept() {
    Diff diff = Diff.of(Candidate.of("a", "x\n"), Candidate.of("a", "-- a\n++ b\n@@ -1 +1 @@\n"));

    assertThat(diff.lines())
        .contains(
            new Line(Sign.ADDED, "-- a"),
            new Line(Sign.ADDED, "++ b"),
            new Line(Sign.ADDED, "@@ -1 +1 @@"));
  }

  @Test
  void of_thousandsOfChangedLines_isCut() {
    Diff diff = Diff.of(Candidate.of("a", "x\n"), Candidate.of("a", "y\n".repeat(2_000)));

    assertThat(diff.added()).isEqualTo(2_000);
    assertThat(diff.lines()).hasSize(400);
    assertThat(diff.whole()).isFalse();
  }
}
