package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.journal.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small run that really learns, under two people: they let its first version write, and they
/// give it more budget.
class ApprovedLearningTest {

  private static final String STUDY =
      """
      lab: redqueen
      seed: 5
      threads: 1
      redqueen:
        rounds: 2
        tickets: 20
        battles: 2
        fresh: 8
        select-battles: 1
        core: {cycles: 1000}
        model:
          arm: full
          parameters: 20000
          context: 384
          tokens: 12000
          batch: 4
          samples: 8
          best-of: 2
      gate:
        champions: false
        versions: bind
        version-tasks: 20
        futility: 10
        audit: 0
        approvers: [alice.pub, bob.pub]
      """;

  @TempDir Path folder;

  @BeforeEach
  void keysAndAStudy() throws IOException {
    for (String name : List.of("alice", "bob")) {
      assertThat(type("key", "new", name, "--out=" + folder).exitCode()).isZero();
    }
    Files.writeString(folder.resolve("study.yaml"), STUDY);
  }

  @Test
  void run_learns_waitsForTwoPeopleForTheVersionAndForMoreBudget() {
    Terminal run = type("run", file("study.yaml"), "--out=" + file("r"), "--evaluations=24");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("promote improver", "needs the approval of 2 of alice, bob");
    assertThat(type("resume", file("r")).err()).contains("is paused", "pawl approve");
    assertThat(sign("alice").exitCode()).isZero();
    assertThat(type("resume", file("r")).err()).contains("approved by alice (2 needed)");
    assertThat(sign("bob").out()).contains("goes on with: pawl resume");

    Terminal on = type("resume", file("r"));
    assertThat(on.exitCode()).as(on.err()).isZero();
    assertThat(on.out()).contains("budget spent: 24 evaluations");

    Terminal more = type("resume", file("r"), "--evaluations=1000");
    assertThat(more.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(more.err())
        .contains("raise budget", "needs the approval of 2 of alice, bob")
        .contains("\"evaluations\":1000", "pawl approve " + file("r") + " --sign NAME.key");
    assertThat(type("approve", file("r")).out()).contains("\"evaluations\":1000");
    assertThat(sign("alice").exitCode()).isZero();
    assertThat(type("resume", file("r"), "--evaluations=1000").err())
        .contains("approved by alice (2 needed)");
    assertThat(type("resume", file("r"), "--evaluations=23").exitCode()).isZero(); // less is free
    assertThat(sign("bob").exitCode()).isZero();
    assertThat(type("resume", file("r"), "--evaluations=2000").err()).contains("raise budget");
    // Another request takes the place of the one that was signed, and has no signatures yet.
    assertThat(type("approve", file("r")).out())
        .contains("\"evaluations\":2000", "approved by nobody");
    assertThat(sign("alice").exitCode()).isZero();
    assertThat(sign("bob").exitCode()).isZero();
    Terminal end = type("resume", file("r"), "--evaluations=2000");

    assertThat(end.exitCode()).as(end.err()).isZero();
    assertThat(end.out()).contains("finished");
    assertThat(type("verify", file("r")).out()).contains("is sound");
    assertThat(type("replay", file("r")).exitCode()).isZero();
    assertThat(findingsWithoutTheLastSignature()).anyMatch(each -> each.contains("raise budget"));
  }

  private List<String> findingsWithoutTheLastSignature() {
    List<Event> events = new ArrayList<>();
    Path copy = folder.resolve("forged.db");
    try (Journal journal = SqliteJournal.openReadOnly(folder.resolve("r/journal.db"))) {
      journal.read(0, entry -> events.add(entry.event()));
    }
    events.remove(events.stream().filter(Event.Approved.class::isInstance).toList().getLast());
    try (Journal journal = SqliteJournal.create(copy)) {
      journal.commit(new Journal.Batch(events, List.of(), List.of()));
    }
    return Verification.of(copy).findings().stream().map(Object::toString).toList();
  }

  private Terminal sign(String name) {
    return type("approve", file("r"), "--sign=" + file(name + ".key"));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static Terminal type(String... args) {
    return Terminal.type(args);
  }
}
