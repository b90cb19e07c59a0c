package dev.pawl.jail;

import dev.pawl.jail.inside.Compiling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compilers that are used again. What one compilation could leave for the next is the state of a
/// compiler that keeps nothing on purpose; one that gave up is not used again.
final class WarmCompiler implements JavaCompiler {

  private static final int SAMPLES = 12;
  private static final int COMPILATIONS_MAX = 1_000;

  private final Workers workers;

  WarmCompiler(BubblewrapJail jail, Path javaHome, Restrictions restrictions, int ahead) {
    Restrictions whole = restrictions.withTime(restrictions.wall(), Duration.ofDays(1));
    workers =
        new Workers(jail, machine(javaHome, whole, SAMPLES), restrictions, ahead, COMPILATIONS_MAX);
  }

  /// @param samples how much it practises before it says that it is ready
  static Job machine(Path javaHome, Restrictions restrictions, int samples) {
    return new JavaMachine(javaHome)
        .job(
            Inside.files(),
            List.of("-XX:+ExitOnOutOfMemoryError", "-Xss16m"),
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
    return switch (workers.ask(Sources.question(sources))) {
      case Reply.Answer(Bytes body) -> Sources.answer(body);
      case Reply.None(Ending ending) -> new Compiled.Stopped(ending);
    };
  }

  @Override
  public void close() {
    workers.close();
  }
}
