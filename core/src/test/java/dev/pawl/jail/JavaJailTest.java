package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.engine.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JavaJailTest {

  /// A candidate: answers its input, and remembers in a static field how often it was run.
  static final class Echo {

    private static int times;

    private Echo() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
      times++;
      System.out.print(
          String.join(",", args)
              + ":"
              + new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
              + times);
    }
  }

  /// A candidate that never ends.
  static final class Endless {

    private Endless() {}

    public static void main(String[] args) throws InterruptedException {
      while (true) {
        Thread.sleep(1000);
      }
    }
  }

  @Test
  void run_twoCandidates_haveAMachineEach() throws Exception {
    JailsForTests.bubblewrap();
    try (JavaJail jail = jail()) {
      List<String> said = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Ran ran =
            jail.run(classes(Echo.class), Echo.class.getName(), List.of("a", "b"), Bytes.of("in"));
        assertThat(ran.ending()).as(ran.stderr().text()).isEqualTo(new Ending.Exited(0));
        said.add(ran.stdout().text());
      }

      assertThat(said).containsExactly("a,b:in1", "a,b:in1");
    }
  }

  @Test
  void run_endless_isTimedOut() throws Exception {
    JailsForTests.bubblewrap();
    try (JavaJail jail = jail()) {
      Ran ran = jail.run(classes(Endless.class), Endless.class.getName(), List.of(), Bytes.NONE);

      assertThat(ran.ending()).isEqualTo(new Ending.TimedOut(3000));
    }
  }

  private static JavaJail jail() {
    return JavaJail.of(
        JailsForTests.TOOLS,
        Clock.system(),
        System.getProperty("os.arch"),
        Path.of(System.getProperty("java.home")),
        Restrictions.DEFAULT.withTime(Duration.ofSeconds(3), Duration.ofSeconds(20)),
        1);
  }

  private static Map<String, Bytes> classes(Class<?> type) throws IOException {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = Optional.ofNullable(type.getResourceAsStream(file)).orElseThrow()) {
      return Map.of(type.getName(), Bytes.of(in.readAllBytes()));
    }
  }
}
