package dev.pawl.labs.redqueen.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.labs.redqueen.operators.Operators;
import dev.pawl.propose.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeskTest {

  private static final List<Proposer> OPERATORS = Operators.withoutIdioms(Pupils.SETTINGS);
  private static final List<Proposer> MODEL = LearningImprover.proposers(Pupils.SETTINGS);

  private static Desk desk(double share) {
    List<Proposer> all = new ArrayList<>(OPERATORS);
    all.addAll(MODEL);
    return new Desk(all, Choice.adaptive(), share);
  }

  /// The part of 2,000 tickets that the model gets.
  private static double part(Desk desk, int elites, boolean hasVersion) {
    return LongStream.range(0, 2_000)
            .mapToObj(i -> desk.choose(Draw.of(1, i, "choose"), elites, hasVersion))
            .filter(ModelProposer.class::isInstance)
            .count()
        / 2_000.0;
  }

  @Test
  void choose_withShare_givesTheModelThatPart() {
    assertThat(part(desk(0.5), 9, true)).isBetween(0.45, 0.55);
    assertThat(part(desk(0.1), 9, true)).isBetween(0.07, 0.13);
  }

  @Test
  void choose_withShareZero_leavesItToTheChoice() {
    double even = (double) MODEL.size() / (MODEL.size() + OPERATORS.size());
    assertThat(part(desk(0), 9, true)).isBetween(even - 0.05, even + 0.05);

    Desk desk = desk(0);
    for (int i = 0; i < 2_000; i++) {
      desk.learn(i % 2 == 0 ? "model-write" : "jump", i % 2 == 0);
    }
    assertThat(part(desk, 9, true)).isGreaterThan(even + 0.2);
  }

  @Test
  void choose_withoutVersion_isNeverTheModel() {
    assertThat(part(desk(0.9), 9, false)).isZero();
  }

  @Test
  void choose_withoutElites_isOnlyWhoNeedsNone() {
    Desk desk = desk(0.5);
    assertThat(desk.canChoose(0, true)).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(desk.choose(Draw.of(1, i, "choose"), 0, true).parents()).isZero();
    }
  }

  @Test
  void choose_onlyOneSide_getsEverything() {
    assertThat(part(new Desk(MODEL, Choice.adaptive(), 0.5), 9, true)).isEqualTo(1);
    assertThat(part(new Desk(OPERATORS, Choice.adaptive(), 0.5), 9, true)).isZero();
  }
}
