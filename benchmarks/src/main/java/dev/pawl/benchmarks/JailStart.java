package dev.pawl.benchmarks;

import dev.pawl.Candidate;
import dev.pawl.engine.Clock;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Ending;
import dev.pawl.jail.Jail;
import dev.pawl.jail.JailAhead;
import dev.pawl.jail.Jails;
import dev.pawl.jail.JavaJail;
import dev.pawl.jail.Job;
import dev.pawl.jail.Ran;
import dev.pawl.jail.Restrictions;
import dev.pawl.jail.Tools;
import dev.pawl.jail.Weakness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What it costs to run a program that does nothing, from the call to the death of everything inside: without a jail,
/// in bare bubblewrap, in the jail, as Java in the jail, in walls that were built ahead, and as Java in a machine that was
/// started ahead. Arms take
/// turns, so that a busy machine is busy for all; medians and quartiles in milliseconds.
///
///     java -cp ... dev.pawl.benchmarks.JailStart [rounds]
public final class JailStart {

  /// The candidate.
  public static final class Nothing {
    private Nothing() {}

    /// Does nothing.
    public static void main(String[] args) {}
  }

  private interface Arm {
    void run() throws Exception;
  }

  private JailStart() {}

  /// Measures.
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 40;
    Tools tools = Tools.on("/usr/bin:/bin:/usr/sbin:/sbin");
    String processor = System.getProperty("os.arch");
    Path home = Path.of(System.getProperty("java.home"));
    Clock clock = Clock.system();
    Jail jail = Jails.open(tools, clock, processor, home, Weakness.ACCEPTED);
    Restrictions limits =
        Restrictions.DEFAULT.withTime(Duration.ofSeconds(20), Duration.ofSeconds(20));
    String name = Nothing.class.getName();
    Map<String, Bytes> classes = Map.of(name, classFile());
    Job java = java(home, name).within(limits);
    try (JavaJail pool = JavaJail.of(tools, clock, processor, home, limits, 2);
        JailAhead ahead = JailAhead.of(jail, 2)) {
      String[] names = {
        "/bin/true",
        "bare bwrap /bin/true",
        "jail /bin/true",
        "jail java",
        "jail /bin/true, ahead",
        "jail java, ahead"
      };
      Arm[] arms = {
        () -> exec(List.of("/bin/true")),
        () -> exec(bare()),
        () -> check(jail.run(Job.of(Candidate.of("a", ""), "/bin/true"))),
        () -> check(jail.run(java)),
        () -> check(ahead.run(Job.of(Candidate.of("a", ""), "/bin/true"))),
        () -> check(pool.run(classes, name, List.of(), Bytes.NONE))
      };
      double[][] millis = new double[arms.length][rounds];
      for (int round = -5; round < rounds; round++) {
        for (int arm = 0; arm < arms.length; arm++) {
          Thread.sleep(arm >= arms.length - 2 ? 400 : 0); // until one has started ahead
          long start = clock.nanos();
          arms[arm].run();
          if (round >= 0) {
            millis[arm][round] = (clock.nanos() - start) / 1e6;
          }
        }
      }
      System.out.printf("%-22s %8s %8s %8s%n", "ms, " + jail.walls(), "25 %", "median", "75 %");
      for (int arm = 0; arm < arms.length; arm++) {
        Arrays.sort(millis[arm]);
        System.out.printf(
            "%-22s %8.1f %8.1f %8.1f%n",
            names[arm],
            millis[arm][rounds / 4],
            millis[arm][rounds / 2],
            millis[arm][rounds * 3 / 4]);
      }
    }
  }

  private static void check(Ran ran) {
    if (!ran.ending().equals(new Ending.Exited(0))) {
      throw new IllegalStateException(ran.ending() + ": " + ran.stderr().text());
    }
  }

  private static void exec(List<String> command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).start().waitFor() != 0) {
      throw new IOException("failed: " + command);
    }
  }

  private static List<String> bare() {
    return List.of(
        ("bwrap --unshare-all --die-with-parent --new-session --clearenv --cap-drop ALL --ro-bind /usr /usr"
                + " --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 --proc /proc"
                + " --dev /dev --size 1000000 --tmpfs /tmp /bin/true")
            .split(" ", -1));
  }

  private static Job java(Path home, String name) throws IOException {
    SortedMap<String, Bytes> files = new TreeMap<>();
    files.put(name.replace('.', '/') + ".class", classFile());
    List<String> command =
        List.of(
            home.resolve("bin/java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Xmx256m",
            "-cp",
            ".",
            name);
    return new Job(
        files,
        command,
        new TreeMap<>(),
        Bytes.NONE,
        home.startsWith("/usr") ? List.of() : List.of(home),
        Restrictions.DEFAULT);
  }

  private static Bytes classFile() throws IOException {
    String file = "/" + Nothing.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(Nothing.class.getResourceAsStream(file))) {
      return Bytes.of(in.readAllBytes());
    }
  }
}
