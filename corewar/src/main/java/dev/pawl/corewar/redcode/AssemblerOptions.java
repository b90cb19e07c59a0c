package dev.pawl.corewar.redcode;

import java.util.Objects;

/// What a program can ask about the battle besides the settings, and the standard it must obey.
///
/// @param warriors the value of `WARRIORS`
/// @param rounds the value of `ROUNDS`
public record AssemblerOptions(Dialect dialect, int warriors, int rounds) {

  /// As for `pmars FILE`: '94, one warrior, one round.
  public static final AssemblerOptions STANDARD = new AssemblerOptions(Dialect.ICWS_94, 1, 1);

  public AssemblerOptions {
    Objects.requireNonNull(dialect);
    if (warriors < 1 || rounds < 0) {
      throw new IllegalArgumentException(
          "%d warriors and %d rounds; there must be at least 1 and 0".formatted(warriors, rounds));
    }
  }
}
