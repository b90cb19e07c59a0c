package dev.pawl.labs.squared.task;

import dev.pawl.Draw;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.mars.Battle;
import dev.pawl.corewar.mars.BattleResult.Standing;
import dev.pawl.corewar.mars.Mars;
import dev.pawl.corewar.mars.Placement;
import java.util.ArrayList;
import java.util.List;

/// Warriors preferred by how they fight: the points of battles against the same opponents from the
/// same positions, 1 for a win and a half for a tie, on average. Opponents were made by the
/// operators.
///
/// The best that a policy can do within a divergence from the source is not known exactly, since
/// points do not add up token by token: it is that of [#POOL] warriors of the source, weighted by
/// their reward (a tilt, as in [Liking], by self-normalised importance sampling). Whoever is a
/// little better than that is better than an estimate.
public final class Battles implements Taste {

  static final int POOL = 4096;
  private static final int OPPONENTS = 6;
  private static final double TILT_MAX = 400;
  private static final int HALVINGS = 60;

  private final Arms arms;
  private final int length;
  private final long seed;
  private final List<Warrior> opponents = new ArrayList<>();
  private final int[][] warriors = new int[POOL][];
  private final double[] rewards = new double[POOL];

  /// Fights all battles of the pool: under a second.
  ///
  /// @param length of a warrior, its first token included
  /// @param seed of the opponents and the pool
  public Battles(Arms arms, int length, long seed) {
    if (length > Arms.SETTINGS.length()) {
      throw new IllegalArgumentException(
          "warriors of %d instructions were asked for; the most is %d: set context to less"
              .formatted(length, Arms.SETTINGS.length()));
    }
    this.arms = arms;
    this.length = length;
    this.seed = seed;
    for (int i = 0; i < OPPONENTS; i++) {
      opponents.add(Arms.made("idiom", Draw.of(seed, i, "opponent")));
    }
    Mars mars = new Mars(Arms.SETTINGS, 2);
    for (int i = 0; i < POOL; i++) {
      warriors[i] = arms.sample(Draw.of(seed, i, "pool"), length);
      rewards[i] = reward(warriors[i], mars);
    }
  }

  @Override
  public String name() {
    return "battles";
  }

  @Override
  public double reward(int[] tokens) {
    return reward(tokens, new Mars(Arms.SETTINGS, 2));
  }

  private double reward(int[] tokens, Mars mars) {
    Warrior warrior = arms.warrior(tokens);
    double points = 0;
    for (int i = 0; i < OPPONENTS; i++) {
      Placement placement = Placement.seeded(Arms.SETTINGS, 2, seed + i);
      Standing standing =
          Battle.fight(mars, List.of(warrior, opponents.get(i)), 1, placement)
              .standings()
              .getFirst();
      points += standing.wins() + standing.ties() / 2.0;
    }
    return points / OPPONENTS;
  }

  @Override
  public int[][] pair(Draw draw, int asked) {
    requireLength(asked);
    while (true) {
      int one = draw.nextInt(POOL);
      int other = draw.nextInt(POOL);
      if (rewards[one] != rewards[other]) {
        boolean isFirst = rewards[one] > rewards[other];
        return new int[][] {warriors[isFirst ? one : other], warriors[isFirst ? other : one]};
      }
    }
  }

  @Override
  public double best(double nats, int asked) {
    requireLength(asked);
    double low = 0;
    double high = TILT_MAX;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (tilted(middle)[1] < nats) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return tilted(low)[0];
  }

  /// Reward and divergence of the source whose warriors are weighted by the exponential of their
  /// reward.
  double[] tilted(double tilt) {
    double whole = 0;
    for (double reward : rewards) {
      whole += StrictMath.exp(tilt * reward);
    }
    double mean = 0;
    double nats = 0;
    for (double reward : rewards) {
      double share = StrictMath.exp(tilt * reward) / whole;
      mean += share * reward;
      nats += share > 0 ? share * StrictMath.log(share * POOL) : 0;
    }
    return new double[] {mean, nats};
  }

  private void requireLength(int asked) {
    if (asked != length) {
      throw new IllegalArgumentException(
          "warriors of %d instructions were asked for; these have %d".formatted(asked, length));
    }
  }
}
