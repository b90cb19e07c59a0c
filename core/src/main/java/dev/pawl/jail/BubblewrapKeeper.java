package dev.pawl.jail;

import java.nio.file.Path;
import java.util.Optional;

/// Bubblewrap: its only child is the first process inside.
///
/// @param made the control group that both were put into, if there is one
record BubblewrapKeeper(Optional<ControlGroup> made) implements Keeper {

  @Override
  public ProcessHandle first(Process process) {
    return process
        .children()
        .findFirst()
        .orElseThrow(() -> new JailException("bubblewrap has no process inside its walls"));
  }

  @Override
  public Optional<ControlGroup> group(ProcessHandle first) {
    return made;
  }

  @Override
  public void release(Process process) {
    process.toHandle().destroyForcibly(); // Process.destroyForcibly would close what it printed
  }

  /// Nobody is left, unless the kernel's namespaces do not do what they promise.
  @Override
  public void sweep() {
    made.ifPresent(ControlGroup::kill);
  }

  @Override
  public String advice() {
    return Namespaces.advice(Path.of("/proc/sys"));
  }
}
