package dev.pawl.jail;

import static dev.pawl.jail.JailsForTests.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JailAheadTest {

  private final Jail bubblewrap = JailsForTests.bubblewrap();

  @Test
  void run_programsOfOneShape_haveWallsOfTheirOwnAndWhatEachAskedFor() throws InterruptedException {
    try (JailAhead jail = JailAhead.of(bubblewrap, 1)) {
      for (int i = 0; i < 3; i++) {
        Job job =
            script(
                    """
                    ls /candidate $OUT $TMPDIR; cat; echo "$NAME"
                    echo poison >$OUT/a; echo poison >$TMPDIR/b; sleep 100 &
                    """)
                .reading("input " + i + "\n")
                .in(Map.of("NAME", "name " + i));

        Ran ran = jail.run(job);

        assertThat(ran.ending()).as(ran.stderr().text()).isEqualTo(new Ending.Exited(0));
        assertThat(ran.stdout().text())
            .isEqualTo(
                "/candidate:\nrun.sh\n\n/out:\n\n/tmp:\ninput %d\nname %d\n".formatted(i, i));
        assertThat(ran.artifact("a").orElseThrow().bytes().text()).isEqualTo("poison\n");
      }
    }
  }

  @Test
  void run_otherLimitsInTheSameShape_hold() throws InterruptedException {
    try (JailAhead jail = JailAhead.of(bubblewrap, 1)) {
      jail.run(script("exit 0"));
      Job small =
          script("head -c 60000000 /dev/zero | tail -c 60000000 >/dev/null")
              .within(Restrictions.DEFAULT.withMemory(16 << 20, 16));
      Job brief =
          script("sleep 100")
              .within(Restrictions.DEFAULT.withTime(Duration.ofMillis(100), Duration.ofSeconds(1)));

      Ran tooLarge = jail.run(small);
      Ran tooLong = jail.run(brief);

      if (!bubblewrap.walls().missing().containsKey(Control.MEMORY)) {
        assertThat(tooLarge.ending()).isEqualTo(new Ending.OverLimit("16777216 bytes of memory"));
      }
      assertThat(tooLong.ending()).isEqualTo(new Ending.TimedOut(100));
    }
  }

  /// A shell reads the command, and must not understand it.
  @Test
  void run_wordsThatAShellWouldExpand_arriveAsTheyAre() throws InterruptedException {
    String[] words = {"a'b", "$HOME", "`id`", "x\ny", "", "*", "\\", "\"", "';id;'", "ä"};
    String[] command =
        Stream.concat(Stream.of("printf", "[%s]"), Stream.of(words)).toArray(String[]::new);
    Job job = Job.of(Candidate.of("a", ""), command);

    Ran ran = bubblewrap.run(job);
    Ran variable = bubblewrap.run(script("printf %s \"$V\"").in(Map.of("V", "'; id; $(id) \n\\")));

    assertThat(ran.stdout().text()).isEqualTo("[" + String.join("][", words) + "]");
    assertThat(variable.stdout().text()).isEqualTo("'; id; $(id) \n\\");
  }

  @Test
  void close_leavesNothingBehind() throws Exception {
    try (JailAhead jail = JailAhead.of(bubblewrap, 2)) {
      jail.run(script("exit 0"));
    }

    assertThat(waiting()).isZero();
  }

  private static long waiting() throws IOException {
    String own = Long.toString(ProcessHandle.current().pid());
    try (Stream<ProcessHandle> children = ProcessHandle.current().children();
        Stream<Path> groups = Files.walk(Path.of("/sys/fs/cgroup"), 6)) {
      return children.filter(each -> each.info().command().orElse("").endsWith("bwrap")).count()
          + groups
              .filter(each -> each.getFileName().toString().startsWith("pawl-" + own + "-"))
              .count();
    }
  }
}
