package dev.pawl.jail;

import static dev.pawl.jail.JailsForTests.script;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoisedTest {

  enum Made {
    OF_BUBBLEWRAP,
    OF_LANDLOCK;

    Jail jail() {
      return this == OF_BUBBLEWRAP ? JailsForTests.bubblewrap() : JailsForTests.landlock();
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_eachInput_goesToAProcessThatHasSeenNoOther(Made made) throws InterruptedException {
    Job job =
        script(
            """
            ls $TMPDIR; read -r word; echo "$word"; echo "$word" >$OUT/word; echo x >$TMPDIR/left
            """);
    try (Poised poised = Poised.of(made.jail(), job, 2)) {
      for (int i = 0; i < 4; i++) {
        Ran ran = poised.run(Bytes.of("word" + i + "\n"));

        assertThat(ran.ending()).as(ran.stderr().text()).isEqualTo(new Ending.Exited(0));
        assertThat(ran.stdout().text()).isEqualTo("word" + i + "\n");
        assertThat(ran.artifact("word").orElseThrow().bytes().text()).isEqualTo("word" + i + "\n");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_aSlowProgram_endsWhenItsTimeIsUp(Made made) throws InterruptedException {
    Job job =
        script("read -r seconds; sleep $seconds")
            .within(Restrictions.DEFAULT.withTime(Duration.ofMillis(300), Duration.ofSeconds(5)));
    try (Poised poised = Poised.of(made.jail(), job, 1)) {
      assertThat(poised.run(Bytes.of("60\n")).ending()).isEqualTo(new Ending.TimedOut(300));
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_aProgramThatDoesNotWait_endsAsItWould(Made made) throws InterruptedException {
    try (Poised poised = Poised.of(made.jail(), script("echo early; exit 3"), 1)) {
      for (int i = 0; i < 2; i++) {
        Ran ran = poised.run(Bytes.of("never read\n"));
        assertThat(ran.ending()).isEqualTo(new Ending.Exited(3));
        assertThat(ran.stdout().text()).isEqualTo("early\n");
      }
    }
  }

  @Test
  void run_whereTheOneThatWaitedWasKilled_startsAnotherAndBlamesNobody()
      throws InterruptedException {
    Jail jail = JailsForTests.bubblewrap();
    Set<Long> before = children().map(ProcessHandle::pid).collect(Collectors.toSet());
    try (Poised poised = Poised.of(jail, script("read -r word; echo $word"), 1)) {
      Optional<ProcessHandle> waiting = Optional.empty();
      while (waiting.isEmpty()) {
        Thread.sleep(5);
        waiting = children().filter(child -> !before.contains(child.pid())).findFirst();
      }
      waiting.get().destroyForcibly();
      waiting.get().onExit().join();

      for (int i = 0; i < 2; i++) {
        Ran ran = poised.run(Bytes.of("word\n"));
        assertThat(ran.ending()).as(ran.stderr().text()).isEqualTo(new Ending.Exited(0));
        assertThat(ran.stdout().text()).isEqualTo("word\n");
      }
    }
  }

  private static Stream<ProcessHandle> children() {
    return ProcessHandle.current().children();
  }
}
