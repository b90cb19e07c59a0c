package dev.pawl.corewar.mars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoopSourceTest {
  private static final Path FOLDER = Path.of("src/main/java/dev/pawl/corewar/mars");

  @Test
  void duel_written_isWhatLiesInTheSourceTree() throws IOException {
    assertThat(bare(Files.readString(FOLDER.resolve("Duel.java"))))
        .isEqualTo(bare(LoopSource.duel()));
  }

  @Test
  void melee_written_isWhatLiesInTheSourceTree() throws IOException {
    assertThat(bare(Files.readString(FOLDER.resolve("Melee.java"))))
        .isEqualTo(bare(LoopSource.melee()));
  }

  /// Without what the formatter may change.
  private static String bare(String source) {
    return source
        .lines()
        .filter(line -> !line.strip().startsWith("//"))
        .collect(Collectors.joining())
        .replaceAll("\\s+", "");
  }
}
