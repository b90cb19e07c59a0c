package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `pawl`, with a Java and a Maven that only say how they were called.
class LauncherTest {

  private static final Path SCRIPT = Path.of("..", "pawl");

  @TempDir Path folder;
  private Path home = Path.of("");

  @BeforeEach
  void install() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")) && Files.isRegularFile(SCRIPT));
    home = Files.createDirectory(folder.toRealPath().resolve("a home"));
    script(home.resolve("pawl"), Files.readString(SCRIPT));
    Files.createDirectories(home.resolve("cli/src/main"));
    Files.createDirectories(home.resolve(".mvn"));
    file(home.resolve("pom.xml"), "");
    file(home.resolve("cli/pom.xml"), "");
    jdk("jdk17", "17.0.9");
    jdk("jdk99", "99.0.1");
    script(
        home.resolve("bin/mvn"),
        """
        #!/bin/sh
        echo "mvn with $JAVA_HOME: $*" >>"%1$s/calls"
        [ ! -f "%1$s/broken" ] || { echo "[ERROR] it is broken"; exit 1; }
        echo "[INFO] ----------------------< dev.pawl:pawl-core >---------------------"
        mkdir -p "%1$s/cli/target" && echo jar >"%1$s/cli/target/pawl.jar"
        """
            .formatted(home));
  }

  @Test
  void pawl_first_buildsAndStarts() throws Exception {
    Terminal answer = launch(home.resolve("pawl"), "jdk99", "list", "a b");

    assertThat(answer.exitCode()).isEqualTo(7);
    assertThat(answer.err()).contains("building once with JDK 99.0.1", "building core", "ready");
    assertThat(answer.out().lines())
        .last()
        .asString()
        .contains("pawl.jar> dev.pawl.cli.Pawl list <a b>");
    assertThat(calls()).singleElement().asString().contains("jdk99: ", "-pl cli -am", "package");
  }

  @Test
  void pawl_built_onlyStarts() throws Exception {
    launch(home.resolve("pawl"), "jdk99", "list");
    Terminal answer = launch(home.resolve("pawl"), "jdk99", "list");

    assertThat(answer.err()).isEmpty();
    assertThat(calls()).hasSize(1);
  }

  @Test
  void pawl_sourceChanged_buildsAgain() throws Exception {
    launch(home.resolve("pawl"), "jdk99", "list");
    Path source = file(home.resolve("cli/src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 5_000));

    Terminal answer = launch(home.resolve("pawl"), "jdk99", "list");

    assertThat(answer.err()).contains("the sources have changed");
    assertThat(calls()).hasSize(2);
  }

  @Test
  void pawl_throughALink_findsItsHome() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("pawl"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link.getFileName());

    assertThat(launch(second, "jdk99", "list").out()).contains("-Dpawl.home=" + home);
  }

  @Test
  void pawl_oldJavaHome_isPassedOver() throws Exception {
    ProcessBuilder builder = builder(home.resolve("pawl"), "list");
    builder.environment().put("JAVA_HOME", folder.resolve("jdk17").toString());
    builder.environment().put("JDK_HOME", folder.resolve("jdk99").toString());

    assertThat(run(builder).out()).contains("java of jdk99");
  }

  @Test
  void pawl_buildFails_saysWhyAndWhere() throws Exception {
    file(home.resolve("broken"), "");

    Terminal answer = launch(home.resolve("pawl"), "jdk99", "list");

    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("it is broken", "the build failed", "target/build.log");
    assertThat(home.resolve("target/building")).doesNotExist();
  }

  @Test
  void pawl_test_checksFormatThenRunsAllTests() throws Exception {
    Terminal answer = launch(home.resolve("pawl"), "jdk99", "test", "-pl", "core");

    assertThat(answer.exitCode()).isZero();
    assertThat(calls()).hasSize(2);
    assertThat(calls().getFirst()).endsWith("spotless:check");
    assertThat(calls().getLast()).endsWith("verify -pl core");
  }

  @Test
  void pawl_anotherJdk_rehearsesAgain() throws Exception {
    jdk("jdk98", "98.0.1");
    launch(home.resolve("pawl"), "jdk99", "list");

    assertThat(launch(home.resolve("pawl"), "jdk98", "list").err()).isEqualTo("pawl: ready\n");
    assertThat(launch(home.resolve("pawl"), "jdk98", "list").err()).isEmpty();
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(home.resolve("calls"));
  }

  private void jdk(String name, String version) throws IOException {
    Path jdk = folder.resolve(name);
    script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    script(
        jdk.resolve("bin/java"),
        """
        #!/bin/sh
        case "$*" in *Rehearsal*) exit 0 ;; esac
        printf 'java of %s: '
        for arg; do case $arg in *' '*) printf '<%%s> ' "$arg" ;; *) printf '%%s ' "$arg" ;; esac; done
        echo
        exit 7
        """
            .formatted(name));
    file(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  private Terminal launch(Path script, String jdk, String... args) throws Exception {
    ProcessBuilder builder = builder(script, args);
    builder.environment().put("JAVA_HOME", folder.resolve(jdk).toString());
    return run(builder);
  }

  private ProcessBuilder builder(Path script, String... args) {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Stream.of(args)).toList());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
    environment.put("HOME", folder.toString());
    builder.directory(folder.toFile());
    return builder;
  }

  private Terminal run(ProcessBuilder builder) throws Exception {
    Path err = folder.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Terminal(process.waitFor(), out, Files.readString(err));
  }

  private static Path file(Path path, String text) throws IOException {
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private static void script(Path path, String text) throws IOException {
    Files.setPosixFilePermissions(file(path, text), PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
