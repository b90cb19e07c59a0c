package dev.pawl.corewar.viewer;

/// A map of the core with fewer pixels than the core has cells: each pixel stands for some cells in
/// a row.
///
/// @param coreSize cells of the core
/// @param columns pixels in a row
/// @param rows enough for the whole core
/// @param cells that a pixel stands for
record TextMap(int coreSize, int columns, int rows, int cells) {

  /// A map that fits.
  TextMap(int coreSize, int columns, int rowsMax) {
    this(coreSize, columns, rowsMax, Math.ceilDiv(coreSize, columns * rowsMax));
  }

  TextMap {
    rows = Math.ceilDiv(coreSize, columns * cells);
  }

  /// What is drawn for some cells: their owner, code before data, and whether one of them was
  /// executed just now.
  record Pixel(int owner, boolean data, boolean executing) {}

  private static final Pixel NOTHING = new Pixel(Replay.NOBODY, true, false);

  /// @param since cells that were executed at this step or later count as executing
  Pixel pixel(Replay replay, int index, int since) {
    Pixel best = NOTHING;
    int end = Math.min(coreSize, (index + 1) * cells);
    for (int cell = index * cells; cell < end; cell++) {
      int owner = replay.owner[cell];
      if (owner == Replay.NOBODY) {
        continue;
      }
      if (replay.executed[cell] >= since && replay.executed[cell] >= 0) {
        return new Pixel(owner, replay.data[cell], true);
      }
      if (best.owner() == Replay.NOBODY || (best.data() && !replay.data[cell])) {
        best = new Pixel(owner, replay.data[cell], false);
      }
    }
    return best;
  }
}
