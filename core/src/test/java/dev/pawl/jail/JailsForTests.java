package dev.pawl.jail;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.Candidate;
import dev.pawl.engine.Clock;
import java.nio.file.Path;
import java.util.List;

/// The jails of this machine, for tests.
final class JailsForTests {

  static final Tools TOOLS = Tools.on("/usr/bin:/bin:/usr/sbin:/sbin");

  private JailsForTests() {}

  /// The bubblewrap jail; the test is skipped only where bubblewrap is not installed.
  static Jail bubblewrap() {
    assumeTrue(
        TOOLS.find("bwrap").isPresent(),
        "bubblewrap is not installed: apt-get install bubblewrap; its walls are not tested here");
    return BubblewrapJail.of(
        TOOLS, Clock.system(), ControlGroups.ofThisProcess(), System.getProperty("os.arch"));
  }

  /// A shell script as a job.
  static Job script(String text) {
    return Job.of(Candidate.of("run.sh", text), "/bin/sh", "run.sh");
  }

  /// The paths that a Java program of this build needs inside.
  static List<Path> java() {
    return List.of();
  }
}
