package dev.pawl.labs.redqueen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.corewar.hill.Split;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.labs.redqueen.model.Writer;
import dev.pawl.labs.redqueen.model.Writer.Written;
import dev.pawl.labs.redqueen.model.WriterTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class CapabilityTest {

  private static final Settings SETTINGS = Settings.of(8000, 4_000, 800, 100, 100);
  private static final List<Warrior> SEARCH = Hill.house(Split.SEARCH).warriors().subList(0, 4);
  private static final List<Warrior> SELECT = Hill.house(Split.SELECT).warriors().subList(0, 5);
  private static final int SAMPLES = 7;
  private static final int BEST_OF = 3;
  private static final int BATTLES = 2;

  /// The second implementation is [Duels], which measures champions.
  @Test
  void of_aWriter_isWhatItsSamplesAchieveOneByOne() {
    Writer writer = WriterTest.writer();
    Arena arena = new Arena(SETTINGS, 2);
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      List<Measurement> measured =
          new Capability(SETTINGS, SEARCH, SELECT, BATTLES, SAMPLES, BEST_OF).of(writer, workers);

      Duels duels = new Duels(arena, workers);
      List<Double> generality = new ArrayList<>();
      List<Double> chosenOn = new ArrayList<>();
      for (Written written : writer.write(SAMPLES, Draw.of(0, 0, "capability"))) {
        Warrior warrior = written.warrior().orElseThrow();
        generality.add(duels.measure(warrior, "", "", SELECT, BATTLES).value());
        chosenOn.add(
            duels.measure(warrior, "", "", SEARCH, BATTLES).results().stream()
                .mapToDouble(r -> r)
                .average()
                .orElseThrow());
      }
      assertThat(measured)
          .extracting(Measurement::name)
          .containsExactly(
              "sample score", "sample generality", "best of 3 score", "best of 3 generality");
      assertThat(measured.get(1).results()).isEqualTo(generality);
      assertThat(measured.get(3).results())
          .containsExactly(generality.get(best(chosenOn, 0)), generality.get(best(chosenOn, 3)));
      assertThat(measured.get(0).cost().flops()).isPositive();
      assertThat(measured.get(0).cost().instructions()).isPositive();
      assertThat(measured.get(2).cost().instructions()).isPositive();
    }
  }

  @Test
  void of_noSamples_isNothing() {
    try (ExecutorService workers = Executors.newFixedThreadPool(1)) {
      assertThat(
              new Capability(SETTINGS, SEARCH, SELECT, BATTLES, 0, 1)
                  .of(WriterTest.writer(), workers))
          .isEmpty();
    }
  }

  private static int best(List<Double> scores, int from) {
    int best = from;
    for (int i = from; i < from + BEST_OF; i++) {
      best = scores.get(i) > scores.get(best) ? i : best;
    }
    return best;
  }
}
