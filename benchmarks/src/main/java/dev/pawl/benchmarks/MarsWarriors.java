package dev.pawl.benchmarks;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.redcode.Assembler;
import dev.pawl.corewar.redcode.Assembly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Warriors to fight in benchmarks, of any file ending.
final class MarsWarriors {

  private MarsWarriors() {}

  /// All warriors of a folder, by file name.
  static List<Warrior> folder(Path folder) throws IOException {
    var warriors = new ArrayList<Warrior>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        warriors.add(file(file));
      }
    }
    return warriors;
  }

  static Warrior file(Path file) throws IOException {
    String source = Files.readString(file, StandardCharsets.ISO_8859_1);
    return switch (Assembler.assemble(source, Settings.STANDARD)) {
      case Assembly.Assembled assembled -> assembled.warrior();
      case Assembly.Rejected rejected ->
          throw new IOException(file + " does not assemble: " + rejected.errors());
    };
  }
}
