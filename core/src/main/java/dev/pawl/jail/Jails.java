package dev.pawl.jail;

import dev.pawl.engine.Clock;

/// Which jail this machine can offer.
public final class Jails {

  private Jails() {}

  /// The strongest.
  ///
  /// @param tools the programs of this machine
  /// @param processor as the JVM names it in `os.arch`
  /// @throws JailException that names what is missing and how to get it
  public static Jail strongest(Tools tools, Clock clock, String processor) {
    return BubblewrapJail.of(tools, clock, ControlGroups.ofThisProcess(), processor);
  }
}
