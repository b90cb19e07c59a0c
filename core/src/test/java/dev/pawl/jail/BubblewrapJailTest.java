package dev.pawl.jail;

import static dev.pawl.jail.JailsForTests.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BubblewrapJailTest {

  private final Jail jail = JailsForTests.bubblewrap();

  @Test
  void run_programThatEnds_givesCodeOutputAndArtifacts() throws InterruptedException {
    Ran ran =
        jail.run(
            script(
                    """
                    read line; echo "got $line and $GREETING"; echo careful >&2
                    mkdir /out/a; printf 42 >/out/a/result.json
                    exit 3
                    """)
                .reading("input\n")
                .in(Map.of("GREETING", "hello")));

    assertThat(ran.ending()).isEqualTo(new Ending.Exited(3));
    assertThat(ran.stdout().text()).isEqualTo("got input and hello\n");
    assertThat(ran.stderr().text()).isEqualTo("careful\n");
    assertThat(ran.artifacts())
        .singleElement()
        .isEqualTo(Artifact.of("a/result.json", Bytes.of("42")));
  }

  @Test
  void kill_programThatHasPrintedAndEnded_keepsWhatItPrinted() throws Exception {
    BubblewrapJail walls = (BubblewrapJail) jail;
    try (Prepared prepared = walls.prepare(script("echo said"))) {
      prepared.start();
      Process process = prepared.inmate().process();
      process.waitFor();

      prepared.inmate().kill(); // on a busy machine, nobody has read it by now

      assertThat(new Drain(process.getInputStream(), 100).finish().text()).isEqualTo("said\n");
    }
  }

  @Test
  void run_filesOfCandidate_areReadOnlyAndWhereTheProgramStarts() throws InterruptedException {
    Job job =
        Job.of(
            Candidate.of(Map.of("run.sh", "cat sub/data; echo x >>sub/data", "sub/data", "text\n")),
            "/bin/sh",
            "run.sh");

    Ran ran = jail.run(job);

    assertThat(ran.stdout().text()).isEqualTo("text\n");
    assertThat(ran.stderr().text()).contains("Read-only file system");
  }

  @Test
  void run_fileThatClimbs_isRefusedUnstarted() throws InterruptedException {
    Ran ran = jail.run(Job.of(Candidate.of("../run.sh", "echo"), "/bin/sh", "run.sh"));

    assertThat(ran.ending())
        .isInstanceOfSatisfying(
            Ending.Refused.class, r -> assertThat(r.reason()).contains("'../run.sh'", "not legal"));
  }

  @Test
  void run_tooLong_isKilledAndTimedOut() throws InterruptedException {
    Restrictions brief =
        Restrictions.DEFAULT.withTime(Duration.ofMillis(200), Duration.ofSeconds(5));

    Ran ran = jail.run(script("trap '' TERM INT; sleep 1000").within(brief));

    assertThat(ran.ending()).isEqualTo(new Ending.TimedOut(200));
  }

  @Test
  void run_tooMuchCpu_isOverLimit() throws InterruptedException {
    Restrictions brief =
        Restrictions.DEFAULT.withTime(Duration.ofSeconds(20), Duration.ofMillis(300));

    Ran ran = jail.run(script("while :; do :; done").within(brief));

    assertThat(ran.ending()).isEqualTo(new Ending.OverLimit("300 ms of CPU time"));
    assertThat(ran.use().cpuMillis()).isGreaterThan(300);
  }

  @Test
  void run_commandThatIsNotThere_exitsWithWords() throws InterruptedException {
    Ran ran = jail.run(Job.of(Candidate.of("a", ""), "no-such-program"));

    assertThat(ran.ending()).isInstanceOf(Ending.Exited.class).isNotEqualTo(new Ending.Exited(0));
    assertThat(ran.stderr().text()).contains("no-such-program");
  }

  @Test
  void run_severalAtOnce_keepsThemApart() throws Exception {
    List<Future<Ran>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        String name = "n" + i;
        Job job = script("echo $NAME >$OUT/a; sleep 0.1; cat $OUT/a; ls /proc | grep -c '^[0-9]'");
        all.add(threads.submit(() -> jail.run(job.in(Map.of("NAME", name)))));
      }
    }

    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).get().stdout().text().lines().findFirst()).contains("n" + i);
      assertThat(all.get(i).get().artifact("a").orElseThrow().bytes().text())
          .isEqualTo("n" + i + "\n");
    }
  }

  @Test
  void run_interrupted_killsEverythingAndSaysSo() throws Exception {
    String mark = "pawl-interrupted-" + ProcessHandle.current().pid();
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread runner =
        Thread.ofPlatform()
            .start(() -> {
              try {
                jail.run(script("sh -c 'sleep 100; :' $MARK").in(Map.of("MARK", mark)));
              } catch (InterruptedException e) {
                thrown.set(e);
              }
            });
    while (alive(mark) == 0 && runner.isAlive()) {
      Thread.sleep(5);
    }

    runner.interrupt();
    runner.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(alive(mark)).isZero();
  }

  private static long alive(String mark) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> path.getFileName().toString().matches("\\d+"))
          .filter(path -> commandLine(path).contains(mark))
          .count();
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended
    }
  }
}
