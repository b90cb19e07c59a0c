package dev.pawl.lm.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads formulas. They are arithmetic as everybody writes it, `@` for the product of matrices, and
/// calls; a name is an input or a formula that was read before.
///
///     sum     = product { ("+" | "-") product }
///     product = factor { ("*" | "/" | "@") factor }
///     factor  = "-" factor | number | name | name "(" sum { "," sum } ")" | "(" sum ")"
///
/// All is checked while it is read, so that an error has a column. Nothing is executed.
public final class Reader {

  private final String text;
  private final Place place;
  private final Map<String, Formula> definitions;
  private int at;

  private record Typed(Formula formula, Type type) {}

  private Reader(String text, Place place, Map<String, Formula> definitions) {
    this.text = text;
    this.place = place;
    this.definitions = definitions;
  }

  /// Reads a formula that is part of another in `place`.
  ///
  /// @param definitions what names stand for, beside inputs
  /// @throws SyntaxException with column and reason
  public static Formula part(String text, Place place, Map<String, Formula> definitions) {
    return new Reader(text, place, definitions).whole().formula;
  }

  /// Reads a formula that stands in `place`.
  ///
  /// @throws SyntaxException with column and reason
  public static Formula read(String text, Place place, Map<String, Formula> definitions) {
    Formula formula = part(text, place, definitions);
    try {
      place.check(formula);
    } catch (TypeException e) {
      throw new SyntaxException(0, e.reason());
    }
    return formula;
  }

  /// Reads a formula that stands in `place`.
  public static Formula read(String text, Place place) {
    return read(text, place, Map.of());
  }

  private Typed whole() {
    Typed typed = sum(0);
    if (peek() != 0) {
      throw error(at, "'%s' is left over after a formula that is complete".formatted(peek()));
    }
    return typed;
  }

  private Typed sum(int depth) {
    Typed left = product(depth);
    while (peek() == '+' || peek() == '-') {
      left = chain(left, depth, false);
    }
    return left;
  }

  private Typed product(int depth) {
    Typed left = factor(depth);
    while (peek() == '*' || peek() == '/' || peek() == '@') {
      left = chain(left, depth, true);
    }
    return left;
  }

  private Typed chain(Typed left, int depth, boolean product) {
    int where = at;
    String sign = String.valueOf(text.charAt(at++));
    Typed right = product ? factor(depth) : product(depth);
    return call(where, Operation.named(sign).orElseThrow(), List.of(left, right));
  }

  private Typed factor(int depth) {
    if (depth > Formula.DEPTH_MAX) {
      throw error(at, "more than %d parentheses in each other".formatted(Formula.DEPTH_MAX));
    }
    char next = peek();
    int where = at;
    if (next == '-') {
      at++;
      Typed of = factor(depth + 1);
      return of.formula instanceof Formula.Constant(double value)
          ? typed(where, Formula.of(-value))
          : call(where, Operation.NEGATE, List.of(of));
    }
    if (next == '(') {
      at++;
      Typed inner = sum(depth + 1);
      expect(')');
      return inner;
    }
    if (Character.isDigit(next) || next == '.') {
      return number();
    }
    if (Character.isLetter(next)) {
      return named(depth);
    }
    String found = next == 0 ? "the end" : "'%s'".formatted(next);
    throw error(where, "a number, a name or '(' is needed; found " + found);
  }

  private Typed number() {
    int from = at;
    while (at < text.length() && isNumber(text.charAt(at), text.charAt(at - (at > from ? 1 : 0)))) {
      at++;
    }
    String digits = text.substring(from, at);
    try {
      double value = Double.parseDouble(digits);
      if (Double.isFinite(value)) {
        return typed(from, Formula.of(value));
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw error(from, "'%s' is no number; write 0.003 or 3e-3".formatted(digits));
  }

  private static boolean isNumber(char c, char before) {
    return Character.isDigit(c)
        || c == '.'
        || c == 'e'
        || c == 'E'
        || ((c == '-' || c == '+') && (before == 'e' || before == 'E'));
  }

  private Typed named(int depth) {
    int from = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String name = text.substring(from, at);
    if (peek() == '(') {
      return call(name, from, depth);
    }
    Formula defined = definitions.get(name);
    if (defined != null) {
      return typed(from, defined);
    }
    if (!place.inputs().containsKey(name)) {
      TreeSet<String> all = new TreeSet<>(place.inputs().keySet());
      all.addAll(definitions.keySet());
      throw error(
          from,
          "there is no '%s' in %s%s; there are %s"
              .formatted(name, place.name(), hint(name, all), String.join(", ", all)));
    }
    return typed(from, Formula.of(name));
  }

  private Typed call(String name, int from, int depth) {
    Operation operation = Operation.named(name).orElseThrow(() -> unknown(name, from));
    expect('(');
    List<Typed> arguments = new ArrayList<>(List.of(sum(depth + 1)));
    while (peek() == ',') {
      at++;
      arguments.add(sum(depth + 1));
    }
    expect(')');
    if (arguments.size() != operation.arity()) {
      throw error(
          from,
          "'%s' takes %d arguments; found %d".formatted(name, operation.arity(), arguments.size()));
    }
    return call(from, operation, arguments);
  }

  private SyntaxException unknown(String name, int from) {
    Set<String> words = new TreeSet<>();
    place.operations().forEach(operation -> words.add(operation.word()));
    return error(
        from,
        "there is no operation '%s'%s; in %s there are %s"
            .formatted(name, hint(name, words), place.name(), String.join(" ", words)));
  }

  private Typed call(int where, Operation operation, List<Typed> arguments) {
    List<Formula> formulas = arguments.stream().map(Typed::formula).toList();
    Formula made = new Formula.Call(operation, formulas);
    if (made.nodes() > Formula.NODES_MAX || made.depth() > Formula.DEPTH_MAX) {
      throw error(
          where,
          "the formula gets too large: the most are %d parts, %d calls in each other"
              .formatted(Formula.NODES_MAX, Formula.DEPTH_MAX));
    }
    try {
      List<Type> types = arguments.stream().map(Typed::type).toList();
      return new Typed(made, Type.of(operation, formulas, types, place));
    } catch (TypeException e) {
      throw error(where, e.reason());
    }
  }

  private Typed typed(int where, Formula formula) {
    try {
      return new Typed(formula, Type.of(formula, place));
    } catch (TypeException e) {
      throw error(where, e.reason());
    }
  }

  /// The next character that is no space; 0 at the end.
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void expect(char wanted) {
    char next = peek();
    if (next != wanted) {
      String found = next == 0 ? "the end" : "'%s'".formatted(next);
      throw error(at, "'%s' is needed; found %s".formatted(wanted, found));
    }
    at++;
  }

  /// ` (did you mean x?)`, where some known name is near.
  private static String hint(String name, Set<String> known) {
    return known.stream()
        .filter(each -> each.length() > 1 && distance(name, each) <= Math.max(1, name.length() / 3))
        .findFirst()
        .map(" (did you mean '%s'?)"::formatted)
        .orElse("");
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  private static SyntaxException error(int column, String message) {
    return new SyntaxException(column, message);
  }
}
