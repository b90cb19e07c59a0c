package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pawl.engine.Clock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JailsTest {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @Test
  void open_noTools_refusesAndSaysHowToGetThem() {
    assertThatExceptionOfType(JailException.class)
        .isThrownBy(() -> open(new Tools(Map.of()), Weakness.ACCEPTED))
        .withMessageContainingAll("no bwrap was found", "apt-get install bubblewrap");
  }

  @Test
  void open_noBubblewrap_isWeakAndMustBeAccepted() throws InterruptedException {
    JailsForTests.landlock();
    Map<String, Path> paths = new HashMap<>(JailsForTests.TOOLS.paths());
    paths.remove("bwrap");
    Tools tools = new Tools(paths);

    Jail accepted = open(tools, Weakness.ACCEPTED);

    assertThat(accepted.walls().jail()).isEqualTo("landlock");
    assertThat(accepted.walls().missing()).containsKey(Control.DISK);
    assertThat(accepted.run(JailsForTests.script("exit 0")).walls().weak()).isTrue();
    assertThatExceptionOfType(JailException.class)
        .isThrownBy(() -> open(tools, Weakness.REFUSED))
        .withMessageContainingAll("lacks [", "DISK]", "accept a weak jail", "no bwrap was found");
  }

  @Test
  void open_unknownProcessor_refuses() {
    assertThatExceptionOfType(JailException.class)
        .isThrownBy(() ->
            Jails.open(JailsForTests.TOOLS, Clock.system(), "vax", JAVA_HOME, Weakness.ACCEPTED))
        .withMessageContaining("vax");
  }

  private static Jail open(Tools tools, Weakness weakness) throws InterruptedException {
    return Jails.open(tools, Clock.system(), System.getProperty("os.arch"), JAVA_HOME, weakness);
  }
}
