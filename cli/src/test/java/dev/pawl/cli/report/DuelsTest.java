package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DuelsTest {

  @Test
  void cycles_rockPaperScissors_isOne() {
    Duels duels = duels(new Double[][] {{2.0}, {0.0, 2.0}});

    assertThat(duels.triples()).isEqualTo(1);
    assertThat(duels.cycles()).isEqualTo(1);
    assertThat(duels.beats(0, 2)).isTrue();
    assertThat(duels.laterWins()).isEqualTo(2.0 / 3);
  }

  @Test
  void cycles_orderedChampions_areNone() {
    Duels duels = duels(new Double[][] {{1.5}, {1.2, 1.1}, {2.0, 2.0, 2.0}});

    assertThat(duels.triples()).isEqualTo(4);
    assertThat(duels.cycles()).isZero();
    assertThat(duels.laterWins()).isEqualTo(1);
  }

  @Test
  void cycles_tieInACircle_breaksIt() {
    Duels duels = duels(new Double[][] {{2.0}, {1.0, 2.0}});

    assertThat(duels.cycles()).isZero();
  }

  @Test
  void of_measurementMissing_stopsBeforeTheGap() {
    Story story = new Story().started("redqueen", 1, "{}");
    rounds(story, new Double[][] {{2.0}, {2.0, 2.0}});
    story.admitted("p", "w4", 1, "cell 0,0").roundEnded(4, "w4", 1);
    story.admitted("p", "w5", 1, "cell 0,0").roundEnded(5, "w5", 1);
    story.measured("w5", "search", "duels", 1, 1.0, 1.0, 1.0, 1.0);

    assertThat(Duels.of(story.run("r")).orElseThrow().size()).isEqualTo(3);
  }

  @Test
  void of_twoChampions_isNothing() {
    Story story = new Story().started("redqueen", 1, "{}");
    rounds(story, new Double[][] {{2.0}});

    assertThat(Duels.of(story.run("r"))).isEmpty();
  }

  private static Duels duels(Double[][] results) {
    Story story = new Story().started("redqueen", 1, "{}");
    rounds(story, results);
    return Duels.of(story.run("r")).orElseThrow();
  }

  /// A first round, and one for each row of `results`, which are those of its champion.
  private static void rounds(Story story, Double[][] results) {
    story.admitted("p", "w1", 1, "cell 0,0").roundEnded(1, "w1", 1);
    for (int i = 0; i < results.length; i++) {
      String text = "w" + (i + 2);
      story.admitted("p", text, 1, "cell 0,0").roundEnded(i + 2, text, 1);
      story.measured(text, "search", "duels", 1, results[i]);
    }
  }
}
