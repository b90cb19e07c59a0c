package dev.pawl.labs.redqueen.model;

import dev.pawl.Draw;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Prompts.Part;
import dev.pawl.labs.redqueen.operators.Live;

/// Where a warrior is opened: around an instruction that matters, in most draws.
final class Gap {

  private static final int MAX = 8;
  private static final int EMPTY_ONE_IN = 8;

  private Gap() {}

  /// From 1 to 8 instructions, half of the time only one.
  static Part of(Warrior warrior, int coreSize, Draw draw) {
    int size = warrior.code().size();
    int length = 1;
    while (length < Math.min(MAX, size) && draw.nextBoolean()) {
      length++;
    }
    int inside = Live.draw(warrior, coreSize, draw);
    int from = Math.clamp(inside - draw.nextInt(length), 0, size - length);
    return new Part(warrior, from, from + length);
  }

  /// As [#of], but one in eight is empty: something is inserted there.
  static Part orInsertion(Warrior warrior, int coreSize, Draw draw) {
    if (draw.nextInt(EMPTY_ONE_IN) == 0) {
      int at = draw.nextInt(warrior.code().size() + 1);
      return new Part(warrior, at, at);
    }
    return of(warrior, coreSize, draw);
  }
}
