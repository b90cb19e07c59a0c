package dev.pawl.corewar;

/// The settings of a battle, as on pMARS's command line.
///
/// @param coreSize cells in the core (`-s`)
/// @param cycles cycles until a tie (`-c`); one cycle is one instruction of every living warrior
/// @param processes the most processes a warrior may have (`-p`)
/// @param length the most instructions a warrior may have (`-l`)
/// @param distance the least distance between two warriors (`-d`)
/// @param pSpace cells of private storage a warrior has (`-S`)
public record Settings(
    int coreSize, int cycles, int processes, int length, int distance, int pSpace) {

  /// The most common settings, those of the '94 hills and of pMARS: 8000 cells, 80,000 cycles, 8000
  /// processes, length and distance 100, p-space 500.
  public static final Settings STANDARD = of(8000, 80_000, 8000, 100, 100);

  public Settings {
    check("core size", coreSize, 1, 1 << 16);
    check("cycles", cycles, 1, Integer.MAX_VALUE / 64);
    check("processes", processes, 1, 1 << 16);
    check("length", length, 1, coreSize);
    check("distance", distance, length, coreSize);
    check("p-space", pSpace, 1, coreSize);
  }

  /// Settings with pMARS's p-space: a sixteenth of the core, or the next larger divisor.
  public static Settings of(int coreSize, int cycles, int processes, int length, int distance) {
    int parts = Math.min(16, Math.max(1, coreSize));
    while (parts > 1 && coreSize % parts != 0) {
      parts--;
    }
    return new Settings(
        coreSize, cycles, processes, length, distance, Math.max(1, coreSize / parts));
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d; it must be from %d to %d".formatted(name, value, least, most));
    }
  }
}
