package dev.pawl.corewar;

/// Which fields of an instruction an operation works on, in pMARS's order.
public enum Modifier {
  A,
  B,
  AB,
  BA,
  F,
  X,
  I;
}
