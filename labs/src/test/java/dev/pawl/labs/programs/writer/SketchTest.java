package dev.pawl.labs.programs.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SketchTest {

  private static double similarity(String one, String other) {
    return Sketch.of(Candidate.of("a", one)).similarity(Sketch.of(Candidate.of("a", other)));
  }

  /// Jaccard's similarity of the sets of all runs of five words.
  private static double exact(List<String> one, List<String> other) {
    Set<List<String>> a = runs(one);
    Set<List<String>> b = runs(other);
    Set<List<String>> common = new HashSet<>(a);
    common.retainAll(b);
    Set<List<String>> all = new HashSet<>(a);
    all.addAll(b);
    return (double) common.size() / all.size();
  }

  private static Set<List<String>> runs(List<String> words) {
    Set<List<String>> runs = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      runs.add(words.subList(Math.max(0, i - 4), i + 1));
    }
    return runs;
  }

  @Test
  void similarity_isThatOfTheShinglesToWithinTheErrorOfTheSketch() {
    Draw draw = Draw.of(1, 1, "words");
    for (double changed : new double[] {0, 0.01, 0.03, 0.1, 0.5}) {
      List<String> one = new ArrayList<>();
      List<String> other = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        String word = "w" + draw.nextInt(500);
        one.add(word);
        other.add(draw.nextDouble() < changed ? "v" + draw.nextInt(500) : word);
      }
      // Five standard errors of a share estimated from 128.
      assertThat(similarity(String.join(" ", one), String.join(" ", other)))
          .isCloseTo(exact(one, other), Offset.offset(0.22));
    }
  }

  @Test
  void similarity_layoutDoesNotCount_anythingElseDoes() {
    assertThat(similarity("a = f( 1 )\n\n", "a=f(1)")).isEqualTo(1);
    assertThat(similarity("a = 1.25", "a = 1.26")).isLessThan(1);
    String big = "x = 1\n".repeat(5_000);
    assertThat(similarity(big, big + "y = 2\n")).isLessThan(1);
    assertThat(similarity("a b", "b a")).isLessThan(1);
    assertThat(similarity("", "")).isEqualTo(1);
    assertThat(similarity("", "a")).isZero();
  }
}
