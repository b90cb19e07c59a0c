package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DoctorCommandTest {

  private static final String SYSTEM = "/usr/bin:/bin:/usr/sbin:/sbin";

  @Test
  void doctor_controlsThatHold_saysSoAndExitsAccordingly() {
    assumeTrue(
        Files.exists(Path.of("/usr/bin/bwrap")),
        "bubblewrap is not installed: apt-get install bubblewrap");

    Terminal answer = Terminal.type("doctor", "--path", SYSTEM, "--json");

    JsonNode json = answer.json();
    assertThat(json.get("jail").asString()).isEqualTo("bubblewrap");
    assertThat(json.get("controls").findValuesAsString("control"))
        .contains("files", "network", "system calls", "memory");
    assertThat(answer.exitCode()).isEqualTo(json.get("sound").asBoolean() ? Exit.OK : Exit.NO);
    for (JsonNode control : json.get("controls")) {
      assertThat(control.has("remedy")).isNotEqualTo(control.get("holds").asBoolean());
    }
  }

  @Test
  void doctor_withoutAnyTool_refusesAndSaysHowToGetIt(@TempDir Path empty) {
    Terminal answer = Terminal.type("doctor", "--path", empty.toString());

    assertThat(answer.exitCode()).isEqualTo(Exit.NO);
    assertThat(answer.out()).contains("No program can be jailed here", "apt-get install");
  }

  @Test
  void doctor_engineThatIsNotThere_isNamedAndNothingTakesItsPlace(@TempDir Path empty) {
    Terminal answer = Terminal.type("doctor", "--path", empty.toString(), "--jail=podman");

    assertThat(answer.exitCode()).isEqualTo(Exit.NO);
    assertThat(answer.out()).contains("no podman was found", "apt-get install podman");
    assertThat(Terminal.type("doctor", "--jail=lxc").err())
        .contains("unknown jail 'lxc'", "podman=IMAGE");
  }

  @Test
  void doctor_withoutBubblewrap_namesWhatIsMissingAndFails(@TempDir Path few) throws IOException {
    for (String tool : new String[] {"sh", "prlimit", "setpriv"}) {
      Path path = Path.of("/usr/bin", tool);
      assumeTrue(Files.exists(path), tool + " is not in /usr/bin");
      Files.createSymbolicLink(few.resolve(tool), path);
    }

    Terminal answer = Terminal.type("doctor", "--path", few.toString());

    assertThat(answer.exitCode()).isEqualTo(Exit.NO);
    assertThat(answer.out()).containsAnyOf("MISSING", "No program can be jailed here");
    assertThat(answer.out()).contains("bubblewrap");
  }
}
