package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaCompilerTest {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  private static final Map<String, String> GREETER =
      Map.of(
          "a/Main.java",
          """
          package a;
          public class Main {
            record Greeting(String text) {}
            public static void main(String[] args) {
              System.out.print(new Greeting("hello " + args.length + Names.name()));
            }
          }
          """,
          "a/Names.java",
          "package a; class Names { static String name() { return \"pawl\"; } }");

  private final Jail bubblewrap = JailsForTests.bubblewrap();
  private final JavaCompiler warm = JavaCompiler.in(bubblewrap, JAVA_HOME, 1);

  @AfterAll
  void close() {
    warm.close();
  }

  @TestFactory
  Stream<DynamicTest> compile_legalSources_givesClassesThatRun() {
    return Stream.of(bubblewrap, JailsForTests.landlock())
        .map(jail ->
            DynamicTest.dynamicTest(
                jail.walls().jail(),
                () -> {
                  try (JavaCompiler compiler =
                      JailedCompiler.once(jail, JAVA_HOME, JavaCompiler.RESTRICTIONS)) {
                    Compiled compiled = compiler.compile(GREETER);
                    assertThat(compiled).isInstanceOf(Compiled.Classes.class);
                    assertThat(compiled)
                        .as("as the warm one compiles")
                        .isEqualTo(warm.compile(GREETER));
                    assertThat(run(jail, (Compiled.Classes) compiled))
                        .isEqualTo("Greeting[text=hello 1pawl]");
                  }
                }));
  }

  @Test
  void compile_errors_namesFileLineAndWhatIsWrong() throws InterruptedException {
    Compiled compiled =
        warm.compile(Map.of("Main.java", "class Main {\n  int x = \"a\";\n  int y = z;\n}"));

    assertThat(compiled)
        .isInstanceOfSatisfying(
            Compiled.Errors.class,
            errors ->
                assertThat(errors.text())
                    .containsSubsequence(
                        "Main.java:2: incompatible types",
                        "Main.java:3: cannot find symbol",
                        "variable z"));
  }

  @Test
  void compile_classOfAnotherCompilation_isNotThere() throws InterruptedException {
    warm.compile(Map.of("Secret.java", "public class Secret { public static int X = 1; }"));

    Compiled compiled = warm.compile(Map.of("Main.java", "class Main { int x = Secret.X; }"));

    assertThat(compiled).isInstanceOf(Compiled.Errors.class);
  }

  @Test
  void compile_fileThatIsNoSource_isRefused() throws InterruptedException {
    for (String path :
        List.of(
            "META-INF/services/javax.annotation.processing.Processor", "../A.java", "@A.java")) {
      assertThat(warm.compile(Map.of(path, "Evil")))
          .isInstanceOfSatisfying(
              Compiled.Stopped.class,
              stopped -> assertThat(stopped.ending()).isInstanceOf(Ending.Refused.class));
    }
  }

  /// Attack 48.
  @Test
  void compile_nestedDeeply_isAnErrorOfTheCandidateAndTheNextOneCompiles()
      throws InterruptedException {
    String deep = "class Main { int x = " + "(".repeat(200_000) + "1" + ")".repeat(200_000) + "; }";

    assertThat(warm.compile(Map.of("Main.java", deep))).isInstanceOf(Compiled.Errors.class);
    assertThat(warm.compile(GREETER)).isInstanceOf(Compiled.Classes.class);
  }

  private static String run(Jail jail, Compiled.Classes compiled) throws InterruptedException {
    try (JavaRunner runner = JavaRunner.in(jail, JAVA_HOME, Restrictions.DEFAULT, 1)) {
      Ran ran = runner.run(compiled.files(), "a.Main", List.of("x"), Bytes.NONE);
      return ran.stdout().text() + ran.stderr().text();
    }
  }
}
