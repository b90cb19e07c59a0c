package dev.pawl.corewar.mars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The oracle is held to what pMARS 0.9.2 recorded of rounds between random warriors.
class OracleMarsTest {
  private static final String RESOURCES = "/dev/pawl/corewar/";
  private static final int PAIRS = 100;

  private final OracleMars oracle = new OracleMars(Settings.STANDARD);

  @ParameterizedTest
  @ValueSource(strings = {"fuzz", "fuzz2"})
  void fight_tracedPairs_endAsInPmars(String list) throws IOException {
    List<String> recorded =
        text("traces/" + list + ".pmars092.trace.gz")
            .lines()
            .filter(l -> l.startsWith("R"))
            .toList();
    var fought = new ArrayList<String>();
    for (String line : text("traces/" + list + ".lst").lines().limit(PAIRS).toList()) {
      String[] words = line.split(" ", -1);
      oracle.enter(List.of(warrior(words[2]), warrior(words[3])));
      var placement = Placement.fixed(Settings.STANDARD, 2, Integer.parseInt(words[0]));
      int[] positions = new int[2];
      for (int round = 1; round <= Integer.parseInt(words[1]); round++) {
        RoundFacts facts = oracle.fight(positions, placement.next(positions));
        fought.add(
            "R %d pos %d n %d t0 %d t1 %d h %016x"
                .formatted(
                    round,
                    positions[1],
                    facts.instructions(),
                    facts.tasks().get(0),
                    facts.tasks().get(1),
                    facts.coreHash()));
      }
    }

    assertThat(fought).hasSizeGreaterThanOrEqualTo(PAIRS);
    assertThat(fought).isEqualTo(recorded.subList(0, fought.size()));
  }

  private static Warrior warrior(String path) throws IOException {
    return PlainWarriors.parse(path, text(path));
  }

  private static String text(String path) throws IOException {
    try (InputStream raw =
            Objects.requireNonNull(
                OracleMarsTest.class.getResourceAsStream(RESOURCES + path), path);
        InputStream in = path.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
