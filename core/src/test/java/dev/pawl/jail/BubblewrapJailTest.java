package dev.pawl.jail;

import static dev.pawl.jail.JailsForTests.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import java.time.Duration;
import java.util.Map;
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
}
