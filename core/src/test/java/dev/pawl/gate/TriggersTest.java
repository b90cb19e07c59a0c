package dev.pawl.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.gate.Triggers.Fired;
import dev.pawl.gate.Triggers.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggersTest {

  private static final Triggers ALL = new Triggers(0.1, 2, 3, 0.9, 2, 0);

  @Test
  void fired_steadyRun_isNothing() {
    assertThat(ALL.fired(List.of())).isEmpty();
    assertThat(ALL.fired(times(100, 90, 80, 70, 60, 51))).isEmpty();
  }

  @Test
  void fired_gainAboveTheDeclared_saysWhatAndWhy() {
    Generation jump = new Generation(7, 0.25, 100, 0.5, 0, 0);
    List<Fired> fired = ALL.fired(List.of(jump));
    assertThat(fired).containsExactly(new Fired(Trigger.GAIN, 7, 0.25, 0.1));
    assertThat(fired.getFirst().why())
        .isEqualTo("generation 7 gained 0.25; declared was at most 0.1");
    assertThat(ALL.fired(List.of(new Generation(7, 0.1, 100, 0.5, 0, 0)))).isEmpty();
  }

  @Test
  void fired_timeHalvedForAllOfTheLastGenerations_firesAndNotForTwo() {
    assertThat(ALL.fired(times(100, 50, 50))).isEmpty();
    assertThat(ALL.fired(times(100, 50, 51, 40))).isEmpty();
    assertThat(ALL.fired(times(300, 100, 50, 40, 25)))
        .containsExactly(new Fired(Trigger.SHRINKING_TIME, 5, 2, 2));
  }

  @Test
  void fired_sealedScoreAboveTheDeclared_fires() {
    assertThat(ALL.fired(List.of(new Generation(1, 0, 1, 0.91, 0, 0))))
        .containsExactly(new Fired(Trigger.SEALED_SCORE, 1, 0.91, 0.9));
  }

  @Test
  void fired_escapesSpreadOverGenerations_areCountedTogether() {
    List<Generation> generations = new ArrayList<>();
    generations.add(new Generation(1, 0, 1, 0.5, 1, 0));
    generations.add(new Generation(2, 0, 1, 0.5, 1, 0));
    assertThat(ALL.fired(generations)).isEmpty();
    generations.add(new Generation(3, 0, 1, 0.5, 1, 0));
    assertThat(ALL.fired(generations)).containsExactly(new Fired(Trigger.ESCAPE_ATTEMPT, 3, 3, 2));
    generations.add(new Generation(4, 0, 1, 0.5, 0, 0));
    assertThat(ALL.fired(generations)).isEmpty(); // told once, not again by an honest generation
  }

  @Test
  void fired_anyCheat_firesOnTheFirstCanaryOrEscapeOnly() {
    assertThat(Triggers.ANY_CHEAT.fired(List.of(new Generation(1, 5, 1, 1, 1, 1))))
        .extracting(Fired::trigger)
        .containsExactly(Trigger.ESCAPE_ATTEMPT, Trigger.CANARY_SPRUNG);
    assertThat(Triggers.ANY_CHEAT.fired(times(1_000_000, 1, 1))).isEmpty();
  }

  @Test
  void triggers_impossibleNumbers_areRefused() {
    assertThatThrownBy(() -> new Triggers(0, 2, 3, 1, 0, 0)).hasMessageContaining("positive");
    assertThatThrownBy(() -> new Triggers(1, 1, 3, 1, 0, 0)).hasMessageContaining("above 1");
    assertThatThrownBy(() -> new Triggers(1, 2, 0, 1, 0, 0)).hasMessageContaining("1 or more");
    assertThatThrownBy(() -> new Triggers(1, 2, 3, 1, -1, 0)).hasMessageContaining("negative");
    assertThatThrownBy(() -> new Generation(1, Double.NaN, 1, 0, 0, 0)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Generation(0, 0, 1, 0, 0, 0)).hasMessageContaining("generation 0");
  }

  private static List<Generation> times(long... millis) {
    List<Generation> generations = new ArrayList<>();
    for (long time : millis) {
      generations.add(new Generation(generations.size() + 1, 0, time, 0.5, 0, 0));
    }
    return generations;
  }
}
