package dev.pawl.corewar.viewer;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.corewar.hill.Split;
import dev.pawl.corewar.redcode.Assembler;
import dev.pawl.corewar.redcode.Assembly;
import java.util.Arrays;
import java.util.List;

/// Warriors and rounds that the viewer's tests use.
final class Rounds {
  static final int POSITION = 3210;

  private Rounds() {}

  static Warrior house(String file) {
    return Arrays.stream(Split.values())
        .flatMap(split -> Hill.house(split).entries().stream())
        .filter(entry -> entry.file().equals(file))
        .findFirst()
        .orElseThrow()
        .warrior();
  }

  static Warrior warrior(String name, String author, String code) {
    String source = ";name %s\n;author %s\n;assert 1\n%s\n".formatted(name, author, code);
    return switch (Assembler.assemble(source, Settings.STANDARD)) {
      case Assembly.Assembled assembled -> assembled.warrior();
      case Assembly.Rejected rejected -> throw new AssertionError(rejected);
    };
  }

  static Recording record(Warrior first, Warrior second) {
    return Recorder.record(Settings.STANDARD, List.of(first, second), new int[] {0, POSITION}, 0);
  }
}
