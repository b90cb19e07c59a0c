package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunCommandsTest {

  private static final Candidate PARENT = Candidate.of("warrior.red", "MOV 0, 1\n");
  private static final Candidate CHILD = Candidate.of("warrior.red", "SPL 0\nMOV 0, 1\n");
  private static final List<Event> EVENTS =
      List.of(
          new Event.Started("0.1", "redqueen", 7, "{}"),
          new Event.Proposed(1, 1, "seed", List.of(), PARENT.id()),
          scored(1, 0.25),
          new Event.Admitted(1, "cell 1"),
          new Event.Proposed(2, 1, "mutate", List.of(PARENT.id()), CHILD.id()),
          scored(2, 0.75),
          new Event.Admitted(2, "cell 2"),
          new Event.Declined(3, 1, "cross", List.of(), "no parents", Cost.NONE),
          new Event.RoundEnded(1, 2, CHILD.id(), 0.75),
          new Event.Measured(
              1, CHILD.id(), "select", "generality", 0.5, List.of(1.0, 0.0), new Cost(0, 900)));

  @TempDir Path runs;

  @BeforeEach
  void write() throws IOException {
    run("redqueen-1", EVENTS);
    run("redqueen-2", EVENTS.subList(0, 3));
    Path older = runs.resolve("redqueen-2").resolve("journal.db");
    Files.setLastModifiedTime(older, FileTime.fromMillis(1_000_000_000_000L));
    Files.createDirectory(runs.resolve("not-a-run"));
  }

  @Test
  void list_runs_showsLatestFirst() {
    Terminal answer = type("list");

    assertThat(answer.exitCode()).isEqualTo(Exit.OK);
    assertThat(answer.out().lines())
        .hasSize(3)
        .element(1)
        .asString()
        .matches(
            "redqueen-1 +redqueen +stopped +1 +3 +%s +0.7500 .*".formatted(CHILD.id().brief()));
    assertThat(type("list", "--json").json().get("runs").findValuesAsString("run"))
        .containsExactly("redqueen-1", "redqueen-2");
  }

  @Test
  void list_noRuns_saysHowToStart(@TempDir Path empty) {
    Terminal answer = Terminal.type("list", "--runs", empty.toString());

    assertThat(answer.exitCode()).isEqualTo(Exit.OK);
    assertThat(answer.out()).contains("`pawl run` starts one");
    assertThat(Terminal.type("list", "--json", "--runs=" + empty).json().get("runs")).isEmpty();
  }

  @Test
  void list_damagedJournal_isListedAsSuch() throws IOException {
    Files.writeString(runs.resolve("redqueen-1").resolve("journal.db"), "no database");

    assertThat(type("list").out()).containsPattern("redqueen-1 .*damaged").contains("redqueen-2");
  }

  @Test
  void list_openJournal_isRunning() {
    try (Journal open = SqliteJournal.open(runs.resolve("redqueen-1").resolve("journal.db"))) {
      assertThat(open.size()).isEqualTo(EVENTS.size());
      assertThat(type("list").out()).containsPattern("redqueen-1 .*running");
    }
    assertThat(type("list").out()).containsPattern("redqueen-1 .*stopped");
  }

  @Test
  void show_run_tellsWhereItStands() {
    JsonNode json = type("show", "redqueen-1", "--json").json();

    assertThat(type("show", "redqueen-1").out())
        .contains(
            "1 ended; now in 1", "3, 2 admitted", "1 declined", "2 finished", "40 evaluations");
    assertThat(json.get("champion").asString()).isEqualTo(CHILD.id().toString());
    assertThat(json.get("championValue").asDouble()).isEqualTo(0.75);
    assertThat(json.get("measures").get("select generality").asDouble()).isEqualTo(0.5);
    assertThat(json.get("instructions").asLong()).isEqualTo(4900);
    assertThat(json.get("seed").asLong()).isEqualTo(7);
  }

  @Test
  void show_candidate_tellsWhereItComesFrom() {
    Terminal answer = type("show", "latest", CHILD.id().toString().substring(0, 8));

    assertThat(answer.out())
        .contains(
            CHILD.id().toString(),
            "mutate",
            PARENT.id().toString(),
            "cell 2",
            "of round 1, value 0.75",
            "select generality 0.5, round 1",
            "--- warrior.red\nSPL 0\nMOV 0, 1\n");
    assertThat(type("show", "latest", "champion")).isEqualTo(answer);
    assertThat(type("show", "latest", "2")).isEqualTo(answer);
  }

  @Test
  void show_candidateAsJson_hasItsFiles() {
    JsonNode json = type("show", "redqueen-2", "champion", "--json").json();

    assertThat(json.get("files").get("warrior.red").asString()).isEqualTo("MOV 0, 1\n");
    assertThat(json.get("tickets").get(0).get("value").asDouble()).isEqualTo(0.25);
    assertThat(json.get("tickets").get(0).get("traits").get(1).asDouble()).isEqualTo(2.0);
  }

  @Test
  void show_whatIsNotThere_isRefused() {
    assertRefused(type("show", "latest", "3"), "ticket 3 has no candidate");
    assertRefused(type("show", "latest", "zz"), "no candidate's id begins with zz");
    assertRefused(type("show", "latest", ""), "2 candidates' ids begin with");
    assertRefused(type("show", "redqueen"), "could be any of [redqueen-1, redqueen-2]");
    assertRefused(type("show", "redquen-1"), "did you mean redqueen-1?");
    assertRefused(type("show", "another"), "`pawl list` shows the runs");
  }

  @Test
  void find_pathNameOrBeginning_isTheRun() throws IOException {
    run("other", EVENTS);
    Path folder = runs.resolve("redqueen-2");

    assertThat(RunDirectory.find(runs, "oth").name()).isEqualTo("other");
    assertThat(RunDirectory.find(runs, "redqueen-2").folder()).isEqualTo(folder);
    assertThat(RunDirectory.find(Path.of("nowhere"), folder.toString()).folder()).isEqualTo(folder);
  }

  @Test
  void create_namesTaken_takesTheNextNumber() {
    assertThat(RunDirectory.create(runs, "redqueen").name()).isEqualTo("redqueen-3");
    assertThat(RunDirectory.create(runs, "redqueen").name()).isEqualTo("redqueen-4");
    assertThat(RunDirectory.create(runs.resolve("new/deep"), "godel").name()).isEqualTo("godel-1");
  }

  @Test
  void create_folderWithARun_isRefused() {
    assertThat(RunDirectory.create(runs.resolve("mine")).exists()).isFalse();
    assertThatThrownBy(() -> RunDirectory.create(runs.resolve("redqueen-1")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("pawl resume");
  }

  @Test
  void verify_soundJournal_isYes() {
    Terminal answer = type("verify", "redqueen-1");

    assertThat(answer.exitCode()).isEqualTo(Exit.OK);
    assertThat(answer.out()).startsWith("redqueen-1 is sound: 10 events, 2 candidates, head ");
  }

  @Test
  void verify_flippedBit_isNo() throws IOException {
    Path journal = runs.resolve("redqueen-1").resolve("journal.db");
    byte[] bytes = Files.readAllBytes(journal);
    int at = indexOf(bytes, "no parents");
    try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
      file.seek(at);
      file.write(bytes[at] ^ 1);
    }

    Terminal text = type("verify", "redqueen-1");
    Terminal json = type("verify", "redqueen-1", "--json");

    assertThat(text.exitCode()).isEqualTo(Exit.NO);
    assertThat(text.out()).contains("NOT sound", "event 7");
    assertThat(json.exitCode()).isEqualTo(Exit.NO);
    assertThat(json.json().get("sound").asBoolean()).isFalse();
    assertThat(json.json().get("findings")).isNotEmpty();
  }

  @Test
  void verify_head_mustBeInTheJournal() {
    String head = type("verify", "redqueen-2", "--json").json().get("head").asString();

    // The same events: the longer journal continues the shorter.
    assertThat(type("verify", "redqueen-1", "--head", head).exitCode()).isEqualTo(Exit.OK);
    assertThat(type("verify", "redqueen-1", "--head", Hash.of("x").toString()).exitCode())
        .isEqualTo(Exit.NO);
    assertRefused(type("verify", "redqueen-1", "--head", "abc"), "64 hexadecimal digits");
  }

  @Test
  void stop_nothingRuns_leavesNoTrace() {
    Terminal answer = type("stop", "redqueen-1");

    assertThat(answer.exitCode()).isEqualTo(Exit.OK);
    assertThat(answer.out()).isEqualTo("redqueen-1 is not running\n");
    assertThat(runs.resolve("redqueen-1").resolve("STOP")).doesNotExist();
  }

  @Test
  void stop_running_waitsUntilItHasStopped() {
    RunDirectory run = RunDirectory.find(runs, "redqueen-1");
    Journal writer = SqliteJournal.open(run.journal());
    CompletableFuture<Terminal> stop =
        CompletableFuture.supplyAsync(() -> type("stop", run.name()));
    while (!run.isStopWanted()) {
      assertThat(stop).isNotDone();
      Thread.onSpinWait();
    }
    writer.close();

    assertThat(stop.join().out()).isEqualTo("redqueen-1 has stopped\n");
    assertThat(run.isStopWanted()).isFalse();
  }

  @Test
  void stop_withoutWaiting_onlyAsks() {
    RunDirectory run = RunDirectory.find(runs, "redqueen-1");
    try (Journal writer = SqliteJournal.open(run.journal())) {
      assertThat(writer.size()).isPositive();
      JsonNode json = type("stop", run.name(), "--wait=0", "--json").json();
      assertThat(json.get("stopped").asBoolean()).isFalse();
    }
    assertThat(run.isStopWanted()).isTrue();
  }

  private void run(String name, List<Event> events) throws IOException {
    Path folder = Files.createDirectory(runs.resolve(name));
    try (Journal journal = SqliteJournal.create(folder.resolve("journal.db"))) {
      journal.commit(
          new Journal.Batch(events, List.of(PARENT.canonical(), CHILD.canonical()), List.of()));
    }
  }

  private Terminal type(String command, String... args) {
    String[] all = new String[args.length + 3];
    all[0] = command;
    all[1] = "--runs";
    all[2] = runs.toString();
    System.arraycopy(args, 0, all, 3, args.length);
    return Terminal.type(all);
  }

  private static void assertRefused(Terminal answer, String message) {
    assertThat(answer.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(answer.err()).contains(message);
  }

  private static Event scored(long ticket, double value) {
    Score score = new Score(value, Bounds.UNIT, List.of(value), List.of(1.0, 2.0), "");
    return new Event.Scored(ticket, new Outcome.Finished(score), new Cost(20, 2000));
  }

  private static int indexOf(byte[] bytes, String text) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = all.indexOf(text);
    assertThat(at).isPositive();
    return at;
  }
}
