package dev.pawl.lm.formula;

import dev.pawl.lm.formula.Formula.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A formula as lines that are computed one after the other, each part once.
///
/// @param lines the last is the whole
public record Program(List<Line> lines) {

  public Program {
    lines = List.copyOf(lines);
  }

  /// One part.
  ///
  /// @param part a number, an input, or a call
  /// @param arguments the lines of a call's arguments
  public record Line(Formula part, List<Integer> arguments) {

    public Line {
      arguments = List.copyOf(arguments);
    }
  }

  /// The program of `formula`.
  public static Program of(Formula formula) {
    List<Line> lines = new ArrayList<>();
    enter(formula, lines, new HashMap<>());
    return new Program(lines);
  }

  private static int enter(Formula formula, List<Line> lines, Map<Formula, Integer> known) {
    Integer there = known.get(formula);
    if (there != null) {
      return there;
    }
    List<Integer> arguments = new ArrayList<>();
    if (formula instanceof Call call) {
      call.arguments().forEach(argument -> arguments.add(enter(argument, lines, known)));
    }
    lines.add(new Line(formula, arguments));
    known.put(formula, lines.size() - 1);
    return lines.size() - 1;
  }
}
