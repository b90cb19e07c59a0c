package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.engine.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Containers of podman; skipped with its own words where it runs none.
class ContainerJailTest {

  private static final String PROCESSOR = System.getProperty("os.arch");

  @Test
  void run_program_comesBackWithAllThatItLeft() throws InterruptedException {
    Job job =
        JailsForTests.script("cat; echo \"$WORD\" >&2; echo kept >\"$OUT\"/a; exit 7")
            .in(Map.of("WORD", "it's"))
            .reading("asked\n");

    Ran ran = JailsForTests.podman().run(job);

    assertThat(ran.ending()).isEqualTo(new Ending.Exited(7));
    assertThat(ran.stdout().text()).isEqualTo("asked\n");
    assertThat(ran.stderr().text()).isEqualTo("it's\n");
    assertThat(ran.artifact("a").orElseThrow().bytes().text()).isEqualTo("kept\n");
    assertThat(ran.walls().jail()).isEqualTo("podman");
  }

  @Test
  void run_programThatNeverEnds_isStoppedAndItsContainerIsGone() throws InterruptedException {
    Jail jail = JailsForTests.podman();
    Job job = JailsForTests.script("trap '' TERM INT HUP; sleep 60");

    Ran ran =
        jail.run(
            job.within(job.restrictions().withTime(Duration.ofMillis(300), Duration.ofSeconds(3))));

    assertThat(ran.ending()).isEqualTo(new Ending.TimedOut(300));
    assertThat(containers()).noneMatch(name -> name.contains("-" + ownPid() + "-"));
  }

  @Test
  void of_containerOfAProcessThatWasKilled_isRemoved(@TempDir Path folder)
      throws InterruptedException {
    JailsForTests.podman();
    long dead = 4_194_305; // above the largest process number of Linux
    String name = "pawl-jail-%d-1".formatted(dead);
    engine().ask("create", "--name", name, "--rootfs", folder.toString(), "/bin/true");
    assertThat(containers()).contains(name);

    JailsForTests.podman();

    assertThat(containers()).doesNotContain(name);
  }

  /// The image is made here, of a file system with nothing but what a script needs.
  @Test
  void run_inAnImage_seesItsFilesAndNotThoseOfTheMachine(@TempDir Path folder)
      throws IOException, InterruptedException {
    JailsForTests.podman();
    String image = "pawl-test-%d".formatted(ownPid());
    Path archive = archive(folder);
    engine().ask("import", archive.toString(), image);
    try {
      JailKind.Contained kind = new JailKind.Contained("podman", Optional.of(image));
      Jail jail = ContainerJail.of(JailsForTests.podmanTools(), Clock.system(), PROCESSOR, kind);

      Ran ran =
          jail.run(JailsForTests.script("cat /mark; ls /usr; (: >/new) 2>/dev/null; ls /new"));

      assertThat(ran.stdout().text()).isEqualTo("of the image\nbin\n");
      assertThat(ran.ending()).isNotEqualTo(new Ending.Exited(0));
    } finally {
      engine().ask("rmi", "--force", image);
    }
  }

  /// What keeps a container shut stands on the command line; a live test needs an engine, this does
  /// not.
  @Test
  void command_always_asksForEveryWall() {
    ContainerEngine docker = new ContainerEngine("docker", Path.of("/usr/bin/docker"));
    ContainerWorld world = new ContainerWorld(docker, Optional.of("debian:13"), 61_000, true, 9);
    try (Workplace place = Workplace.empty(Optional.empty())) {
      Job job = Job.of(Candidate.of("run.sh", ""), "/bin/sh", "run.sh");

      List<String> words =
          world.command(job, place, "pawl-jail-1-1", Path.of("/root-of-it"), Path.of("/profile"));

      assertThat(words)
          .containsSubsequence("--user", "61000:61000")
          .containsSubsequence("--cap-drop", "all")
          .containsSubsequence("--security-opt", "no-new-privileges")
          .containsSubsequence("--security-opt", "seccomp=/profile")
          .containsSubsequence("--network", "none")
          .containsSubsequence("--memory", "536870912", "--memory-swap", "536870912")
          .containsSubsequence("--pids-limit", "65")
          .containsSubsequence("--log-driver", "none")
          .containsSubsequence("--pull", "never")
          .containsSubsequence("debian:13", "-i")
          .contains("--read-only")
          .doesNotContain("--rootfs", "--volume=/usr:/usr:ro");
      assertThat(words.stream().filter(word -> word.contains("/")).filter(w -> w.contains(":rw")))
          .allMatch(word -> word.startsWith("/tmp:rw,") || word.startsWith("/out:rw,"));
    }
  }

  private static ContainerEngine engine() {
    return new ContainerEngine("podman", JailsForTests.podmanTools().find("podman").orElseThrow());
  }

  private static List<String> containers() {
    return engine().ask("ps", "--all", "--format", "{{.Names}}").lines().toList();
  }

  private static long ownPid() {
    return ProcessHandle.current().pid();
  }

  /// A shell, `cat`, `ls`, `env`, `sleep` and their libraries, as a tar file.
  private static Path archive(Path folder) throws IOException, InterruptedException {
    Path archive = folder.resolve("image.tar");
    String script =
        """
        set -e
        mkdir -p "$1"/root/usr/bin && cd "$1"/root
        echo of the image >mark
        for tool in sh cat ls env sleep; do
          cp -L $(command -v $tool) usr/bin/
          ldd $(command -v $tool) | grep -o '/[^ ]*' | while read -r library; do
            mkdir -p .$(dirname $library) && cp -nL $library .$library
          done
        done
        ln -s usr/bin bin
        tar cf "$2" .
        """;
    Process process =
        new ProcessBuilder("/bin/sh", "-c", script, "sh", folder.toString(), archive.toString())
            .redirectErrorStream(true)
            .start();
    String said = Bytes.of(process.getInputStream().readAllBytes()).text();
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(Files.size(archive)).isPositive();
    return archive;
  }
}
