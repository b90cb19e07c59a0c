package dev.pawl.corewar;

/// How an operand finds its cell, in the order of the ordinal that the simulator packs.
public enum Mode {
  /// `#` the operand itself.
  IMMEDIATE('#'),
  /// `$` the cell at the operand.
  DIRECT('$'),
  /// `@` the cell that the B-field there points to.
  B_INDIRECT('@'),
  /// `<` the same, after the B-field is decremented.
  B_PREDECREMENT('<'),
  /// `>` the same, and the B-field is incremented afterwards.
  B_POSTINCREMENT('>'),
  /// `*` the cell that the A-field there points to.
  A_INDIRECT('*'),
  /// `{` the same, after the A-field is decremented.
  A_PREDECREMENT('{'),
  /// `}` the same, and the A-field is incremented afterwards.
  A_POSTINCREMENT('}');

  private final char symbol;

  Mode(char symbol) {
    this.symbol = symbol;
  }

  /// The character before the operand in Redcode.
  public char symbol() {
    return symbol;
  }
}
