package dev.pawl.jail;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs compiled Java in a jail, each program in a process of its own that no other program has
/// been in, as a gate demands.
public interface JavaRunner extends AutoCloseable {

  /// Runs the main method of `mainClass`.
  ///
  /// @param classes class files by the binary name of their class
  /// @param input standard input
  Ran run(Map<String, Bytes> classes, String mainClass, List<String> arguments, Bytes input)
      throws InterruptedException;

  /// Stops what waits.
  @Override
  void close();

  /// The fastest that `jail` allows: machines that are started ahead, in bubblewrap; else a new one
  /// for each.
  ///
  /// @param javaHome a JDK to run programs with; it must be readable for every user
  /// @param restrictions how much each program may have, the machine's own memory included
  /// @param ahead how many machines wait
  static JavaRunner in(Jail jail, Path javaHome, Restrictions restrictions, int ahead) {
    return jail instanceof BubblewrapJail bubblewrap
        ? JavaJail.of(bubblewrap, javaHome, restrictions, ahead)
        : new JobRunner(jail, javaHome, restrictions);
  }
}
