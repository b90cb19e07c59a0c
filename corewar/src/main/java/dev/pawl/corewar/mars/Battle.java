package dev.pawl.corewar.mars;

import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Many rounds between the same warriors.
public final class Battle {
  private Battle() {}

  /// Lets the warriors fight `rounds` rounds, whose p-spaces carry over from round to round.
  public static BattleResult fight(
      Mars mars, List<Warrior> warriors, int rounds, Placement placement) {
    int count = warriors.size();
    int[] positions = new int[count];
    int[][] survived = new int[count][count];
    int[] losses = new int[count];
    mars.enter(warriors);
    for (int round = 0; round < rounds; round++) {
      int first = placement.next(positions);
      mars.fight(positions, first);
      int survivors = mars.survivors();
      for (int w = 0; w < count; w++) {
        if (mars.alive(w)) {
          survived[w][survivors - 1]++;
        } else {
          losses[w]++;
        }
      }
    }
    var standings = new ArrayList<BattleResult.Standing>();
    for (int w = 0; w < count; w++) {
      Warrior warrior = warriors.get(w);
      standings.add(
          new BattleResult.Standing(
              warrior.name(),
              warrior.author(),
              Arrays.stream(survived[w]).boxed().toList(),
              losses[w]));
    }
    return new BattleResult(rounds, standings);
  }
}
