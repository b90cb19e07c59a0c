package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The attacks of `docs/safety.md` that concern a program in a jail. Each is a file whose name ends
/// with its verdict; after each, this machine must be as it was.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedTeamTest {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final Processor PROCESSOR =
      Processor.named(System.getProperty("os.arch")).orElseThrow();

  private final Host host = new Host();

  RedTeamTest() throws IOException {}

  @BeforeAll
  void whatFollows_isUnharmedAtFirst() throws IOException {
    host.assertUnharmed();
  }

  @AfterAll
  void close() throws IOException {
    host.close();
  }

  @TestFactory
  Stream<DynamicTest> bubblewrap_attacked_givesTheVerdictInTheName() throws IOException {
    Jail jail = JailsForTests.bubblewrap();
    return fixtures()
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> attack(jail, each)));
  }

  @TestFactory
  Stream<DynamicTest> podman_attacked_givesTheVerdictInTheName() throws IOException {
    Jail jail = JailsForTests.podman();
    return fixtures()
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> attack(jail, each)));
  }

  /// Where links, FIFOs and the like cannot even be made, what would be refused ends by itself.
  @TestFactory
  Stream<DynamicTest> landlock_attacked_givesTheVerdictInTheName() throws IOException {
    Jail jail = JailsForTests.landlock();
    return fixtures()
        .filter(each -> !each.says("needs namespaces"))
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> attack(jail, each)));
  }

  /// An attack that finds nothing to attack would prove nothing.
  @TestFactory
  Stream<DynamicTest> noJail_attacked_isBreached() throws IOException {
    return fixtures()
        .filter(each -> each.says("control"))
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> control(each)));
  }

  /// Those that are attacks on this processor.
  private static Stream<Fixture> fixtures() throws IOException {
    return Fixture.all().stream()
        .filter(each -> PROCESSOR == Processor.X86_64 || !each.says("needs x86-64"));
  }

  private void attack(Jail jail, Fixture fixture) throws Exception {
    Restrictions restrictions = restrictions(fixture);
    Job job = fixture.job(host.knowledge(), JAVA_HOME, PROCESSOR).within(restrictions);
    int times = fixture.name().contains("poison") ? 2 : 1;
    for (int i = 0; i < times; i++) {
      Ran ran = jail.run(job);
      host.assertUnharmed();
      check(fixture, ran);
    }
  }

  private static void check(Fixture fixture, Ran ran) {
    String said = "%s%n%s%s".formatted(ran.ending(), ran.stdout().text(), ran.stderr().text());
    switch (fixture.verdict()) {
      case "blocked" -> {
        assertThat(fixture.breach(ran, PROCESSOR)).as(said).isNull();
        assertThat(ran.ending()).as(said).isEqualTo(new Ending.Exited(0));
      }
      case "exited" -> assertThat(ran.ending()).as(said).isInstanceOf(Ending.Exited.class);
      case "tried-to-escape" -> {
        assertThat(ran.ending()).as(said).isInstanceOf(Ending.TriedToEscape.class);
        assertThat(ran.artifacts()).isEmpty();
      }
      case "timed-out" -> assertThat(ran.ending()).as(said).isInstanceOf(Ending.TimedOut.class);
      case "refused" -> {
        assertThat(ran.artifacts()).as(said).isEmpty();
        assertThat(ran.ending()).as(said).isNotEqualTo(new Ending.Exited(0));
        if (!ran.walls().jail().equals("landlock")) {
          assertThat(ran.ending()).as(said).isInstanceOf(Ending.Refused.class);
        }
      }
      case "over-limit" -> {
        // Without a control group a limit holds, but nobody is told that it was reached.
        if (!ran.walls().missing().containsKey(Control.MEMORY)) {
          assertThat(ran.ending()).as(said).isInstanceOf(Ending.OverLimit.class);
        }
        assertThat(ran.artifacts()).as(said).isEmpty();
      }
      default -> throw new AssertionError("no such verdict: " + fixture);
    }
    assertThat(ran.stdout().text()).doesNotContain("BREACH");
  }

  private static Restrictions restrictions(Fixture fixture) {
    Duration wall = Duration.ofMillis(fixture.verdict().equals("timed-out") ? 400 : 6_000);
    Duration cpu = Duration.ofMillis(fixture.name().contains("busy") ? 300 : 15_000);
    return Restrictions.DEFAULT
        .withTime(wall, cpu)
        .withMemory(fixture.kind().equals("sh") ? 128L << 20 : 512L << 20, 64)
        .withOutput(1 << 16, 16L << 20, 64, 4 << 20);
  }

  private void control(Fixture fixture) throws Exception {
    Job job = fixture.job(host.knowledge(), JAVA_HOME, PROCESSOR);
    try (Workplace place = Workplace.of(job.files(), Optional.empty())) {
      Path input = place.write("input", job.input().array());
      ProcessBuilder builder =
          new ProcessBuilder(job.command())
              .directory(place.candidate().toFile())
              .redirectErrorStream(true)
              .redirectInput(input.toFile());
      builder.environment().putAll(job.environment());
      builder.environment().put("PAWL_SECRET_KEY", "x");
      Process process = builder.start();
      Drain out = new Drain(process.getInputStream(), 1 << 20);
      Ending ending = new Ending.Exited(process.waitFor());
      List<Long> survivors = Host.survivors();
      Host.cleanUp();
      Walls none = new Walls("none", Map.of());
      Ran ran = new Ran(ending, out.finish(), Bytes.NONE, List.of(), Use.NONE, none);

      if (fixture.text().contains("$NONCE")) {
        assertThat(survivors).isNotEmpty();
      } else if (fixture.kind().equals("sh")) {
        assertThat(fixture.breach(ran, PROCESSOR)).as(ran.stdout().text()).isNotNull();
      } else {
        assertThat(ProbeJob.answers(ran)).as(ran.stdout().text()).containsValue(0);
      }
    }
  }
}
