package dev.pawl.jail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A job that makes system calls inside a jail, and reads what the kernel answered.
final class ProbeJob {

  private static final String CLASS_FILE = "dev/pawl/jail/Probe.class";

  private final Path javaHome;
  private final Processor processor;
  private final StringBuilder calls = new StringBuilder();

  /// @param javaHome a JDK of this machine
  ProbeJob(Path javaHome, Processor processor) {
    this.javaHome = javaHome;
    this.processor = processor;
  }

  /// Adds a call; nothing where the processor does not have it.
  ///
  /// @param arguments as [Probe] reads them
  ProbeJob call(String label, SystemCall call, String... arguments) {
    int number = call.number(processor);
    if (number >= 0) {
      calls.append("%s %d %s\n".formatted(label, number, String.join(" ", arguments)));
    }
    return this;
  }

  /// Adds an attempt to connect.
  ProbeJob connect(String label, String address, int port) {
    calls.append("%s connect %s %d\n".formatted(label, address, port));
    return this;
  }

  /// The job itself.
  Job job() {
    SortedMap<String, Bytes> files = new TreeMap<>();
    files.put(CLASS_FILE, classFile());
    Path java = javaHome.resolve("bin/java");
    List<String> command =
        List.of(
            java.toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            ".",
            Probe.class.getName());
    return new Job(
        files,
        command,
        new TreeMap<>(),
        Bytes.of(calls.toString()),
        javaHome.startsWith("/usr") ? List.of() : List.of(javaHome),
        Restrictions.DEFAULT.withTime(Duration.ofSeconds(30), Duration.ofSeconds(20)));
  }

  /// The answers: 0, or the number of the error, by label; empty if the program did not answer.
  static Map<String, Integer> answers(Ran ran) {
    Map<String, Integer> answers = new HashMap<>();
    for (String line : ran.stdout().text().lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length == 2) {
        number(words[1]).ifPresent(errno -> answers.put(words[0], errno));
      }
    }
    return answers;
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Bytes classFile() {
    try (InputStream in = Probe.class.getResourceAsStream("/" + CLASS_FILE)) {
      if (in == null) {
        throw new IllegalStateException(CLASS_FILE + " is not on the class path");
      }
      return Bytes.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + CLASS_FILE, e);
    }
  }
}
