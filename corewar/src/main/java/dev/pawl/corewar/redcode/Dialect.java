package dev.pawl.corewar.redcode;

/// The standard that a warrior must obey.
public enum Dialect {
  /// ICWS'94 with pMARS's extensions.
  ICWS_94,
  /// The rules of 1988, as `pmars -8` enforces them: eleven opcodes, five modes, no modifiers, no
  /// `ORG` or `PIN`. The instructions get the modifiers that '94 would give them.
  ICWS_88
}
