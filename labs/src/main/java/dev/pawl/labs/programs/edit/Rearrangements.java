package dev.pawl.labs.programs.edit;

import dev.pawl.Draw;
import dev.pawl.labs.programs.edit.Piece.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Edits of statements and methods. Each gives the changes, or none where this draw leads nowhere.
final class Rearrangements {

  private static final int NAMES_MAX = 1_000;

  private Rearrangements() {}

  private static @Nullable Piece statement(Bank bank, Draw draw) {
    return bank.pick(draw, each -> each.kind() == Kind.STATEMENT);
  }

  /// A statement goes.
  static List<Change> delete(Bank own, Draw draw) {
    Piece piece = statement(own, draw);
    return piece == null ? List.of() : List.of(Change.replace(piece, ""));
  }

  /// Two statements of one block change places.
  static List<Change> swap(Bank own, Draw draw) {
    Piece one = statement(own, draw);
    if (one == null) {
      return List.of();
    }
    Piece other = sibling(own, one, draw);
    return other == null
        ? List.of()
        : List.of(Change.replace(one, other.text()), Change.replace(other, one.text()));
  }

  /// A statement goes elsewhere in its file, into another block or its own.
  static List<Change> move(Bank own, Draw draw) {
    Piece piece = statement(own, draw);
    Piece place = statement(own, draw);
    if (piece == null || place == null || piece.overlaps(place)) {
      return List.of();
    }
    String text = Bank.fit(piece, place, draw);
    return text == null || !piece.path().equals(place.path())
        ? List.of()
        : List.of(Change.replace(piece, ""), Change.before(place, text + "\n"));
  }

  private static @Nullable Piece sibling(Bank own, Piece one, Draw draw) {
    return own.pick(
        draw,
        each ->
            each.kind() == Kind.STATEMENT
                && each.block() == one.block()
                && each.path().equals(one.path())
                && each.from() != one.from());
  }

  /// A statement of the bank comes in, before or in place of another.
  static List<Change> insert(Bank own, Bank bank, Draw draw) {
    Piece place = statement(own, draw);
    Piece donor = statement(bank, draw);
    String text = place == null || donor == null ? null : Bank.fit(donor, place, draw);
    if (place == null || text == null) {
      return List.of();
    }
    return List.of(
        draw.nextInt(3) == 0 ? Change.replace(place, text) : Change.before(place, text + "\n"));
  }

  /// A statement becomes conditional.
  static List<Change> guard(Bank own, Bank bank, Draw draw) {
    Piece piece = statement(own, draw);
    String test = piece == null ? null : bank.test(piece, draw);
    return piece == null || test == null
        ? List.of()
        : List.of(Change.replace(piece, "if (%s) {\n%s\n}".formatted(test, piece.text())));
  }

  /// An expression gets a name before the statement that it is in, and stands there no more. Where
  /// the same expression occurs again in the statement, the name stands there too.
  static List<Change> extract(Bank own, Draw draw) {
    Piece piece = own.pick(draw, each -> each.kind() == Kind.EXPRESSION);
    if (piece == null) {
      return List.of();
    }
    Piece around =
        own.pick(
            draw,
            each ->
                each.kind() == Kind.STATEMENT
                    && each.path().equals(piece.path())
                    && each.from() <= piece.from()
                    && each.to() >= piece.to());
    if (around == null) {
      return List.of();
    }
    String name = "part" + draw.nextInt(NAMES_MAX);
    return List.of(
        Change.before(around, "%s %s = %s;\n".formatted(piece.type(), name, piece.text())),
        Change.replace(piece, name));
  }

  /// The body of a method becomes that of the same method in the bank.
  static List<Change> body(Bank own, Bank bank, Draw draw) {
    Piece piece = own.pick(draw, each -> each.kind() == Kind.BODY);
    if (piece == null) {
      return List.of();
    }
    Piece other =
        bank.pick(
            draw,
            each ->
                each.kind() == Kind.BODY
                    && each.type().equals(piece.type())
                    && !each.text().equals(piece.text()));
    return other == null ? List.of() : List.of(Change.replace(piece, other.text()));
  }
}
