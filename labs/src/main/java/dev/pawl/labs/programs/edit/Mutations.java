package dev.pawl.labs.programs.edit;

import dev.pawl.Draw;
import dev.pawl.labs.programs.edit.Piece.Kind;
import dev.pawl.labs.programs.edit.Piece.Variable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Edits within expressions. Each gives the changes, or none where this draw leads nowhere.
final class Mutations {

  private static final List<Set<String>> SIGNS =
      List.of(
          Set.of("<", "<=", ">", ">=", "==", "!="),
          Set.of("+", "-", "*", "/", "%"),
          Set.of("&&", "||"),
          Set.of("&", "|", "^"),
          Set.of("<<", ">>", ">>>"),
          Set.of("+=", "-=", "*=", "/=", "%="),
          Set.of("&=", "|=", "^="),
          Set.of("++", "--"));

  private Mutations() {}

  /// Another value for a literal.
  static List<Change> literal(Bank own, Draw draw) {
    Piece piece = own.pick(draw, each -> each.kind() == Kind.LITERAL);
    if (piece == null) {
      return List.of();
    }
    String text = piece.text();
    if (text.equals("true") || text.equals("false")) {
      return List.of(Change.replace(piece, text.equals("true") ? "false" : "true"));
    }
    String changed = draw.nextInt(5) == 0 ? other(own, piece, draw) : number(text, draw);
    return changed == null ? List.of() : List.of(Change.replace(piece, changed));
  }

  private static @Nullable String other(Bank own, Piece piece, Draw draw) {
    Piece other =
        own.pick(draw, each -> each.kind() == Kind.LITERAL && each.type().equals(piece.type()));
    return other == null ? null : other.text();
  }

  private static @Nullable String number(String text, Draw draw) {
    String suffix =
        text.matches(".*[^0-9xX][fFdDlL]|\\d+[fFdDlL]") ? text.substring(text.length() - 1) : "";
    String digits = text.substring(0, text.length() - suffix.length());
    if (digits.matches("\\d{1,18}")) {
      long value = Long.parseLong(digits);
      long changed =
          switch (draw.nextInt(6)) {
            case 0, 1 -> value + 1 + draw.nextInt(1 << draw.nextInt(4));
            case 2, 3 -> Math.max(0, value - 1 - draw.nextInt(1 << draw.nextInt(4)));
            case 4 -> value * 2;
            default -> value / 2;
          };
      return changed + suffix;
    }
    if (digits.matches("[0-9.]+(?:[eE][+-]?\\d+)?")) {
      double value = Double.parseDouble(digits);
      double changed =
          switch (draw.nextInt(6)) {
            case 0 -> value * 2;
            case 1 -> value / 2;
            case 2 -> value + 1;
            default -> value * (0.5 + draw.nextDouble());
          };
      return Double.isFinite(changed) ? changed + suffix : null;
    }
    return null;
  }

  /// Another operator of the same kind.
  static List<Change> sign(Bank own, Draw draw) {
    Piece piece = own.pick(draw, each -> each.kind() == Kind.OPERATOR);
    if (piece == null) {
      return List.of();
    }
    List<String> others =
        SIGNS.stream()
            .filter(group -> group.contains(piece.text()))
            .flatMap(group -> group.stream().sorted())
            .filter(sign -> !sign.equals(piece.text()))
            .toList();
    return others.isEmpty()
        ? List.of()
        : List.of(Change.replace(piece, others.get(draw.nextInt(others.size()))));
  }

  /// Another variable of the same type.
  static List<Change> name(Bank own, Draw draw) {
    Piece piece = own.pick(draw, each -> each.kind() == Kind.NAME);
    if (piece == null) {
      return List.of();
    }
    List<String> others =
        piece.scope().stream()
            .filter(each -> each.type().equals(piece.type()) && !each.name().equals(piece.text()))
            .map(Variable::name)
            .toList();
    return others.isEmpty()
        ? List.of()
        : List.of(Change.replace(piece, others.get(draw.nextInt(others.size()))));
  }

  /// Another expression of the same type.
  static List<Change> expression(Bank own, Bank bank, Draw draw) {
    Piece piece = own.pick(draw, Piece::isExpression);
    String text = piece == null ? null : bank.expression(piece.type(), piece, draw);
    return piece == null || text == null ? List.of() : List.of(Change.replace(piece, text));
  }

  /// An expression becomes an operand of a greater one.
  static List<Change> grow(Bank own, Bank bank, Draw draw) {
    Piece piece = own.pick(draw, Piece::isExpression);
    if (piece == null) {
      return List.of();
    }
    String type = piece.type();
    String other = bank.expression(type, piece, draw);
    if (Bank.NUMBERS.contains(type)) {
      String operand = other == null || draw.nextInt(4) == 0 ? small(draw) : other;
      String grown =
          switch (draw.nextInt(8)) {
            case 0 -> "Math.min(%s, %s)";
            case 1 -> "Math.max(%s, %s)";
            case 2 -> "(%s - %s)";
            case 3 -> "(%s * %s)";
            case 4 -> "(%s / %s)";
            case 5 -> condition(piece, bank, draw);
            default -> "(%s + %s)";
          };
      return List.of(Change.replace(piece, grown.formatted(piece.text(), operand)));
    }
    if (type.equals("boolean")) {
      String grown =
          other == null || draw.nextInt(3) == 0
              ? "!(%s)".formatted(piece.text())
              : "(%s %s %s)".formatted(piece.text(), draw.nextBoolean() ? "&&" : "||", other);
      return List.of(Change.replace(piece, grown));
    }
    return other == null
        ? List.of()
        : List.of(
            Change.replace(piece, condition(piece, bank, draw).formatted(piece.text(), other)));
  }

  private static String small(Draw draw) {
    return Integer.toString(1 + draw.nextInt(1 << (1 + draw.nextInt(4))));
  }

  /// A choice between two expressions, still to be filled in.
  private static String condition(Piece place, Bank bank, Draw draw) {
    String test = bank.test(place, draw);
    // What is filled in later must not be read as a place to fill.
    return test == null ? "(%s + %s)" : "(" + test.replace("%", "%%") + " ? %s : %s)";
  }

  /// An expression becomes one of its own parts.
  static List<Change> shrink(Bank own, Draw draw) {
    Piece whole = own.pick(draw, each -> each.kind() == Kind.EXPRESSION);
    if (whole == null) {
      return List.of();
    }
    Piece part =
        own.pick(
            draw,
            each ->
                each.isExpression()
                    && each.overlaps(whole)
                    && each.from() >= whole.from()
                    && each.to() <= whole.to()
                    && each.text().length() < whole.text().length()
                    && each.type().equals(whole.type()));
    return part == null ? List.of() : List.of(Change.replace(whole, part.text()));
  }

  /// Two expressions of one type change places.
  static List<Change> exchange(Bank own, Draw draw) {
    Piece one = own.pick(draw, Piece::isExpression);
    if (one == null) {
      return List.of();
    }
    Piece other =
        own.pick(
            draw,
            each ->
                each.isExpression()
                    && each.type().equals(one.type())
                    && each.path().equals(one.path())
                    && Math.abs(each.from() - one.from()) < 200
                    && !each.overlaps(one)
                    && !each.text().equals(one.text()));
    return other == null
        ? List.of()
        : Stream.of(Change.replace(one, other.text()), Change.replace(other, one.text())).toList();
  }
}
