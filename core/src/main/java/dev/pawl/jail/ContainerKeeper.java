package dev.pawl.jail;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A container engine that runs one container: the program is spoken with through a client of it,
/// and is no child of that.
///
/// @param engine which
/// @param container the name of the container
/// @param advice what to do if the engine cannot run it
record ContainerKeeper(ContainerEngine engine, String container, String advice) implements Keeper {

  private static final long CLIENT_SECONDS_MAX = 10;

  @Override
  public ProcessHandle first(Process process) {
    String pid = engine.ask("inspect", "--format", "{{.State.Pid}}", container);
    return (pid.matches("[1-9][0-9]{0,9}")
            ? ProcessHandle.of(Long.parseLong(pid))
            : Optional.<ProcessHandle>empty())
        .orElseThrow(() ->
            new JailException(
                "%s says that its container is process '%s', which is not on this machine: an engine that runs containers in a virtual machine cannot be used"
                    .formatted(engine.name(), pid)));
  }

  /// Made by the engine, which removes it with the container.
  @Override
  public Optional<ControlGroup> group(ProcessHandle first) {
    return ControlGroups.holding(Path.of("/proc"), first.pid());
  }

  /// The client ends by itself when the container is dead, and the engine has tidied up then.
  @Override
  public void release(Process process) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (!process.waitFor(CLIENT_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.toHandle().destroyForcibly();
            remove();
          }
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Nothing: the engine has removed the container, or [#release] has.
  @Override
  public void sweep() {}

  /// Removes the container, dead or alive; nothing if there is none.
  void remove() {
    try {
      engine.ask("rm", "--force", "--volumes", container);
    } catch (JailException e) {
      String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      if (!why.contains("no such") && !why.contains("no container")) {
        throw e;
      }
    }
  }
}
