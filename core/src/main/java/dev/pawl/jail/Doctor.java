package dev.pawl.jail;

import dev.pawl.engine.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Attacks the walls of this machine and says which hold. What a jail says of itself is not asked:
/// a program inside tries, and this process looks at what became of it.
public final class Doctor {

  private final Clock clock;
  private final Path javaHome;
  private final Processor processor;

  /// @param javaHome a JDK, to make system calls with
  /// @param processor as the JVM names it in `os.arch`
  public Doctor(Clock clock, Path javaHome, String processor) {
    this.clock = clock;
    this.javaHome = javaHome;
    this.processor =
        Processor.named(processor)
            .orElseThrow(() -> new JailException("no attack is known for processor " + processor));
  }

  /// Attacks `jail` in every way, about three seconds long.
  ///
  /// @throws JailException if its walls cannot even be built
  public Examination examine(Jail jail) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory("pawl-doctor-");
      try (Attacks attacks = new Attacks(jail, folder, javaHome, processor)) {
        long startMillis = startMillis(jail);
        List<Finding> findings = new ArrayList<>();
        findings.add(attacks.files());
        findings.add(attacks.secrets());
        findings.addAll(attacks.systemCalls());
        findings.add(attacks.privileges());
        findings.add(attacks.tree());
        findings.add(attacks.processes());
        findings.add(attacks.memory());
        findings.add(attacks.cpu());
        findings.add(attacks.disk());
        findings.add(attacks.output());
        findings.add(attacks.artifacts());
        findings.sort(Comparator.comparing(Finding::control));
        return new Examination(jail.walls().jail(), findings, startMillis);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare an attack", e);
    }
  }

  private long startMillis(Jail jail) throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = clock.nanos();
      jail.run(Attacks.script("exit 0"));
      least = Math.min(least, (clock.nanos() - start) / 1_000_000);
    }
    return least;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
