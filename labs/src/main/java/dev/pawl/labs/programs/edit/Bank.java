package dev.pawl.labs.programs.edit;

import dev.pawl.Draw;
import dev.pawl.labs.programs.edit.Piece.Kind;
import dev.pawl.labs.programs.edit.Piece.Use;
import dev.pawl.labs.programs.edit.Piece.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Pieces of the parents, from which new code is made: with variables renamed to those of the same
/// type that are known where a piece goes.
final class Bank {

  /// The types of numbers that operators work on.
  static final Set<String> NUMBERS = Set.of("int", "long", "double", "float");

  private static final double KEEP = 0.7;

  private final List<Piece> pieces;

  Bank(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /// One of those that `wanted` accepts; null if there is none.
  @Nullable Piece pick(Draw draw, Predicate<Piece> wanted) {
    List<Piece> able = pieces.stream().filter(wanted).toList();
    return able.isEmpty() ? null : able.get(draw.nextInt(able.size()));
  }

  /// The text of an expression of this type for `place`: one of the bank that fits there, or a
  /// variable; null if there is none.
  @Nullable String expression(String type, Piece place, Draw draw) {
    List<Variable> variables =
        place.scope().stream().filter(each -> each.type().equals(type)).toList();
    if (!variables.isEmpty() && draw.nextInt(3) == 0) {
      return variables.get(draw.nextInt(variables.size())).name();
    }
    Piece donor =
        pick(draw, each -> each.isExpression() && each.type().equals(type) && !same(each, place));
    return donor == null ? null : fit(donor, place, draw);
  }

  /// A truth value for `place`: one of the bank, or a comparison of what is known there; null if
  /// nothing is.
  @Nullable String test(Piece place, Draw draw) {
    String known = draw.nextInt(3) == 0 ? null : expression("boolean", place, draw);
    if (known != null) {
      return known;
    }
    List<Variable> numbers =
        place.scope().stream().filter(each -> NUMBERS.contains(each.type())).toList();
    if (numbers.isEmpty()) {
      return null;
    }
    Variable one = numbers.get(draw.nextInt(numbers.size()));
    Variable other = numbers.get(draw.nextInt(numbers.size()));
    String right =
        one.equals(other) || draw.nextBoolean()
            ? Integer.toString(draw.nextInt(1 << draw.nextInt(8)))
            : other.name();
    return "%s %s %s".formatted(one.name(), draw.nextBoolean() ? "<" : ">", right);
  }

  private static boolean same(Piece one, Piece other) {
    return one.text().equals(other.text());
  }

  /// The text of `donor` as it can stand at `place`; null if it names something of a type of which
  /// nothing is known there.
  static @Nullable String fit(Piece donor, Piece place, Draw draw) {
    Map<Variable, String> names = new HashMap<>();
    List<Use> uses = new ArrayList<>(donor.uses());
    uses.sort(Comparator.comparingInt(Use::from));
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Use use : uses) {
      String name = names.get(use.variable());
      if (name == null) {
        name = name(use.variable(), place, draw);
        if (name == null) {
          return null;
        }
        names.put(use.variable(), name);
      }
      text.append(donor.text(), at, use.from()).append(name);
      at = use.from() + use.variable().name().length();
    }
    return wrap(text.append(donor.text().substring(at)).toString(), donor);
  }

  private static @Nullable String name(Variable variable, Piece place, Draw draw) {
    if (place.scope().contains(variable) && draw.nextDouble() < KEEP) {
      return variable.name();
    }
    List<Variable> able =
        place.scope().stream().filter(each -> each.type().equals(variable.type())).toList();
    return able.isEmpty() ? null : able.get(draw.nextInt(able.size())).name();
  }

  /// In parentheses where a neighbour could tear it apart.
  private static String wrap(String text, Piece donor) {
    boolean simple =
        donor.kind() != Kind.EXPRESSION
            || text.matches("[\\w.]+(?:\\([^()]*\\))?")
            || text.startsWith("\"")
            || (text.startsWith("(") && text.indexOf(')') == text.length() - 1);
    return simple ? text : "(" + text + ")";
  }
}
