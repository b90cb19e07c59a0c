package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Hash;
import dev.pawl.cli.report.GateFold;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What commands say and do about the gate, on a small Red Queen study.
class GateCommandsTest {

  private static final String STUDY =
      """
      lab: redqueen
      seed: 5
      redqueen:
        rounds: 5
        tickets: 20
        battles: 3
        select-battles: 1
        core: {cycles: 2000}
      gate: {tasks: 80, futility: 20, audit: 20, canaries: 0.1}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeStudy() throws IOException {
    Files.writeString(folder.resolve("study.yaml"), STUDY);
  }

  @Test
  void run_study_handsOutThePromotedAndTellsWhatWasRefusedAndWhy() throws IOException {
    Terminal run = run("r");

    assertThat(run.exitCode()).as(run.err()).isZero();
    GateFold gate = fold("r");
    Hash promoted = gate.champion().orElseThrow();
    assertThat(Files.readString(folder.resolve("r/champion.red"))).contains(promoted.brief());
    assertThat(run.out())
        .contains("promoted   " + promoted.brief())
        .contains("sealed score")
        .contains("gate       champions: ")
        .contains("refused: ");
    JsonNode shown = Terminal.type("show", path("r"), "--json").json();
    assertThat(shown.get("champion").asString()).isEqualTo(promoted.toString());
    assertThat(shown.get("gate")).isNotEmpty();
    assertThat(Terminal.type("show", path("r"), "champion").out()).contains(promoted.toString());
    assertThat(Files.readString(folder.resolve("r/report.html")))
        .contains("Promotions", "champion’s sealed score", "Evidence for the champions");
    assertThat(Terminal.type("verify", path("r")).exitCode()).isZero();
    assertThat(Terminal.type("rerun", path("r")).exitCode()).isZero();
  }

  @Test
  void verify_verdictRewrittenWithItsChain_isFound() throws IOException {
    run("r");
    List<Event> events = new ArrayList<>();
    List<byte[]> blobs = new ArrayList<>();
    Event.Gated flipped = null;
    try (Journal journal = SqliteJournal.openReadOnly(folder.resolve("r/journal.db"))) {
      List<Event> all = new ArrayList<>();
      journal.read(0, entry -> all.add(entry.event()));
      for (Event event : all) {
        if (event instanceof Event.Proposed p) {
          journal.blob(p.candidate()).ifPresent(blobs::add);
        }
        if (event instanceof Event.Gated g && flipped == null) {
          flipped = g;
          events.add(
              new Event.Gated(
                  g.round(),
                  g.holdOut(),
                  g.attempt(),
                  g.promotes() ? "FUTILE" : Event.Gated.PROMOTED,
                  "",
                  g.level(),
                  g.tasks(),
                  g.differenceSum(),
                  g.logWealth(),
                  g.logPeak(),
                  g.evidence()));
        } else {
          events.add(event);
        }
      }
    }
    assertThat(flipped).isNotNull();
    Files.delete(folder.resolve("r/journal.db"));
    try (Journal journal = SqliteJournal.create(folder.resolve("r/journal.db"))) {
      journal.commit(new Journal.Batch(events, blobs, List.of()));
    }

    Terminal verify = Terminal.type("verify", path("r"));

    assertThat(verify.exitCode()).isEqualTo(1);
    assertThat(verify.out()).contains("NOT sound", "expected Gated");
  }

  @Test
  void run_secretDrawn_isKeptForItsOwnerAndNeededToGoOn() throws IOException {
    Terminal run = run("r", "--set=gate.secret=drawn", "--evaluations=50");

    assertThat(run.exitCode()).as(run.err()).isZero();
    Path secret = folder.resolve("r/secret");
    if (Files.getFileStore(secret).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
          .isEqualTo("rw-------");
    }
    String other = Files.readString(secret).replace('0', '1').replace('a', 'b');
    assertThat(Files.readString(folder.resolve("r/study.yaml"))).contains("commitment");
    assertThat(Terminal.type("rerun", path("r")).exitCode()).isZero();
    Path away = Files.move(secret, folder.resolve("away"));
    for (String command : List.of("resume", "rerun")) {
      Terminal answer = Terminal.type(command, path("r"));
      assertThat(answer.exitCode()).isEqualTo(2);
      assertThat(answer.err()).contains("there is no " + secret, "pawl replay");
    }
    assertThat(Terminal.type("replay", path("r")).exitCode()).isZero();
    Files.writeString(secret, other);
    assertThat(Terminal.type("resume", path("r")).err()).contains("not the secret of this run");
    Files.move(away, secret, StandardCopyOption.REPLACE_EXISTING);
    assertThat(Terminal.type("resume", path("r")).out()).contains("finished");
    assertThat(Terminal.type("verify", path("r")).exitCode()).isZero();
  }

  @Test
  void run_triggerFires_pausesUntilItIsAcknowledged() {
    Terminal run = run("r", "--set=gate.triggers.sealed-score=0.001");

    String id = "champions-sealed-score-1";
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("paused, " + id, "--acknowledge " + id);
    assertThat(Terminal.type("show", path("r")).out()).contains("paused");
    Terminal refused = Terminal.type("resume", path("r"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("is paused", "on sealed tasks", "--acknowledge " + id);

    Terminal resumed = Terminal.type("resume", path("r"), "--acknowledge", id);

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(Terminal.type("show", path("r"), "--json").json().get("roundsEnded").asInt())
        .isGreaterThan(1);
    assertThat(Terminal.type("verify", path("r")).exitCode()).isZero();
    assertThat(Terminal.type("replay", path("r")).exitCode()).isZero();
  }

  private GateFold fold(String run) {
    try (Journal journal = SqliteJournal.openReadOnly(folder.resolve(run).resolve("journal.db"))) {
      return GateFold.of(journal);
    }
  }

  private Terminal run(String name, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("run", folder.resolve("study.yaml").toString(), "--out=" + path(name)));
    words.addAll(List.of(more));
    return Terminal.type(words.toArray(String[]::new));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
