package dev.pawl.jail;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Compiles as a job like any other, half a second long: the compiler has to start.
///
/// @param jail where
/// @param javaHome a JDK
/// @param restrictions for each compilation
record JobCompiler(Jail jail, Path javaHome, Restrictions restrictions) implements JavaCompiler {

  @Override
  public Compiled compile(Map<String, String> sources) throws InterruptedException {
    Optional<String> problem = Sources.problem(sources);
    if (problem.isPresent()) {
      return new Compiled.Stopped(new Ending.Refused(problem.get()));
    }
    Job machine = WarmCompiler.machine(javaHome, restrictions, 0);
    Ran ran =
        jail.run(
            new Job(
                machine.files(),
                machine.command(),
                machine.environment(),
                Sources.question(sources),
                machine.readable(),
                restrictions));
    return ran.ending().equals(new Ending.Exited(0))
        ? second(ran.stdout())
        : new Compiled.Stopped(ran.ending());
  }

  /// The first answer only says that the compiler is ready.
  private static Compiled second(Bytes answers) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(answers.array()));
    try {
      in.skipNBytes(Math.max(0, in.readInt()));
      int size = in.readInt();
      in.skipNBytes(1);
      return Sources.answer(Bytes.of(in.readNBytes(Math.clamp(size - 1, 0, in.available()))));
    } catch (IOException e) {
      return new Compiled.Stopped(new Ending.Refused("the compiler's answer makes no sense"));
    }
  }

  @Override
  public void close() {
    // Nothing waits.
  }
}
