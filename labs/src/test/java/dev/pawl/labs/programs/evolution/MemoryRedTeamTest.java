package dev.pawl.labs.programs.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Outcome;
import dev.pawl.labs.programs.task.Task;
import dev.pawl.labs.programs.task.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// An attack of `docs/safety.md` on the tasks that a search sees.
class MemoryRedTeamTest {

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> tasks_attacked_giveTheVerdictInTheName() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "27-learn-the-answers-by-heart.not-promoted", this::learnsTheAnswersByHeart));
  }

  /// It wins the search, and is worth nothing on trials that it has not seen: whatever is promoted
  /// is decided on those.
  private void learnsTheAnswersByHeart() {
    Task task =
        Tasks.read(
            folder,
            Map.of(
                "program/a.txt",
                "?\n",
                "task.yaml",
                "evaluator: {class: dev.pawl.labs.programs.evolution.Riddle}\n"));
    Scoring scoring = new Scoring(task, 5);
    Draw draw = Draw.of(1, 1, "heart");
    Outcome.Finished honest = (Outcome.Finished) scoring.score(Candidate.of("a.txt", "?\n"), draw);
    Candidate cheat = Candidate.of("a.txt", honest.score().feedback());

    assertThat(scoring.score(cheat, draw))
        .isInstanceOfSatisfying(
            Outcome.Finished.class, won -> assertThat(won.score().value()).isEqualTo(1));
    List<Double> unseen = scoring.select(cheat, 8).orElseThrow();
    assertThat(unseen).hasSize(8).containsOnly(0.0);
  }
}
