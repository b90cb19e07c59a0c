package dev.pawl.corewar.mars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// 12,000 rounds between random warriors, of which pMARS 0.9.2 recorded position, instructions,
/// processes and the whole final core.
class TracedRoundsTest {
  private static final String RESOURCES = "/dev/pawl/corewar/";

  private final Mars mars = new Mars(Settings.STANDARD, 2);
  private final Map<String, Warrior> warriors = new HashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"fuzz", "fuzz2"})
  void fight_tracedPairs_endAsInPmars(String list) {
    List<String> fought = new ArrayList<>();
    for (String line : text("traces/" + list + ".lst").lines().toList()) {
      String[] words = line.split(" ", -1);
      fought.add("# " + words[2] + " " + words[3]);
      List<Warrior> pair = List.of(warrior(words[2]), warrior(words[3]));
      mars.enter(pair);
      var placement = Placement.fixed(Settings.STANDARD, 2, Integer.parseInt(words[0]));
      int rounds = Integer.parseInt(words[1]);
      int[] score = new int[3];
      int[] positions = new int[2];
      for (int round = 1; round <= rounds; round++) {
        mars.fightToEnd(positions, placement.next(positions));
        fought.add(
            "R %d pos %d n %d t0 %d t1 %d h %016x"
                .formatted(
                    round,
                    positions[1],
                    mars.instructions(),
                    mars.tasks(0),
                    mars.tasks(1),
                    mars.coreHash()));
        if (mars.alive(0)) {
          score[mars.alive(1) ? 1 : 0]++;
        }
        score[2] += mars.alive(1) && !mars.alive(0) ? 1 : 0;
      }
      fought.add(score[0] + " " + score[1]);
      fought.add(score[2] + " " + score[1]);
    }

    assertThat(fought).isEqualTo(text("traces/" + list + ".pmars092.trace.gz").lines().toList());
  }

  private Warrior warrior(String path) {
    return warriors.computeIfAbsent(path, p -> PlainWarriors.parse(p, text(p)));
  }

  private static String text(String path) {
    try (InputStream raw =
            Objects.requireNonNull(
                TracedRoundsTest.class.getResourceAsStream(RESOURCES + path), path);
        InputStream in = path.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
