package dev.pawl.jail;

import dev.pawl.engine.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What many systems do: a child process and a timeout. The doctor must not be satisfied.
final class NoJail implements Jail {

  @Override
  public Ran run(Job job) throws InterruptedException {
    Clock clock = Clock.system();
    try (Workplace place = Workplace.of(job.files(), Optional.empty())) {
      Path input = place.write("input", job.input().array());
      ProcessBuilder builder =
          new ProcessBuilder(job.command())
              .directory(place.candidate().toFile())
              .redirectInput(input.toFile());
      builder.environment().put("API_KEY", "secret");
      builder.environment().put("TMPDIR", "/tmp");
      builder.environment().put("OUT", "/nowhere");
      builder.environment().putAll(job.environment());
      long start = clock.nanos();
      Process process = Starter.start(builder);
      Drain out = new Drain(process.getInputStream(), 1 << 20);
      Drain err = new Drain(process.getErrorStream(), 1 << 20);
      boolean java = job.command().getFirst().endsWith("java");
      process.waitFor(java ? 5000 : 900, TimeUnit.MILLISECONDS);
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      long wallMillis = (clock.nanos() - start) / 1_000_000;
      return new Ran(
          new Ending.Exited(0),
          out.finish(),
          err.finish(),
          List.of(),
          new Use(wallMillis, 0, 0),
          walls());
    }
  }

  @Override
  public Walls walls() {
    return new Walls("none", Map.of());
  }
}
