package dev.pawl.jail;

import java.util.Optional;

/// Who built the walls around a program: knows which of its processes is the first inside, and what
/// is to be done outside when that one is dead.
interface Keeper {

  /// The first process inside: when it is dead, the kernel kills all others there. To be called
  /// when the walls stand.
  ///
  /// @throws JailException if there is none
  ProcessHandle first(Process process);

  /// The control group of everything inside, if it has one.
  Optional<ControlGroup> group(ProcessHandle first);

  /// Ends `process`, through which the program is spoken with. The first process inside has been
  /// killed, if it was ever there.
  void release(Process process);

  /// Makes sure that nothing is left. `process` and the first inside are dead.
  void sweep();

  /// What to do if the walls could not be built.
  String advice();
}
