package dev.pawl.cli;

import static dev.pawl.cli.Terminal.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Steering from the command line, as docs/steering.md says.
class SteerCommandTest {

  @TempDir Path folder;
  private String run = "";

  @BeforeEach
  void start() throws IOException {
    run = folder.resolve("run").toString();
    Path task = LengthTask.write(folder.resolve("task"), 120);
    Terminal started = type("run", task.toString(), "--out", run, "--evaluations=40");
    assertThat(started.exitCode()).as(started.err()).isZero();
  }

  @Test
  void steer_aRunThatRests_takesWordsAtOnceAndTheRestWhenItIsResumed() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.txt"), LengthTask.text(0));

    JsonNode note =
        json(
            "steer", run, "annotate", "1", "try", "repetition", "--by=ada", "--reason=seen before");
    JsonNode pin = json("steer", run, "pin", "1", "--share=0.5", "--by=ada");
    JsonNode inject = json("steer", run, "inject", mine.toString(), "--parent=1", "--by=ada");
    JsonNode weigh = json("steer", run, "weigh", "mutate-token=3", "--by=ada");

    assertThat(note.path("state").asString()).isEqualTo("taken");
    assertThat(pin.path("state").asString()).isEqualTo("waiting");
    assertThat(json("show", run).path("ordersWaiting")).hasSize(3);
    assertThat(type("resume", run, "--evaluations=100000").exitCode()).isZero();

    JsonNode shown = json("show", run);
    assertThat(shown.path("ordersWaiting")).isEmpty();
    assertThat(shown.path("state").asString()).isEqualTo("finished");
    assertThat(shown.path("steered").valueStream().map(each -> each.path("order").asString()))
        .hasSize(4)
        .anyMatch(order -> order.startsWith("pin "))
        .anyMatch(order -> order.contains("mutate-token=3.0"));
    assertThat(shown.path("champion")).isEqualTo(inject.path("candidate"));
    assertThat(weigh.path("by").asString()).isEqualTo("ada");
    JsonNode seed = json("show", run, "1");
    assertThat(seed.path("notes").get(0).asString()).isEqualTo("try repetition (ada)");
    assertThat(seed.path("pinned").asDouble()).isEqualTo(0.5);
    assertThat(type("show", run, "1").out()).contains("note          try repetition (ada)");
    JsonNode candidate = json("show", run, inject.path("candidate").asString());
    assertThat(candidate.path("tickets").get(0).path("proposer").asString()).isEqualTo("injected");
    assertThat(Files.readString(Path.of(run, "report.html")))
        .contains("Steered by hand", "try repetition", "seen before");
    assertThat(type("verify", run).exitCode()).isZero();
    assertThat(type("replay", run).exitCode()).isZero();
    assertThat(type("rerun", run).exitCode()).isZero();
  }

  @Test
  void ban_theChampion_isNotHandedOutAnyMore() throws IOException {
    String before = json("show", run).path("champion").asString();

    JsonNode ban = json("steer", run, "ban", "champion", "--reason=it cheats");

    assertThat(ban.path("state").asString()).isEqualTo("taken");
    JsonNode shown = json("show", run);
    assertThat(shown.path("champion").asString()).isNotEqualTo(before);
    assertThat(json("show", run, before).path("banned").asBoolean()).isTrue();
    assertThat(type("resume", run, "--evaluations=100000").exitCode()).isZero();
    assertThat(json("show", run).path("champion").asString()).isNotEqualTo(before).isNotEmpty();
    String after = json("show", run).path("champion").asString();
    assertThat(json("steer", run, "ban", "champion").path("state").asString())
        .as("also when it is finished")
        .isEqualTo("taken");
    assertThat(json("show", run).path("champion").asString()).isNotEqualTo(after);
    assertThat(type("verify", run).exitCode()).isZero();
    assertThat(type("replay", run).exitCode()).isZero();
  }

  @Test
  void steer_whatCannotBe_isRefusedWithAHint() {
    assertThat(refused("steer", run, "push", "1")).contains("there is no order push", "inject");
    assertThat(refused("steer", run, "pin", "ffffffff")).contains("no candidate's id begins with");
    assertThat(refused("steer", run, "pin", "1", "--share=2")).contains("share is 2.0");
    assertThat(refused("steer", run, "weigh", "mutate-token")).contains("is not NAME=WEIGHT");
    assertThat(refused("steer", run, "weigh", "objective:right=2")).contains("would not compare");
    assertThat(refused("steer", run, "pin", "version:3"))
        .contains("no version 3", "the round after which");
    assertThat(refused("steer", run, "annotate", "run")).contains("and a text");
    assertThat(refused("steer", run, "inject", folder.resolve("none").toString()))
        .contains("there is no file");
  }

  @Test
  void steer_aFinishedRun_isRefusedButForWords() {
    assertThat(type("resume", run, "--evaluations=100000").exitCode()).isZero();

    assertThat(refused("steer", run, "pin", "1")).contains("is finished", "pawl fork");
    assertThat(json("steer", run, "annotate", "run", "good").path("state").asString())
        .isEqualTo("taken");
    assertThat(json("show", run).path("notes").get(0).asString()).startsWith("good (");
  }

  private static JsonNode json(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--json");
    Terminal answer = type(all.toArray(String[]::new));
    assertThat(answer.exitCode()).as("%s: %s", all, answer.out()).isZero();
    return answer.json();
  }

  private static String refused(String... args) {
    Terminal answer = type(args);
    assertThat(answer.exitCode()).as(answer.out()).isEqualTo(Exit.USAGE);
    return answer.err();
  }
}
