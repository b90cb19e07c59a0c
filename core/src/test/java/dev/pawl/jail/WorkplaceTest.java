package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class WorkplaceTest {

  private static final long NOW = 10_000_000_000L;
  private static final long HOUR = 3_600_000;

  @TempDir Path folder;

  private void leave(String name, long ageMillis) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    Files.writeString(made.resolve("file"), "left");
    Files.setLastModifiedTime(made, FileTime.fromMillis(NOW - ageMillis));
  }

  @Test
  void sweep_removesWhatDeadProcessesLeftLongAgoAndNothingElse() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    long dead = process.pid();
    long alive = ProcessHandle.current().pid();
    leave("pawl-jail-%d-1".formatted(dead), HOUR);
    leave("pawl-jail-%d-2".formatted(dead), HOUR - 1);
    leave("pawl-jail-%d-3".formatted(alive), 2 * HOUR);
    leave("pawl-jail-of-somebody", 2 * HOUR);
    Files.createSymbolicLink(
        folder.resolve("pawl-jail-%d-4".formatted(dead)), Files.createTempDirectory(folder, "to"));

    Workplace.sweep(folder, NOW);

    try (Stream<Path> left = Files.list(folder)) {
      List<String> names =
          left.map(path -> path.getFileName().toString())
              .filter(name -> name.startsWith("pawl"))
              .toList();
      assertThat(names)
          .containsExactlyInAnyOrder(
              "pawl-jail-%d-2".formatted(dead),
              "pawl-jail-%d-3".formatted(alive),
              "pawl-jail-%d-4".formatted(dead),
              "pawl-jail-of-somebody");
    }
  }
}
