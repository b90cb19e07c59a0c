package dev.pawl.jail;

import dev.pawl.jail.inside.Compiling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compilers that are used again where the jail allows it. What one compilation could leave for the
/// next is the state of a compiler that keeps nothing on purpose; one that gave up is not used
/// again.
///
/// @param compilers those that are asked
record JailedCompiler(Asked compilers) implements JavaCompiler {

  private static final int SAMPLES = 6;
  private static final int COMPILATIONS_MAX = 1_000;

  static JavaCompiler of(Jail jail, Path javaHome, Restrictions restrictions, int ahead) {
    if (jail instanceof BubblewrapJail bubblewrap) {
      Restrictions whole = restrictions.withTime(restrictions.wall(), Duration.ofDays(1));
      Job machine = machine(javaHome, whole, SAMPLES);
      return new JailedCompiler(
          new Workers(bubblewrap, machine, restrictions, ahead, COMPILATIONS_MAX));
    }
    return once(jail, javaHome, restrictions);
  }

  /// A new compiler for each compilation.
  static JavaCompiler once(Jail jail, Path javaHome, Restrictions restrictions) {
    return new JailedCompiler(
        new AskedOnce(jail, machine(javaHome, restrictions, 0), restrictions));
  }

  private static Job machine(Path javaHome, Restrictions restrictions, int samples) {
    return new JavaMachine(javaHome)
        .job(
            Inside.files(),
            List.of("-XX:+ExitOnOutOfMemoryError"),
            Compiling.class.getName(),
            List.of(Integer.toString(samples)),
            Bytes.NONE,
            restrictions);
  }

  @Override
  public Compiled compile(Map<String, String> sources) throws InterruptedException {
    Optional<String> problem = Sources.problem(sources);
    if (problem.isPresent()) {
      return new Compiled.Stopped(new Ending.Refused(problem.get()));
    }
    return switch (compilers.ask(Sources.question(sources))) {
      case Reply.Answer(Bytes body) -> Sources.answer(body);
      case Reply.None(Ending ending) -> new Compiled.Stopped(ending);
    };
  }

  @Override
  public void close() {
    compilers.close();
  }
}
