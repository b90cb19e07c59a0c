package dev.pawl.labs.programs.certified;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A table of decimal numbers as text: a row a line, columns apart by blanks or commas, `#` begins
/// a comment. Read exactly as it is written: a decimal fraction is a rational number.
final class Decimals {

  /// The most characters of a number; what a double needs is 24.
  static final int DIGITS_MAX = 60;

  private static final int TEXT_MAX = 1 << 20;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,2})?");
  private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
  private static final MathContext FLOOR = new MathContext(40, RoundingMode.FLOOR);

  private Decimals() {}

  /// The size of a table.
  ///
  /// @param rowsMax equal to `rowsMin` if there is no choice
  record Shape(int rowsMin, int rowsMax, int columns) {

    static Shape of(int rows, int columns) {
      return new Shape(rows, rows, columns);
    }
  }

  /// What a text holds.
  sealed interface Reading {

    /// Its numbers, row by row.
    record Read(List<BigDecimal> numbers) implements Reading {}

    /// It is no such table.
    record Unreadable(String reason) implements Reading {}
  }

  /// Reads `text` as a table.
  static Reading read(String text, Shape shape) {
    if (text.length() > TEXT_MAX) {
      return new Reading.Unreadable(
          "the text has %d characters; the most is %d".formatted(text.length(), TEXT_MAX));
    }
    List<BigDecimal> numbers = new ArrayList<>();
    int rows = 0;
    int line = 0;
    for (String each : text.lines().toList()) {
      line++;
      int comment = each.indexOf('#');
      String row = (comment < 0 ? each : each.substring(0, comment)).strip();
      if (row.isEmpty()) {
        continue;
      }
      List<String> cells = BETWEEN.splitAsStream(row).toList();
      if (cells.size() != shape.columns()) {
        return new Reading.Unreadable(
            "line %d has %d numbers; every row has %d"
                .formatted(line, cells.size(), shape.columns()));
      }
      rows++;
      if (rows > shape.rowsMax()) {
        return new Reading.Unreadable(
            "line %d is row %d; there are at most %d".formatted(line, rows, shape.rowsMax()));
      }
      for (String cell : cells) {
        if (cell.length() > DIGITS_MAX || !NUMBER.matcher(cell).matches()) {
          return new Reading.Unreadable(
              "line %d: '%s' is no decimal number of at most %d characters"
                  .formatted(line, shorten(cell), DIGITS_MAX));
        }
        numbers.add(new BigDecimal(cell));
      }
    }
    return rows < shape.rowsMin()
        ? new Reading.Unreadable(
            "there are %d rows; there must be at least %d".formatted(rows, shape.rowsMin()))
        : new Reading.Read(List.copyOf(numbers));
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }

  /// The greatest double that is not above `exact`.
  static double floor(BigDecimal exact) {
    double near = exact.doubleValue();
    return new BigDecimal(near).compareTo(exact) > 0 ? Math.nextDown(near) : near;
  }

  /// A quotient to 40 digits, rounded down.
  static BigDecimal floor(BigDecimal numerator, BigDecimal denominator) {
    return numerator.divide(denominator, FLOOR);
  }

  /// A square root to 40 digits, rounded down; 0 for what is not positive.
  static BigDecimal sqrtFloor(BigDecimal square) {
    return square.signum() <= 0 ? BigDecimal.ZERO : square.sqrt(FLOOR);
  }

  /// As few digits as show the size of a violation.
  static String brief(BigDecimal exact) {
    return exact.round(new MathContext(6, RoundingMode.HALF_EVEN)).toString();
  }
}
