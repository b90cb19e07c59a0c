package dev.pawl.labs.programs.edit;

import java.util.List;

/// A part of a Java program that can be put in place of another of its kind.
///
/// @param path of its file
/// @param from its first character
/// @param to the first character after it
/// @param text it
/// @param kind what it is
/// @param type of an expression, as the compiler prints it; the operator of [Kind#OPERATOR]; empty
///   for statements
/// @param scope the variables that can be named there
/// @param uses the variables of outside that it names
/// @param block a number that statements of one block share, and no others; −1 for what is none
record Piece(
    String path,
    int from,
    int to,
    String text,
    Kind kind,
    String type,
    List<Variable> scope,
    List<Use> uses,
    int block) {

  /// What a piece is.
  enum Kind {
    EXPRESSION,
    /// An expression that is a number, a truth value or a character as it is written.
    LITERAL,
    /// An expression that is the name of a variable.
    NAME,
    STATEMENT,
    /// The sign between or before operands; its type is what the operands are.
    OPERATOR,
    /// The whole body of a method with its braces; its type is the method's signature.
    BODY
  }

  /// A variable and its type.
  record Variable(String name, String type) {}

  /// Where a piece names a variable.
  ///
  /// @param from from the beginning of the piece
  record Use(Variable variable, int from) {}

  Piece {
    scope = List.copyOf(scope);
    uses = List.copyOf(uses);
  }

  /// Whether it may stand where an expression stands.
  boolean isExpression() {
    return kind == Kind.EXPRESSION || kind == Kind.LITERAL || kind == Kind.NAME;
  }

  /// Whether the two have a character in common.
  boolean overlaps(Piece other) {
    return path.equals(other.path) && from < other.to && other.from < to;
  }
}
