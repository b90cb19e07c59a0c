package dev.pawl.corewar.mars;

/// Sees every step of a round, for a viewer or a debugger. Warriors are numbered from 0, cycles
/// from 1; the calls for one instruction come in the order [#executed], [#wrote], [#died].
public interface BattleObserver {

  /// Warrior `warrior` executed the instruction at `address`.
  void executed(int cycle, int warrior, int address);

  /// That instruction changed, or overwrote with the same, the cell at `address`. May come more
  /// than once for a cell.
  void wrote(int warrior, int address);

  /// The last process of `warrior` died.
  void died(int cycle, int warrior);
}
