package dev.pawl.corewar.mars;

import dev.pawl.corewar.Warrior;
import java.util.Arrays;
import java.util.List;

/// The private storage of the warriors of a battle, which outlives its rounds. Cell 0 is the
/// warrior's own and holds the result of its last round: 0 if it died, else the number of
/// survivors; before the first round it holds the highest address. The other cells are shared by
/// warriors with the same PIN.
final class PSpace {
  private final int size;
  private final int coreSize;
  private final char[][] cells;
  private final int[] share;
  private final int[] lastResult;

  PSpace(int size, int coreSize, int warriorsMax) {
    this.size = size;
    this.coreSize = coreSize;
    cells = new char[warriorsMax][size];
    share = new int[warriorsMax];
    lastResult = new int[warriorsMax];
  }

  void reset(List<Warrior> warriors) {
    for (int w = 0; w < warriors.size(); w++) {
      Arrays.fill(cells[w], (char) 0);
      lastResult[w] = coreSize - 1;
      share[w] = firstSharer(warriors, w);
    }
  }

  /// pMARS compares the PIN of a warrior that has one with that of every later warrior, and a
  /// warrior without a PIN counts as one of PIN 0 there.
  private static int firstSharer(List<Warrior> warriors, int w) {
    int pin = warriors.get(w).pin().orElse(0);
    for (int earlier = 0; earlier < w; earlier++) {
      var other = warriors.get(earlier).pin();
      if (other.isPresent() && other.getAsInt() == pin) {
        return earlier;
      }
    }
    return w;
  }

  void endRound(int w, int result) {
    lastResult[w] = result;
  }

  int load(int w, int index) {
    int cell = index % size;
    return cell == 0 ? lastResult[w] : cells[share[w]][cell];
  }

  void store(int w, int index, int value) {
    int cell = index % size;
    if (cell == 0) {
      lastResult[w] = value;
    } else {
      cells[share[w]][cell] = (char) value;
    }
  }
}
