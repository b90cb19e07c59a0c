package dev.pawl.corewar.mars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.List;

/// The simulator, in all its ways to fight, and the oracle side by side.
final class OracleBattle {
  private final Settings settings;
  private final Mars hasty;
  private final Mars patient;
  private final Mars traced;
  private final OracleMars oracle;

  OracleBattle(Settings settings, int warriorsMax) {
    this.settings = settings;
    hasty = new Mars(settings, warriorsMax);
    patient = new Mars(settings, warriorsMax);
    traced = new Mars(settings, warriorsMax);
    oracle = new OracleMars(settings);
  }

  /// Fights the rounds of one battle everywhere and compares all that each way promises.
  ///
  /// @return instructions executed in the oracle
  long compare(List<Warrior> warriors, int rounds, long seed) {
    int count = warriors.size();
    hasty.enter(warriors);
    patient.enter(warriors);
    traced.enter(warriors);
    oracle.enter(warriors);
    var placement = Placement.seeded(settings, count, seed);
    int[] positions = new int[count];
    long instructions = 0;
    for (int round = 0; round < rounds; round++) {
      int first = placement.next(positions);
      RoundFacts expected = oracle.fight(positions, first);
      hasty.fight(positions, first);
      patient.fightToEnd(positions, first);
      traced.fightTraced(positions, first);
      int shown = round;
      assertThat(RoundFacts.of(hasty, count).outcome())
          .as(() -> describe("outcome", warriors, shown, seed))
          .isEqualTo(expected.outcome());
      assertThat(RoundFacts.of(patient, count).untraced())
          .as(() -> describe("end", warriors, shown, seed))
          .isEqualTo(expected.untraced());
      assertThat(RoundFacts.of(traced, count))
          .as(() -> describe("trace", warriors, shown, seed))
          .isEqualTo(expected);
      instructions += expected.instructions();
    }
    return instructions;
  }

  private String describe(String what, List<Warrior> warriors, int round, long seed) {
    var text =
        new StringBuilder("%s of round %d, seed %d, %s\n".formatted(what, round, seed, settings));
    warriors.forEach(warrior -> text.append(PlainWarriors.toSource(warrior)));
    return text.toString();
  }
}
