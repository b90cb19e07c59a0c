package dev.pawl.jail;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.Candidate;
import dev.pawl.engine.Clock;
import java.nio.file.Path;

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

  /// A shell script as a job.
  static Job script(String text) {
    return Job.of(Candidate.of("run.sh", text), "/bin/sh", "run.sh");
  }
}
