package dev.pawl.labs.programs.task;

import dev.pawl.engine.Clock;
import dev.pawl.jail.JailKind;
import dev.pawl.jail.Tools;
import java.nio.file.Path;

/// What programs are run with.
///
/// @param searchPath folders as in `PATH`, where the programs of jails and interpreters are looked
///   for
/// @param processor as the JVM names it in `os.arch`
/// @param processors how many programs run at the same time, at most
/// @param javaHome the JDK that runs this, and candidates in Java
/// @param jail which jail they run in
public record Machine(
    String searchPath,
    Clock clock,
    String processor,
    int processors,
    Path javaHome,
    JailKind jail) {

  /// The machine and the process that this is.
  public static Machine ofThisProcess() {
    return new Machine(
        System.getenv().getOrDefault("PATH", ""),
        Clock.system(),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Path.of(System.getProperty("java.home")),
        new JailKind.Strongest());
  }

  /// The same with another jail.
  public Machine withJail(JailKind other) {
    return new Machine(searchPath, clock, processor, processors, javaHome, other);
  }

  Tools tools() {
    return Tools.on(searchPath);
  }
}
