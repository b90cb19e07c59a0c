package dev.pawl.corewar.mars;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.List;

/// Where the warriors of a battle lie and who starts, round after round, as pMARS decides it. The
/// first warrior is always at 0; the start passes to the next warrior every round.
///
/// A placement is the state of a battle: make a new one for every battle. Two with the same
/// arguments give the same rounds.
public final class Placement {
  private static final int MODULUS = Integer.MAX_VALUE;
  private static final int MULTIPLIER = 16_807;
  private static final int TRIES = 20;
  private static final int BACKTRACKS = 4;

  private final int coreSize;
  private final int distance;
  private final int warriors;
  private int seed;
  private int first;

  private Placement(Settings settings, int warriors, int seed) {
    coreSize = settings.coreSize();
    distance = settings.distance();
    this.warriors = warriors;
    this.seed = seed;
    if (warriors < 1 || (long) warriors * distance > coreSize) {
      throw new IllegalArgumentException(
          "%d warriors at least %d apart were to be placed in a core of %d; have from 1 to %d warriors"
              .formatted(warriors, distance, coreSize, coreSize / distance));
    }
  }

  /// As pMARS's `-F position`: the second of two warriors lies at `position` in the first round,
  /// and what follows is random but repeatable.
  ///
  /// @param position at least the distance of the settings; between two warriors, values above
  ///   `coreSize - distance` start over from the distance
  public static Placement fixed(Settings settings, int warriors, int position) {
    if (position < settings.distance()) {
      throw new IllegalArgumentException(
          "position is %d; it must be at least the distance, %d"
              .formatted(position, settings.distance()));
    }
    return new Placement(settings, warriors, position - settings.distance());
  }

  /// A repeatable random series for any seed: pMARS's `-F` with a position made of the seed.
  public static Placement seeded(Settings settings, int warriors, long seed) {
    long mixed = (seed ^ seed >>> 32) * 0x9E37_79B9_7F4A_7C15L;
    return new Placement(settings, warriors, 1 + (int) ((mixed >>> 33) % (MODULUS - 1)));
  }

  /// As pMARS's `-f`: the series depends only on the code of the warriors.
  public static Placement ofCode(Settings settings, List<Warrior> warriors) {
    return new Placement(settings, warriors.size(), next(checksum(settings, warriors)));
  }

  private static int checksum(Settings settings, List<Warrior> warriors) {
    int shuffle = 0;
    int sum = 0;
    for (Warrior warrior : warriors) {
      for (int i = 0; i < warrior.code().size(); i++) {
        long cell = Cell.of(warrior.code().get(i), settings.coreSize());
        sum += Cell.pmarsOperation(cell) ^ shuffle++;
        sum += Cell.pmarsAMode(cell) ^ shuffle++;
        sum += Cell.pmarsBMode(cell) ^ shuffle++;
        sum += Cell.a(cell) ^ shuffle++;
        sum += Cell.b(cell) ^ shuffle++;
      }
    }
    return sum;
  }

  /// Puts the next round's positions into `positions`.
  ///
  /// @return the index of the warrior that starts the round
  public int next(int[] positions) {
    positions[0] = 0;
    if (warriors == 2) {
      positions[1] = distance + seed % (coreSize + 1 - 2 * distance);
      seed = next(seed);
    } else if (warriors > 2 && !tryAtRandom(positions)) {
      placeInOrderAndShuffle(positions);
    }
    int starter = first;
    first = first + 1 == warriors ? 0 : first + 1;
    return starter;
  }

  /// Draws one position after another, and goes back to the one that is in the way after some
  /// tries. False if that leads nowhere.
  private boolean tryAtRandom(int[] positions) {
    int tries = TRIES;
    int backtracks = BACKTRACKS;
    int placed = 1;
    while (placed < warriors) {
      seed = next(seed);
      positions[placed] = seed % (coreSize - 2 * distance + 1) + distance;
      int overlapped = 1;
      while (overlapped < placed
          && Math.abs(positions[placed] - positions[overlapped]) >= distance) {
        overlapped++;
      }
      if (overlapped == placed) {
        placed++;
      } else if (backtracks == 0) {
        return false;
      } else if (tries == 0) {
        placed = overlapped;
        backtracks--;
        tries = TRIES;
      } else {
        tries--;
      }
    }
    return true;
  }

  /// Draws sorted gaps, which always fit, and shuffles them.
  private void placeInOrderAndShuffle(int[] positions) {
    int room = coreSize - distance * warriors + 1;
    for (int w = 1; w < warriors; w++) {
      seed = next(seed);
      int drawn = seed % room;
      int at = w;
      while (at > 1 && drawn <= positions[at - 1]) {
        positions[at] = positions[at - 1];
        at--;
      }
      positions[at] = drawn;
    }
    for (int w = 1; w < warriors; w++) {
      positions[w] += w * distance;
    }
    for (int w = 1; w < warriors; w++) {
      seed = next(seed);
      int other = seed % (warriors - w) + w;
      int swapped = positions[other];
      positions[other] = positions[w];
      positions[w] = swapped;
    }
  }

  /// The minimal standard generator (Park and Miller, CACM 31:10, 1988).
  private static int next(int seed) {
    return (int) ((long) seed * MULTIPLIER % MODULUS);
  }
}
