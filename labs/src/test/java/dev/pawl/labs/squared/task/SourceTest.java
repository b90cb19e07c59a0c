package dev.pawl.labs.squared.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceTest {

  private static final int LENGTH = 4;

  static Stream<Source> small() {
    return Stream.of(
        new Markov(2, 3, 1),
        new Markov(1, 4, 2),
        new Hidden(3, 3, 1),
        new Grammar(3, 3, 1),
        new Recall(2, 3, 2),
        new Modular(5));
  }

  /// The chances of all sequences that can follow a first token must add up to 1: no probability is
  /// lost, and none is given twice.
  @ParameterizedTest
  @MethodSource("small")
  void nats_ofAllSequencesThatOccur_addUpToOne(Source source) {
    Map<Integer, Map<List<Integer>, Double>> chances = new HashMap<>();
    for (int i = 0; i < 60_000; i++) {
      int[] tokens = source.sample(Draw.of(1, i, "sample"), LENGTH);
      List<Integer> key = Arrays.stream(tokens).boxed().toList();
      chances
          .computeIfAbsent(tokens[0], _ -> new HashMap<>())
          .computeIfAbsent(key, _ -> StrictMath.exp(-source.nats(tokens)));
    }
    chances.forEach((first, all) -> {
      double sum = all.values().stream().mapToDouble(chance -> chance).sum();
      assertThat(sum).as("after " + first).isLessThanOrEqualTo(1 + 1e-9).isGreaterThan(0.97);
    });
  }

  /// What a sequence really comes up as often as its nats say.
  @ParameterizedTest
  @MethodSource("small")
  void nats_ofASequence_isHowOftenItComesUp(Source source) {
    Map<List<Integer>, Integer> counts = new HashMap<>();
    Map<Integer, Integer> firsts = new HashMap<>();
    int samples = 40_000;
    for (int i = 0; i < samples; i++) {
      int[] tokens = source.sample(Draw.of(2, i, "sample"), LENGTH);
      counts.merge(Arrays.stream(tokens).boxed().toList(), 1, Integer::sum);
      firsts.merge(tokens[0], 1, Integer::sum);
    }
    counts.forEach((tokens, count) -> {
      double of = firsts.getOrDefault(tokens.getFirst(), 0);
      double chance =
          StrictMath.exp(-source.nats(tokens.stream().mapToInt(Integer::intValue).toArray()));
      double error = Math.sqrt(chance * (1 - chance) / of) + 1e-9;
      assertThat(count / of).as(tokens.toString()).isCloseTo(chance, within(5 * error + 2 / of));
    });
  }

  @Test
  void sample_sameDraw_isTheSameSequence() {
    small()
        .forEach(source -> {
          int[] one = source.sample(Draw.of(3, 7, "x"), 30);
          assertThat(source.sample(Draw.of(3, 7, "x"), 30)).isEqualTo(one);
          assertThat(IntStream.range(8, 30).mapToObj(i -> source.sample(Draw.of(3, i, "x"), 30)))
              .anyMatch(other -> !Arrays.equals(one, other));
        });
  }

  @Test
  void recall_queries_areAnsweredAsTheSequenceSays() {
    int[] tokens = new Recall(3, 6, 5).sample(Draw.of(1, 1, "x"), 40);
    Map<Integer, Integer> held = new HashMap<>();
    for (int i = 0; i < 6; i += 2) {
      held.put(tokens[i], tokens[i + 1]);
    }
    assertThat(held).hasSize(3);
    for (int i = 6; i < 40; i += 2) {
      assertThat(tokens[i + 1]).isEqualTo(held.get(tokens[i]));
    }
  }

  @Test
  void text_partsToTrainAndToMeasureOn_doNotMeet() {
    String text = "a".repeat(900) + "b".repeat(100);
    Task task = Task.of(Text.of("t", text), 16, 1, 1);

    for (int i = 0; i < 50; i++) {
      assertThat(task.lesson(Draw.of(1, i, "x"), 16, 1, List.of(1.0)).tokens().toArray())
          .containsOnly(0);
    }
    assertThat(task.exams().examples())
        .allSatisfy(e -> assertThat(e.tokens().toArray()).containsOnly(1));
    assertThat(task.entropy()).isZero();
  }

  @Test
  void lesson_theEasiestOfSome_hasFewerNats() {
    Task task = Task.of(new Markov(2, 16, 1), 32, 1, 1);
    double plain = 0;
    double easy = 0;
    for (int i = 0; i < 200; i++) {
      Draw draw = Draw.of(1, i, "x");
      plain += task.lessons().nats(task.lesson(draw, 32, 1, List.of(1.0)).tokens().toArray());
      easy += task.lessons().nats(task.lesson(draw, 32, 4, List.of(1.0)).tokens().toArray());
    }
    assertThat(easy).isLessThan(0.95 * plain);
  }
}
