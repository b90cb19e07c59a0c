package dev.pawl.labs.squared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.engine.Lab;
import dev.pawl.labs.Study;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.study.StudyException;
import dev.pawl.study.StudyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SquaredStudyTest {

  @Test
  void of_theStudyThatShips_hasTheValuesThatItShows() throws Exception {
    Path shipped = Path.of("..", "studies", "squared.yaml");

    Study study = Study.of(StudyFile.read(shipped, List.of()));
    Study bare =
        Study.of(StudyFile.parse("bare", Path.of("."), "lab: squared\nwindow: 8\n", List.of()));

    assertThat(study.terms().study()).isEqualTo(bare.terms().study());
    Lab lab = study.lab();
    assertThat(lab.name()).isEqualTo("squared");
    assertThat(lab.rounds()).as("two rungs, of people and of the search").isEqualTo(4);
    Lab.Round first = lab.round(1, List.of());
    assertThat(first.tickets()).isEqualTo(16);
    assertThat(first.problem().seeds()).as("learning rates are tuned").hasSize(16);
  }

  @Test
  void of_wrongValues_reportsAll(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("short.txt"), "too short");
    Files.writeString(folder.resolve("bad.txt"), "blocks:\n  update = gg\n");
    String yaml =
        """
        lab: squared
        squared:
          tasks: [short.txt, markow, modular@3x2]
          start: [muon, bad.txt]
          keep: 1
        """;

    assertThatThrownBy(() -> Study.of(StudyFile.parse("my.yaml", folder, yaml, List.of())))
        .isInstanceOfSatisfying(
            StudyException.class,
            e ->
                assertThat(e.problems())
                    .anyMatch(p -> p.startsWith("my.yaml:3:") && p.contains("short.txt' has 9"))
                    .anyMatch(p -> p.startsWith("my.yaml:3:") && p.contains("markow"))
                    .anyMatch(p -> p.startsWith("my.yaml:4:") && p.contains("bad.txt:2:12"))
                    .anyMatch(p -> p.startsWith("my.yaml:5:") && p.contains("keep")));
  }

  @Test
  void of_aSearchOfOneSection_startsFromTheFirstRecipeWithThatSectionOfEach() throws Exception {
    String yaml =
        "lab: squared\nsquared:\n  tuned: false\n  search: architecture\n  model: {flops: 1e11}\n";

    try (Lab lab = Study.of(StudyFile.parse("my.yaml", Path.of("."), yaml, List.of())).lab()) {
      assertThat(lab.round(1, List.of()).problem().seeds())
          .contains(References.recipe("adamw-cosine").candidate())
          .hasSize(2);
    }
  }

  @Test
  void of_preferences_startFromRecipesWithALossOfPairs() throws Exception {
    String yaml =
        """
        lab: squared
        squared:
          tuned: false
          search: objective
          tasks: [preference, battles]
          select: [preference@7, battles@7]
          start: [dpo, ipo, simpo, discopop]
        proposers: {only: [number, cma-es]}
        """;

    try (Lab lab = Study.of(StudyFile.parse("my.yaml", Path.of("."), yaml, List.of())).lab()) {
      assertThat(lab.round(1, List.of()).problem().seeds()).hasSize(4);
    }
  }

  @Test
  void of_aTaskOfThreeSources_startsFromRecipesWithAMixThatCanChange() throws Exception {
    String yaml =
        "lab: squared\nsquared:\n  tuned: false\n  tasks: [markov+recall+modular]\n  search: data\n";

    try (Lab lab = Study.of(StudyFile.parse("my.yaml", Path.of("."), yaml, List.of())).lab()) {
      assertThat(lab.round(1, List.of()).problem().seeds())
          .allSatisfy(
              seed -> assertThat(seed.text()).contains("mix = 0.333\n  second = 0.5\nobjective:"));
    }
    assertThatThrownBy(() ->
            Study.of(
                StudyFile.parse(
                    "my.yaml",
                    Path.of("."),
                    "lab: squared\nsquared:\n  tasks: [markov+battles]\n",
                    List.of())))
        .hasMessageContaining("markov+battles");
  }

  @Test
  void of_changedInputs_isRefused() {
    String yaml = "lab: squared\nsquared:\n  inputs: " + "0".repeat(64) + "\n";

    assertThatThrownBy(() -> Study.of(StudyFile.parse("my.yaml", Path.of("."), yaml, List.of())))
        .hasMessageContaining("they were changed");
  }
}
