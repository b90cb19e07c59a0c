package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pawl ascend` on a small study, with real training.
class AscendCommandTest {

  private static final String STUDY =
      """
      lab: redqueen
      redqueen:
        rounds: 2
        tickets: 24
        format: duels
        battles: 1
        ancestors: [house:tapper]
        idioms: false
        select-battles: 1
        core: {cycles: 1000}
        model: {parameters: 20000, context: 128, tokens: 2000, samples: 4, best-of: 2,
          chosen-on: [house:tapper],
          squared: {share: 0.9, candidates: 1, tokens: 0.5, futility: 1, pairs: 2, reversals: 1}}
      """;

  @TempDir Path folder;

  private Terminal ascend(String... more) throws IOException {
    Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    List<String> words = new ArrayList<>(List.of("ascend", study.toString(), "--at-once=2"));
    words.addAll(List.of("--out", folder.resolve("a").toString()));
    words.addAll(List.of(more));
    return Terminal.type(words.toArray(String[]::new));
  }

  private List<Event> events(String run) {
    List<Event> events = new ArrayList<>();
    try (Journal journal =
        SqliteJournal.openReadOnly(folder.resolve("a").resolve(run).resolve("journal.db"))) {
      journal.read(0, entry -> events.add(entry.event()));
    }
    return events;
  }

  @Test
  void ascend_armsAndSeeds_areRunsOfTheirOwnWithOneReport() throws IOException {
    Terminal answer = ascend("--seeds=1", "--json");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.json().get("runs").asInt()).isEqualTo(5);
    assertThat(answer.json().get("failed")).isEmpty();
    assertThat(answer.json().get("findings")).isNotEmpty();
    assertThat(folder.resolve("a/report.html")).content().contains("Capability against compute");
    assertThat(lessons("full-1")).hasSize(2);
    assertThat(lessons("random-1")).isEmpty();
    assertThat(lessons("full-1")).anyMatch(l -> l.recipe().contains("\"squared\""));
    assertThat(lessons("no-squared-1")).hasSize(2).noneMatch(l -> l.recipe().contains("tried"));
    assertThat(events("random-1"))
        .anyMatch(e -> e instanceof Event.Measured m && m.name().equals("sample score"));
  }

  @Test
  void ascend_again_goesOnWithWhatIsThere() throws IOException {
    ascend("--seeds=1", "--arms=random", "--compute=1.2e7");
    List<Event> before = events("random-1");

    Terminal answer = ascend("--seeds=1", "--arms=random");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(before.getLast()).isNotInstanceOf(Event.Finished.class);
    assertThat(events("random-1").subList(0, before.size())).isEqualTo(before);
    assertThat(events("random-1").getLast()).isInstanceOf(Event.Finished.class);
  }

  @Test
  void ascend_oneRunIsDamaged_finishesTheOthersAndSaysSo() throws IOException {
    Path damaged = Files.createDirectories(folder.resolve("a/random-1"));
    Files.writeString(damaged.resolve("journal.db"), "no journal");

    Terminal answer = ascend("--seeds=2", "--arms=random");

    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(answer.err()).contains("random-1: failed: ");
    assertThat(events("random-2").getLast()).isInstanceOf(Event.Finished.class);
  }

  @Test
  void ascend_unknownArm_isRefusedBeforeAnythingRuns() throws IOException {
    Terminal answer = ascend("--arms=full,half");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("half", "frozen");
    assertThat(folder.resolve("a/full-1")).doesNotExist();
    assertThat(ascend("--seeds=0").err()).contains("--seeds is 0");
    assertThat(ascend("--arms=full,full").err()).contains("an arm twice");
  }

  private List<Event.Learned> lessons(String run) {
    return events(run).stream()
        .filter(Event.Learned.class::isInstance)
        .map(Event.Learned.class::cast)
        .toList();
  }
}
