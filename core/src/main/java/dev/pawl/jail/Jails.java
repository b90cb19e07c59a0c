package dev.pawl.jail;

import dev.pawl.Candidate;
import dev.pawl.engine.Clock;
import java.nio.file.Path;
import java.util.Optional;

/// Which jail this machine can offer.
public final class Jails {

  private Jails() {}

  /// The strongest: bubblewrap where its walls can be built, else Landlock, else none.
  ///
  /// @throws JailException that names what is missing and how to get it
  public static Jail open(
      Tools tools, Clock clock, String processor, Path javaHome, Weakness weakness)
      throws InterruptedException {
    return open(tools, clock, processor, javaHome, new JailKind.Strongest(), weakness);
  }

  /// The one that was asked for.
  ///
  /// @param tools the programs of this machine
  /// @param processor as the JVM names it in `os.arch`
  /// @param javaHome the JDK that runs this
  /// @param kind which; nothing takes its place where it cannot be built
  /// @param weakness whether it may lack a control
  /// @throws JailException that names what is missing and how to get it
  public static Jail open(
      Tools tools, Clock clock, String processor, Path javaHome, JailKind kind, Weakness weakness)
      throws InterruptedException {
    Workplace.sweep(clock.millis());
    Jail jail =
        switch (kind) {
          case JailKind.Strongest() -> strongest(tools, clock, processor, javaHome);
          case JailKind.Contained contained -> ContainerJail.of(tools, clock, processor, contained);
        };
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

  private static Jail strongest(Tools tools, Clock clock, String processor, Path javaHome)
      throws InterruptedException {
    Optional<ControlGroups> groups = ControlGroups.ofThisProcess();
    try {
      Jail jail = BubblewrapJail.of(tools, clock, groups, processor);
      jail.run(Job.of(Candidate.of("empty", ""), "true"));
      return jail;
    } catch (JailException bubblewrap) {
      String why = String.valueOf(bubblewrap.getMessage());
      try {
        return LandlockJail.of(tools, clock, groups, processor, javaHome, why);
      } catch (JailException landlock) {
        throw new JailException("%s; and %s".formatted(why, landlock.getMessage()), landlock);
      }
    }
  }
}
