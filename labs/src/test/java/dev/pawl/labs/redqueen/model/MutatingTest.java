package dev.pawl.labs.redqueen.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.labs.redqueen.model.Writer.Written;
import dev.pawl.labs.redqueen.operators.Operators;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class MutatingTest {

  private static final Warrior FIRST = Warriors.of("ORG 0\nMOV.I $0, $1\nJMP.B $-1, $0\n");
  private static final Warrior SECOND =
      Warriors.of("ORG 1\nDAT.F #5, #0\nSPL.B #0, <9\nMOV.I $-2, >-2\nJMP.B $-1, $0\n");

  private final List<Written> examined = new ArrayList<>();
  private final Mutating mutating =
      new Mutating(
          new Portfolio(
              Operators.withoutIdioms(Pupils.SETTINGS).stream()
                  .filter(each -> each.name().equals("nudge"))
                  .toList(),
              Choice.adaptive()),
          Pupils.AXES,
          (author, workers) -> {
            examined.addAll(author.write(16, Draw.of(1, 1, "exam")));
            return List.of();
          });

  private void observe(long ticket, int round, Warrior warrior) {
    Trial trial = Pupils.trial(ticket, "nudge", warrior, 0.5);
    mutating.observe(
        new Trial(
            ticket,
            round,
            trial.proposer(),
            trial.parents(),
            trial.candidate(),
            trial.outcome(),
            true));
  }

  private void measure() {
    try (ExecutorService workers = Executors.newSingleThreadExecutor()) {
      mutating.measure(1, workers);
    }
  }

  @Test
  void measure_beforeThereAreElites_examinesNothing() {
    measure();
    assertThat(examined).isEmpty();
  }

  @Test
  void measure_examinesChangedElitesOfTheLastRoundAlone() {
    observe(1, 1, FIRST);
    observe(2, 2, SECOND);

    measure();

    assertThat(examined).hasSize(16);
    assertThat(examined)
        .allSatisfy(written -> {
          Warrior child = written.warrior().orElseThrow();
          assertThat(child.code()).hasSameSizeAs(SECOND.code()).isNotEqualTo(SECOND.code());
          assertThat(written.flops()).isZero();
        });
    assertThat(examined.stream().map(w -> text(w)).distinct().count()).isGreaterThan(4);
  }

  private static String text(Written written) {
    return RedcodeText.write(written.warrior().orElseThrow(), Pupils.SETTINGS);
  }
}
