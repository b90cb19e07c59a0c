package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// That each of the 48 attacks of `docs/safety.md` is a fixture whose name ends with its verdict: a
/// file of a red team, or a test in a class of one. A fixture that is deleted fails here.
class RedTeamCompleteTest {

  private static final int ATTACKS = 48;

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern FIXTURE =
      Pattern.compile(
          "\\b(0[1-9]|[1-4]\\d)-[a-z0-9-]+\\.(blocked|refused|exited|timed-out|over-limit"
              + "|does-not-compile|tried-to-escape|not-promoted|paused|found)\\b");

  @Test
  void attacks_all48_areFixturesWithTheirVerdictInTheName() throws IOException {
    Set<Integer> attacked = new TreeSet<>();
    for (String module : new String[] {"core", "llm", "labs", "cli"}) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/test"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          read(file, attacked);
        }
      }
    }

    assertThat(attacked)
        .as("attacks that have a fixture")
        .containsExactlyElementsOf(IntStream.rangeClosed(1, ATTACKS).boxed().toList());
  }

  private static void read(Path file, Set<Integer> attacked) throws IOException {
    String name = file.getFileName().toString();
    boolean isAttack = file.toString().matches(".*/redteam[a-z-]*/[^/]*");
    boolean isClass = name.endsWith("RedTeamTest.java");
    String text = isClass ? Files.readString(file) : isAttack ? name : "";
    Matcher matcher = FIXTURE.matcher(text);
    while (matcher.find()) {
      attacked.add(Integer.valueOf(matcher.group(1)));
    }
  }
}
