package dev.pawl.corewar.redcode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The pMARS on this machine, as an assembler.
record Pmars(Path program, Path folder) {

  /// What pMARS said; empty listing when it refused.
  record Verdict(boolean accepted, List<String> listing) {}

  /// The installed pMARS, if there is one.
  static Optional<Pmars> installed(Path folder) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of("/usr/games"), Stream.of(path.split(":")))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "pmars"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Pmars(program, folder));
  }

  /// Assembles a source; nothing if pMARS crashes or hangs, which it does on overlong lines and on
  /// huge numbers.
  Optional<Verdict> assemble(String source, Dialect dialect) throws Exception {
    Path file = Files.createTempFile(folder, "w", ".red");
    Path output = Files.createTempFile(folder, "w", ".txt");
    try {
      Files.writeString(file, source);
      List<String> command = new ArrayList<>(List.of(program.toString(), "-r", "0"));
      if (dialect == Dialect.ICWS_88) {
        command.add("-8");
      }
      command.add(file.toString());
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        return Optional.empty();
      }
      return switch (process.exitValue()) {
        case 0 -> Optional.of(new Verdict(true, lines(output)));
        case 3 -> Optional.of(new Verdict(false, List.of()));
        default -> Optional.empty();
      };
    } finally {
      Files.delete(file);
      Files.delete(output);
    }
  }

  private static List<String> lines(Path output) throws IOException {
    return normalised(Files.readString(output, StandardCharsets.UTF_8));
  }

  /// The lines of a listing with single spaces, without empty ones.
  static List<String> normalised(String listing) {
    return listing
        .lines()
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
