package dev.pawl.jail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A container engine, driven by its command line.
///
/// @param name `podman` or `docker`
/// @param program where it lies
record ContainerEngine(String name, Path program) {

  private static final long ANSWER_SECONDS_MAX = 60;

  boolean isPodman() {
    return name.equals("podman");
  }

  /// A command line of it.
  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>(List.of(program.toString()));
    if (isPodman()) {
      all.addAll(List.of("--log-level", "error", "--events-backend", "none"));
    }
    all.addAll(words);
    return all;
  }

  /// What it prints on standard output.
  ///
  /// @throws JailException with its own words if it fails, or does not answer
  String ask(String... words) {
    List<String> command = command(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile()).start();
      Drain said = new Drain(process.getInputStream(), 1 << 20);
      Drain complained = new Drain(process.getErrorStream(), 1 << 16);
      if (!process.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new JailException(
            "`%s %s` gave no answer within %d seconds"
                .formatted(name, words[0], ANSWER_SECONDS_MAX));
      }
      String complaint = complained.finish().text().strip();
      if (process.exitValue() != 0) {
        throw new JailException("`%s %s` failed: %s".formatted(name, words[0], complaint));
      }
      return new String(said.finish().array(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new JailException("cannot start %s: %s".formatted(program, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JailException("interrupted while asking " + name, e);
    }
  }
}
