package dev.pawl.jail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A Java compiler in a jail. Sources are untrusted, and so is a compiler that has read them.
///
/// No annotation processor runs. Sources see each other and the module `java.base`, and nothing
/// else: no class path, no file. Fit for search and for gates alike, because what is compiled is
/// what runs: who compiles it wrongly in its own favour could as well have written that.
public interface JavaCompiler extends AutoCloseable {

  /// 20 seconds and 512 MiB for one compilation, 4 MiB of class files.
  Restrictions RESTRICTIONS =
      Restrictions.DEFAULT
          .withTime(Duration.ofSeconds(20), Duration.ofSeconds(20))
          .withOutput(4 << 20, 1 << 20, 1, 1);

  /// Compiles.
  ///
  /// @param sources by path, `a/Main.java`; others are refused
  Compiled compile(Map<String, String> sources) throws InterruptedException;

  /// Stops what waits.
  @Override
  void close();

  /// The fastest that `jail` allows: compilers that are started ahead and used again, in
  /// bubblewrap; else a new one for each.
  ///
  /// @param javaHome a JDK to compile with; it must be readable for every user
  /// @param ahead how many can compile at the same time
  static JavaCompiler in(Jail jail, Path javaHome, int ahead) {
    return JailedCompiler.of(jail, javaHome, RESTRICTIONS, ahead);
  }
}
