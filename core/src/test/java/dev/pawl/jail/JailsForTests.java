package dev.pawl.jail;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.Candidate;
import dev.pawl.engine.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The jails of this machine, for tests.
final class JailsForTests {

  static final Tools TOOLS = Tools.on("/usr/bin:/bin:/usr/sbin:/sbin");

  private JailsForTests() {}

  private static final Optional<String> FORBIDDEN = forbidden();

  private static final Path BOTH_VERSIONS = Path.of("/sys/fs/cgroup/unified");
  private static final Path PODMAN_OF_ONE_VERSION = podmanOfOneVersion();

  /// The bubblewrap jail; the test is skipped only where bubblewrap is not installed, or even bare
  /// bubblewrap may not make namespaces.
  static Jail bubblewrap() {
    assumeTrue(
        TOOLS.find("bwrap").isPresent(),
        "bubblewrap is not installed: apt-get install bubblewrap; its walls are not tested here");
    assumeTrue(
        FORBIDDEN.isEmpty(),
        () ->
            "this machine forbids namespaces, so bubblewrap's walls are not tested here: "
                + FORBIDDEN.orElse("")
                + "; "
                + Namespaces.advice(Path.of("/proc/sys")));
    return BubblewrapJail.of(
        TOOLS, Clock.system(), ControlGroups.ofThisProcess(), System.getProperty("os.arch"));
  }

  /// The landlock jail; the test is skipped only where the kernel has no Landlock.
  static Jail landlock() {
    String processor = System.getProperty("os.arch");
    Processor known = Processor.named(processor).orElseThrow();
    assumeTrue(
        new Landlock(new Kernel(known)).version() >= Landlock.VERSION_LEAST,
        "this kernel has no Landlock, or one that is too old; its walls are not tested here");
    return LandlockJail.of(
        TOOLS,
        Clock.system(),
        ControlGroups.ofThisProcess(),
        processor,
        Path.of(System.getProperty("java.home")),
        "install bubblewrap");
  }

  /// The jail of podman; the test is skipped, with podman's words, where it runs no container.
  static Jail podman() {
    JailKind.Contained kind = new JailKind.Contained("podman", Optional.empty());
    try {
      return ContainerJail.of(podmanTools(), Clock.system(), System.getProperty("os.arch"), kind);
    } catch (JailException e) {
      return abort("podman runs no container here, so its walls are not tested: " + e.getMessage());
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while trying podman", e);
    }
  }

  /// The tools of this machine with a podman that works on hosts which mount control groups of both
  /// versions: crun refuses those, so it is shown those of version 1 only.
  static Tools podmanTools() {
    if (!Privilege.isRoot() || !Files.exists(BOTH_VERSIONS) || TOOLS.find("podman").isEmpty()) {
      return TOOLS;
    }
    Map<String, Path> paths = new HashMap<>(TOOLS.paths());
    paths.put("podman", PODMAN_OF_ONE_VERSION);
    return new Tools(paths);
  }

  private static Path podmanOfOneVersion() {
    try {
      String script =
          """
          #!/bin/sh
          exec unshare --mount --propagation private /bin/sh -c \
            'umount %s; exec %s "$@"' podman "$@"
          """
              .formatted(BOTH_VERSIONS, TOOLS.find("podman").orElse(Path.of("podman")));
      Path file = Files.createTempFile("pawl-test-podman-", "");
      file.toFile().deleteOnExit();
      Files.writeString(file, script);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a script", e);
    }
  }

  /// What bare bubblewrap says where it may make no namespace.
  private static Optional<String> forbidden() {
    return TOOLS.find("bwrap").flatMap(JailsForTests::forbiddenBy);
  }

  private static Optional<String> forbiddenBy(Path bwrap) {
    try {
      Process process =
          new ProcessBuilder(
                  bwrap.toString(),
                  "--unshare-all",
                  "--unshare-user",
                  "--ro-bind",
                  "/",
                  "/",
                  "true")
              .redirectErrorStream(true)
              .start();
      String said = Bytes.of(process.getInputStream().readAllBytes()).text().strip();
      return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + bwrap, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while looking for namespaces", e);
    }
  }

  /// A shell script as a job.
  static Job script(String text) {
    return Job.of(Candidate.of("run.sh", text), "/bin/sh", "run.sh");
  }
}
