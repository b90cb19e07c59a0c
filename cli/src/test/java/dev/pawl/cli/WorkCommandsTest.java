package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.journal.SqliteJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that work on a run, on a small Red Queen study.
class WorkCommandsTest {

  private static final String STUDY =
      """
      lab: redqueen
      seed: 5
      redqueen:
        rounds: 3
        tickets: 20
        battles: 3
        select-battles: 1
        core: {cycles: 2000}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeStudy() throws IOException {
    Files.writeString(folder.resolve("study.yaml"), STUDY);
  }

  @Test
  void run_study_leavesJournalReportAndChampionThatBattles() {
    Terminal run = run("r", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().get("finished").asBoolean()).isTrue();
    assertThat(run.json().get("tickets").asInt()).isEqualTo(60);
    assertThat(folder.resolve("r/report.html")).content().contains("Content-Security-Policy");
    Terminal battle =
        Terminal.type(
            "battle", folder.resolve("r/champion.red").toString(), "house:quern", "--rounds=2");
    assertThat(battle.exitCode()).as(battle.err()).isZero();
  }

  @Test
  void run_twiceTheSameSeed_hasTheSameHeadWhateverTheThreads() {
    String one = run("one", "--json", "--threads=1").json().get("head").asString();
    String two = run("two", "--json", "--threads=3").json().get("head").asString();
    String other = run("other", "--json", "--seed=6").json().get("head").asString();

    assertThat(two).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void run_terminated_finishesWhatIsInFlightAndSaysSo() throws Exception {
    Process pawl =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Pawl.class.getName(),
                "run",
                folder.resolve("study.yaml").toString(),
                "--set=redqueen.tickets=1000000",
                "--out=" + path("r"))
            .redirectErrorStream(true)
            .start();
    while (!Files.exists(folder.resolve("r/journal.db"))
        || Terminal.type("show", path("r"), "--json").json().get("tickets").asInt() < 10) {
      Thread.sleep(50);
    }

    pawl.toHandle()
        .destroy(); // SIGTERM, and unlike destroy() of a Process it leaves its output open

    String said = new String(pawl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    pawl.waitFor();
    assertThat(said).contains("interrupted after").contains("pawl resume");
    assertThat(folder.resolve("r/report.html")).exists();
    assertThat(Terminal.type("replay", path("r")).exitCode()).isZero();
  }

  @Test
  void resume_stoppedRun_endsAsIfItHadNotBeenStopped() {
    String whole = run("whole", "--json").json().get("head").asString();
    Terminal stopped = run("pieces", "--json", "--evaluations=25");
    assertThat(stopped.json().get("finished").asBoolean()).isFalse();
    assertThat(stopped.json().get("reason").asString()).contains("25 evaluations");

    Terminal resumed = Terminal.type("resume", path("pieces"), "--json");

    assertThat(resumed.json().get("head").asString()).isEqualTo(whole);
  }

  @Test
  void resume_studyWhoseOpponentsChanged_isToldAndWritesNothing() throws IOException {
    Path opponent = folder.resolve("opponent.red");
    Files.writeString(opponent, "MOV.I $0, $1\n");
    run("r", "--evaluations=25", "--set=redqueen.ancestors=[" + opponent + "]");
    long events = lines("r", "before.jsonl").size();
    Files.writeString(opponent, "SPL.B $0, $0\nMOV.I $-1, $7\n");

    Terminal answer = Terminal.type("resume", path("r"));

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("redqueen.opponents").contains("they were changed");
    assertThat(lines("r", "after.jsonl")).hasSize((int) events);
  }

  @Test
  void resume_journalThatWasNotWritten_isRefused() {
    Path empty = folder.resolve("empty");
    empty.toFile().mkdir();
    SqliteJournal.create(empty.resolve("journal.db")).close();

    Terminal answer = Terminal.type("resume", empty.toString());

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("is empty").contains("run the study again");
  }

  @Test
  void replayAndRerun_soundRun_agree() {
    run("r");

    for (String command : List.of("replay", "rerun")) {
      Terminal answer = Terminal.type(command, path("r"), "--json");
      assertThat(answer.exitCode()).as(answer.out()).isZero();
      assertThat(answer.json().get("equal").asBoolean()).isTrue();
      assertThat(answer.json().get("tickets").asInt()).isEqualTo(60);
    }
  }

  @Test
  void fork_atATicket_sharesThePastAndThenDiffers() {
    run("r");

    Terminal fork = Terminal.type("fork", path("r"), "--at=30", "--seed=77", "--out=" + path("f"));
    Terminal resumed = Terminal.type("resume", path("f"), "--json");

    assertThat(fork.exitCode()).as(fork.err()).isZero();
    assertThat(resumed.json().get("finished").asBoolean()).isTrue();
    assertThat(lines("r", "r.jsonl").subList(0, 60))
        .isEqualTo(lines("f", "f.jsonl").subList(0, 60));
    assertThat(lines("f", "g.jsonl")).anyMatch(line -> line.contains("\"Forked\""));
    assertThat(Terminal.type("rerun", path("f")).exitCode()).isZero();
    assertThat(Terminal.type("verify", path("f")).exitCode()).isZero();
  }

  @Test
  void fork_ticketThatIsNotThere_isRefused() {
    run("r");

    Terminal answer = Terminal.type("fork", path("r"), "--at=900", "--seed=1");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("ticket 900").contains("1 to 60");
  }

  @Test
  void export_git_hasACommitForEachCandidateWithItsParents() throws Exception {
    run("r");

    Terminal answer =
        Terminal.type("export", path("r"), "--format=git", "--out=" + path("g"), "--json");

    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    assertThat(git("rev-list", "--all", "--count"))
        .isEqualTo(answer.json().get("commits").asString());
    assertThat(git("log", "--all", "--merges", "--format=%an")).contains("splice");
    assertThat(folder.resolve("g/warrior.red")).content().startsWith("ORG ");
    assertThat(git("fsck", "--strict")).doesNotContain("error");
  }

  @Test
  void export_csv_hasARowForEachTicket() throws IOException {
    run("r");

    Terminal.type("export", path("r"), "--format=csv", "--out=" + path("r.csv"));

    List<String> rows = Files.readAllLines(folder.resolve("r.csv"));
    assertThat(rows).hasSize(61);
    assertThat(rows.getFirst()).startsWith("ticket,round,proposer,parents,candidate,outcome,value");
    assertThat(rows.get(1)).startsWith("1,1,seed,,");
  }

  @Test
  void run_wrongKeys_areAllToldWithTheirLines() throws IOException {
    Files.writeString(
        folder.resolve("study.yaml"), "lab: redqueen\nsed: 5\nredqueen:\n  rounds: 0\n");

    Terminal answer = run("r", "--set=redqueen.battels=2");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .contains("study.yaml:2:1: unknown key sed; did you mean seed?")
        .contains("study.yaml:4:")
        .contains("--set redqueen.battels=2");
    assertThat(folder.resolve("r")).doesNotExist();
  }

  private Terminal run(String name, String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "run";
    words[1] = folder.resolve("study.yaml").toString();
    words[2] = "--out=" + path(name);
    System.arraycopy(more, 0, words, 3, more.length);
    return Terminal.type(words);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> lines(String run, String file) {
    Terminal.type("export", path(run), "--format=jsonl", "--out=" + path(file));
    try {
      return Files.readAllLines(folder.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String git(String... words) throws IOException, InterruptedException {
    String[] command = new String[words.length + 1];
    command[0] = "git";
    System.arraycopy(words, 0, command, 1, words.length);
    Process git =
        new ProcessBuilder(command)
            .directory(folder.resolve("g").toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(out).isZero();
    return out.strip();
  }
}
