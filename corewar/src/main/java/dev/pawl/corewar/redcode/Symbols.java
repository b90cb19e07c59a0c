package dev.pawl.corewar.redcode;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What names stand for.
final class Symbols {

  sealed interface Symbol {}

  /// One or more lines that replace the name.
  static final class Text implements Symbol {
    final List<SourceLine> lines;

    /// Whether it is being replaced right now, so that it cannot stand in itself.
    boolean open;

    Text(List<SourceLine> lines) {
      this.lines = lines;
    }
  }

  /// The number of an instruction.
  record Label(int instruction) implements Symbol {}

  /// The counter of a FOR.
  static final class Counter implements Symbol {
    int value;

    /// Two digits at least, as pMARS writes it.
    String text() {
      return value < 10 ? "0" + value : Integer.toString(value);
    }
  }

  private final Map<String, Symbol> byName = new HashMap<>();

  @Nullable Symbol find(String name) {
    return byName.get(name);
  }

  /// Defines a name, and gives what it stood for.
  @Nullable Symbol define(String name, Symbol symbol) {
    return byName.put(name, symbol);
  }

  void define(List<String> names, Symbol symbol) {
    for (String name : names) {
      byName.put(name, symbol);
    }
  }

  /// Gives a name its former meaning back.
  void restore(String name, @Nullable Symbol former) {
    if (former == null) {
      byName.remove(name);
    } else {
      byName.put(name, former);
    }
  }

  /// A hint at the name that was probably meant, or empty.
  String suggestion(String name) {
    return Suggestion.of(name, byName.keySet().stream().sorted().toList());
  }

  /// A predefined constant.
  void predefine(String name, int value) {
    String text = String.format(Locale.ROOT, "%d", value);
    byName.put(name, new Text(List.of(new SourceLine(1, 0, text))));
  }
}
