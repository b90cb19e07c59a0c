package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.engine.Clock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DoctorTest {

  private final Doctor doctor =
      new Doctor(
          Clock.system(), Path.of(System.getProperty("java.home")), System.getProperty("os.arch"));

  @Test
  void examine_bubblewrap_findsEveryControlThatItPromises() throws InterruptedException {
    Jail jail = JailsForTests.bubblewrap();

    Examination found = doctor.examine(jail);

    assertThat(found.findings()).extracting(Finding::control).containsExactly(Control.values());
    assertThat(found.missing())
        .allSatisfy(missing -> assertThat(jail.walls().missing()).containsKey(missing.control()));
  }

  @Test
  void examine_landlock_findsEveryControlThatItPromises() throws InterruptedException {
    Jail jail = JailsForTests.landlock();

    Examination found = doctor.examine(jail);

    assertThat(found.findings()).extracting(Finding::control).containsExactly(Control.values());
    assertThat(found.missing())
        .allSatisfy(missing -> assertThat(jail.walls().missing()).containsKey(missing.control()));
  }

  @Test
  void examine_podman_findsEveryControlThatItPromises() throws InterruptedException {
    Jail jail = JailsForTests.podman();

    Examination found = doctor.examine(jail);

    assertThat(found.findings()).extracting(Finding::control).containsExactly(Control.values());
    assertThat(found.missing())
        .allSatisfy(missing -> assertThat(jail.walls().missing()).containsKey(missing.control()));
  }

  /// A doctor that finds everything sound is only worth something if it can find the opposite.
  @Test
  void examine_noWalls_findsEachControlMissing() throws InterruptedException {
    Examination found = doctor.examine(new NoJail());

    assertThat(found.sound()).isFalse();
    assertThat(found.missing())
        .extracting(Finding::control)
        .contains(
            Control.FILES,
            Control.SECRETS,
            Control.NETWORK,
            Control.SIGNALS,
            Control.TREE,
            Control.PRIVILEGES,
            Control.PROCESSES,
            Control.MEMORY,
            Control.CPU,
            Control.DISK,
            Control.OUTPUT,
            Control.ARTIFACTS);
    assertThat(found.missing()).noneMatch(missing -> missing.remedy().isBlank());
  }
}
