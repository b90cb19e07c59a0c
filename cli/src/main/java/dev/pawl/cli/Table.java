package dev.pawl.cli;

import java.util.ArrayList;
import java.util.List;

/// Rows in columns, for people. Numbers stand to the right, all else to the left.
final class Table {

  private final List<List<Object>> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(List.of((Object[]) head));
  }

  /// @param cells as many as there are columns; integers get separators between thousands
  void row(Object... cells) {
    rows.add(List.of(cells));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    boolean[] right = new boolean[columns];
    for (List<Object> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], show(row.get(c)).length());
        right[c] |= row.get(c) instanceof Number;
      }
    }
    for (List<Object> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String cell = show(row.get(c));
        String space = " ".repeat(widths[c] - cell.length());
        line.append(c == 0 ? "" : "  ").append(right[c] ? space + cell : cell + space);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String show(Object cell) {
    return switch (cell) {
      case Integer number -> "%,d".formatted(number);
      case Long number -> "%,d".formatted(number);
      case Double number -> "%.1f".formatted(number);
      default -> printable(cell.toString());
    };
  }

  /// Text from a stranger that cannot move the cursor or change the colours.
  static String printable(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }
}
