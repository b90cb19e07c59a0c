package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Attacks in Java. Each is a file whose name ends with its verdict and whose first line is the
/// path of the source: compiled in the jail, then run twice: metered in a machine that is used
/// again, or, where the second line says so, unmetered in a machine of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaRedTeamTest {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final Restrictions RESTRICTIONS =
      Restrictions.DEFAULT.withTime(Duration.ofSeconds(8), Duration.ofSeconds(8));

  private final Jail jail = JailsForTests.bubblewrap();
  private final Host host = new Host();
  private final JavaCompiler compiler = JavaCompiler.in(jail, JAVA_HOME, 1);
  private final MeteredJava metered = MeteredJava.warm(jail, JAVA_HOME, RESTRICTIONS, 1);
  private final JavaRunner unmetered = JavaRunner.in(jail, JAVA_HOME, RESTRICTIONS, 1);

  JavaRedTeamTest() throws IOException {}

  @AfterAll
  void close() throws IOException {
    compiler.close();
    metered.close();
    unmetered.close();
    host.close();
  }

  @TestFactory
  Stream<DynamicTest> java_attacked_givesTheVerdictInTheName() throws IOException {
    Path folder =
        Path.of(
            Optional.ofNullable(JavaRedTeamTest.class.getResource("redteam-java"))
                .orElseThrow()
                .getPath());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream()
          .map(each -> DynamicTest.dynamicTest(each.getFileName().toString(), () -> attack(each)));
    }
  }

  private void attack(Path fixture) throws Exception {
    String verdict = fixture.getFileName().toString().split("\\.", -1)[1];
    String source = Files.readString(fixture);
    List<String> lines = source.lines().toList();
    String path = lines.getFirst().substring("// ".length());
    Compiled compiled = compiler.compile(Map.of(path, source));
    if (verdict.equals("does-not-compile")) {
      assertThat(compiled).isInstanceOf(Compiled.Errors.class);
      return;
    }
    assertThat(compiled).isInstanceOf(Compiled.Classes.class);
    Map<String, Bytes> classes = ((Compiled.Classes) compiled).files();
    String main = path.substring(0, path.length() - ".java".length()).replace('/', '.');
    for (int i = 0; i < 2; i++) {
      check(verdict, run(classes, main, lines.get(1).equals("// unmetered")));
      host.assertUnharmed();
    }
  }

  private Stepped run(Map<String, Bytes> classes, String main, boolean without)
      throws InterruptedException {
    if (without) {
      Ran ran = unmetered.run(classes, main, List.of(), Bytes.NONE);
      return new Stepped(ran.ending(), ran.stdout(), ran.stderr(), 0, ran.walls());
    }
    return metered.run(classes, main, List.of(), Bytes.of("input"), 1_000_000);
  }

  private static void check(String verdict, Stepped ran) {
    String said = "%s%n%s%s".formatted(ran.ending(), ran.stdout().text(), ran.stderr().text());
    switch (verdict) {
      case "exited" -> assertThat(ran.ending()).as(said).isEqualTo(new Ending.Exited(0));
      case "refused" -> assertThat(ran.ending()).as(said).isInstanceOf(Ending.Refused.class);
      case "tried-to-escape" ->
          assertThat(ran.ending()).as(said).isInstanceOf(Ending.TriedToEscape.class);
      case "over-limit" -> assertThat(ran.ending()).as(said).isInstanceOf(Ending.OverLimit.class);
      default -> throw new AssertionError("no such verdict: " + verdict);
    }
    assertThat(ran.stdout().text()).doesNotContain("BREACH");
  }
}
