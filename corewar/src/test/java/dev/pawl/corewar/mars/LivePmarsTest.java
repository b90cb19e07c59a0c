package dev.pawl.corewar.mars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Battles in Debian's pMARS, where it is installed with `Xvfb` and `xdotool`: its fights want a
/// display, and a key pressed at the end.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePmarsTest {
  private static final int ROUNDS = 12;
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/games"), Path.of("/usr/bin"), Path.of("/usr/local/bin"));

  @TempDir Path folder;
  private @Nullable Process xvfb;
  private String display = "";

  @BeforeAll
  void startDisplay() throws IOException {
    assumeTrue(
        Stream.of("pmars", "Xvfb", "xdotool").allMatch(program -> found(program).isPresent()),
        "pmars, Xvfb and xdotool are not all installed");
    Process started =
        new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    xvfb = started;
    BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
    display = ":" + out.readLine();
  }

  @AfterAll
  void stopDisplay() {
    if (xvfb != null) {
      xvfb.destroy();
    }
  }

  private static Optional<Path> found(String program) {
    return PLACES.stream()
        .map(place -> place.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @ParameterizedTest(name = "{0} warriors in a core of {1}, seed {2}")
  @CsvSource({
    "2, 8000, 1",
    "2, 8000, 2",
    "2, 800, 3",
    "3, 8000, 4",
    "5, 800, 5",
    "9, 8000, 6",
    "10, 800, 7",
    "4, 55440, 8",
  })
  void fight_randomWarriors_scoresAsInPmars(int count, int coreSize, int seed) throws Exception {
    var settings =
        Settings.of(coreSize, 400, Math.min(coreSize, 500), 30, Math.min(70, coreSize / count));
    var random = new SplittableRandom(seed);
    List<Warrior> warriors = new RandomWarriors(settings, random).some(count);
    int position = settings.distance() + random.nextInt(1_000_000);

    String fixed = pmars(settings, warriors, "-F", Integer.toString(position));
    String ofCode = pmars(settings, warriors, "-f");

    assertThat(battle(settings, warriors, Placement.fixed(settings, count, position)).toPmars())
        .isEqualTo(fixed);
    assertThat(battle(settings, warriors, Placement.ofCode(settings, warriors)).toPmars())
        .isEqualTo(ofCode);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void toKoth_randomWarriors_printsWhatPmarsDoes(int kind) throws Exception {
    var settings = Settings.STANDARD;
    int count = kind + 1;
    List<Warrior> warriors = new RandomWarriors(settings, new SplittableRandom(kind)).some(count);

    String printed = pmars(settings, warriors, "-k", "-F", "4000");

    assertThat(battle(settings, warriors, Placement.fixed(settings, count, 4000)).toKoth())
        .isEqualTo(printed);
  }

  @ParameterizedTest(name = "PIN {0} and PIN {1}")
  @CsvSource({"3, 3", "3, 4", "0, ", ", 0", "0, 0"})
  void pSpace_ofTwoPins_isSharedAsInPmars(@Nullable Integer first, @Nullable Integer second)
      throws Exception {
    Warrior writer = withPin("writer", first, "STP.AB #7, #5\nJMP.B $0, $0");
    Warrior reader =
        withPin(
            "reader",
            second,
            """
            NOP.B $0, $0
            NOP.B $0, $0
            LDP.AB #5, $3
            JMZ.B $4, $2
            JMP.B $0, $0
            DAT.F $0, $0
            NOP.B $0, $0
            """);
    List<Warrior> pair = List.of(writer, reader);

    String printed = pmars(Settings.STANDARD, pair, "-F", "4000");

    assertThat(
            battle(Settings.STANDARD, pair, Placement.fixed(Settings.STANDARD, 2, 4000)).toPmars())
        .isEqualTo(printed);
  }

  private static Warrior withPin(String name, @Nullable Integer pin, String code) {
    return PlainWarriors.parse(name, (pin == null ? "" : "PIN " + pin + "\n") + code);
  }

  private static BattleResult battle(
      Settings settings, List<Warrior> warriors, Placement placement) {
    return Battle.fight(new Mars(settings, warriors.size()), warriors, ROUNDS, placement);
  }

  private String pmars(Settings settings, List<Warrior> warriors, String... options)
      throws Exception {
    var command = new ArrayList<String>();
    command.add(found("pmars").orElseThrow().toString());
    command.addAll(List.of("-b", "-v", "000", "-r", "" + ROUNDS, "-s", "" + settings.coreSize()));
    command.addAll(List.of("-c", "" + settings.cycles(), "-p", "" + settings.processes()));
    command.addAll(List.of("-l", "" + settings.length(), "-d", "" + settings.distance()));
    command.addAll(List.of(options));
    for (int w = 0; w < warriors.size(); w++) {
      Path file = folder.resolve(w + ".red");
      Files.writeString(file, PlainWarriors.toSource(warriors.get(w)));
      command.add(file.toString());
    }
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("DISPLAY", display);
    Path printed = folder.resolve("printed");
    builder.redirectOutput(printed.toFile());
    // Now and then pMARS loses its display and prints nothing.
    for (int tries = 0; tries < 5; tries++) {
      run(builder.start());
      if (Files.size(printed) > 0) {
        break;
      }
    }
    return Files.readString(printed);
  }

  private void run(Process pmars) throws Exception {
    try {
      for (int tries = 0; tries < 400 && !pmars.waitFor(50, TimeUnit.MILLISECONDS); tries++) {
        pressKey();
      }
      assertThat(pmars.isAlive()).as("pmars still running after 20 s").isFalse();
    } finally {
      pmars.destroyForcibly();
    }
  }

  private void pressKey() throws Exception {
    var builder =
        new ProcessBuilder(found("xdotool").orElseThrow().toString(), "key", "space").inheritIO();
    builder.environment().put("DISPLAY", display);
    builder.start().waitFor();
  }
}
