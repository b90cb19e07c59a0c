package dev.pawl.corewar;

/// An operation of ICWS'94 with pMARS's extensions, in pMARS's order. `CMP` and `SEQ` do the same
/// but are different words in core, as in pMARS: `SEQ.I` between the two finds them unequal.
public enum Opcode {
  MOV,
  ADD,
  SUB,
  MUL,
  DIV,
  MOD,
  JMZ,
  JMN,
  DJN,
  CMP,
  SLT,
  SPL,
  DAT,
  JMP,
  SEQ,
  SNE,
  NOP,
  LDP,
  STP;
}
