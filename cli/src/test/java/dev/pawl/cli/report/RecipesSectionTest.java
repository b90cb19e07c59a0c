package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.journal.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RecipesSectionTest {

  private static final String OLD = "schedule:\n  rate = 0.01\n";
  private static final String NEW = "schedule:\n  rate = 0.02\n";

  @TempDir Path dir;

  private String page(RunInput... runs) throws IOException {
    Path html = dir.resolve("report.html");
    Report.write(List.of(runs), html);
    return Files.readString(html);
  }

  private static Event.Learned lesson(int round, Object squared) {
    String recipe = JsonMapper.shared().writeValueAsString(Map.of("squared", squared));
    return new Event.Learned(
        round, Hash.of("v" + round), Hash.ZERO, recipe, 1, 2, 3.0, 2.0, "", Cost.flops(1_000));
  }

  private static Story run(boolean won) {
    Map<String, Object> decided =
        Map.of("parent", OLD, "recipe", NEW, "pairs", 9, "gain", 0.015, "won", won);
    Story story = ReportTest.story(1, "mov");
    story.event(
        lesson(3, Map.of("tried", List.of("a", "b"), "decided", List.of(decided), "flops", 500)));
    for (String split : List.of("select", "reversal")) {
      story.event(
          new Event.Measured(
              3,
              Hash.of("v3"),
              split,
              split.equals("select") ? "sample score" : "schedule.rate",
              0.0123,
              List.of(0.0111, 0.0135),
              Cost.NONE));
    }
    return story;
  }

  @Test
  void write_aRecipeWasPromoted_showsItsDiffAndWhatEachLineBrought() throws IOException {
    String page = page(new RunInput("full-1", run(true).journal()));

    assertThat(page)
        .contains("id=\"recipes\"", "Round 3: promoted", "+  rate = 0.02", "−  rate = 0.01")
        .contains("schedule.rate", "+0.012", "9 pairs")
        .doesNotContain("Schedule.rate on reversal");
  }

  @Test
  void write_aRecipeWasNotPromoted_saysSoAndBringsNothing() throws IOException {
    String page = page(new RunInput("full-1", run(false).journal()));

    assertThat(page).contains("Round 3: not promoted").doesNotContain("What is lost without");
  }

  @Test
  void write_noRecipes_hasNoSuchSection() throws IOException {
    assertThat(page(new RunInput("demo", ReportTest.story(1, "mov").journal())))
        .doesNotContain("id=\"recipes\"");
  }

  @Test
  void write_arms_marksTheGenerationAndCountsWhatWasTried() throws IOException {
    List<String> findings =
        Report.write(
            List.of(
                new RunInput("full-1", run(true).journal()),
                new RunInput("frozen-1", other().journal())),
            dir.resolve("report.html"));

    assertThat(findings)
        .anyMatch(f ->
            f.startsWith("recipes of ") && f.contains("2 tried, 1 contests decided, 1 promoted"));
    assertThat(dir.resolve("report.html")).content().contains(", new recipe");
  }

  private static Story other() {
    Story story = new Story().started("redqueen", 1, "{\"history\":4}");
    story.admitted("seed", "ORG 0\n", 1.0, "cell 1,2").roundEnded(1, "ORG 0\n", 1.0);
    return story.measured("ORG 0\n", "select", "sample score", 0.5, 0.5);
  }
}
