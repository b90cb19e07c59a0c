package dev.pawl.jail;

import dev.pawl.engine.Clock;

/// Which jail this machine can offer.
public final class Jails {

  private Jails() {}

  /// The strongest.
  ///
  /// @param tools the programs of this machine
  /// @param processor as the JVM names it in `os.arch`
  /// @param weakness whether it may lack a control
  /// @throws JailException that names what is missing and how to get it
  public static Jail open(Tools tools, Clock clock, String processor, Weakness weakness) {
    Jail jail = BubblewrapJail.of(tools, clock, ControlGroups.ofThisProcess(), processor);
    Walls walls = jail.walls();
    if (walls.weak() && weakness == Weakness.REFUSED) {
      throw new JailException(
          "the %s jail of this machine lacks %s; accept a weak jail in so many words, or get it: %s"
              .formatted(
                  walls.jail(),
                  walls.missing().keySet(),
                  String.join("; ", walls.missing().values())));
    }
    return jail;
  }
}
