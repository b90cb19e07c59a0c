package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pawl.engine.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JailKindTest {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @Test
  void named_knownKind_isThat() {
    assertThat(JailKind.named("strongest")).isEqualTo(new JailKind.Strongest());
    assertThat(JailKind.named("podman"))
        .isEqualTo(new JailKind.Contained("podman", Optional.empty()));
    assertThat(JailKind.named("docker=debian:13"))
        .isEqualTo(new JailKind.Contained("docker", Optional.of("debian:13")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "none", "strongest=x", "docker", "podman=", "podman=--privileged", "lxc=a"})
  void named_anythingElse_isRefusedAndSaysWhatIsExpected(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JailKind.named(text))
        .withMessageMatching("(?s).*(expected strongest|needs an image|no name of an image).*");
  }

  @Test
  void open_engineThatIsNotThere_saysHowToGetItAndTakesNoOther() {
    assertThatExceptionOfType(JailException.class)
        .isThrownBy(() -> open(new Tools(Map.of()), "podman"))
        .withMessageContainingAll("no podman was found", "apt-get install podman");
  }

  /// As a docker client does whose daemon does not run.
  @Test
  void open_engineThatFails_repeatsItsWords(@TempDir Path folder) throws IOException {
    Path docker =
        Files.writeString(
            folder.resolve("docker"),
            "#!/bin/sh\necho 'Cannot connect to the Docker daemon' >&2; exit 1\n");
    Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, Path> paths = new HashMap<>(JailsForTests.TOOLS.paths());
    paths.put("docker", docker);

    assertThatExceptionOfType(JailException.class)
        .isThrownBy(() -> open(new Tools(paths), "docker=debian:13"))
        .withMessageContainingAll("`docker ps` failed", "Cannot connect to the Docker daemon");
  }

  private static Jail open(Tools tools, String kind) throws InterruptedException {
    return Jails.open(
        tools,
        Clock.system(),
        System.getProperty("os.arch"),
        JAVA_HOME,
        JailKind.named(kind),
        Weakness.ACCEPTED);
  }
}
