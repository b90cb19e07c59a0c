package dev.pawl.corewar.redcode;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Writes random operands from the names that the program has.
class OperandGenerator {

  private static final String[] OPERATORS = {
    "+", "-", "*", "/", "+", "-", "*", "+", "-", "*", "%", "==", "!=", "<", ">", "<=", ">=", "&&",
    "||"
  };
  private static final String[] CONSTANTS = {
    "CORESIZE",
    "MAXPROCESSES",
    "MAXCYCLES",
    "MAXLENGTH",
    "MINDISTANCE",
    "ROUNDS",
    "PSPACESIZE",
    "CURLINE",
    "VERSION",
    "WARRIORS"
  };
  final RandomGenerator random;
  final boolean old;
  final List<String> labels = new ArrayList<>();
  final List<String> texts = new ArrayList<>();
  final List<String> operands = new ArrayList<>();
  final List<String> counters = new ArrayList<>();

  /// @param old whether only the modes of 1988 are wanted
  OperandGenerator(RandomGenerator random, boolean old) {
    this.random = random;
    this.old = old;
  }

  /// The modes of an operand; in 1988 DAT has only two.
  String modes(String opcode) {
    return !old ? "#$@<>*{}" : opcode.equals("dat") ? "#<" : "#$@<";
  }

  String operand() {
    return operand(old ? "$@<" : "#$@<>*{}");
  }

  String operand(String modes) {
    if (!old && !operands.isEmpty() && chance(0.1)) {
      return pick(operands);
    }
    boolean plain = modes.contains("$") && chance(0.3);
    return (plain ? "" : mode(modes)) + (chance(0.1) ? " " : "") + expression(chance(0.2) ? 2 : 0);
  }

  String mode() {
    return mode(old ? "$@<" : "#$@<>*{}");
  }

  String mode(String modes) {
    int i = random.nextInt(modes.length());
    return modes.substring(i, i + 1);
  }

  String expression(int depth) {
    StringBuilder text = new StringBuilder(atom(depth));
    for (int i = depth == 0 ? 0 : random.nextInt(depth + 3); i > 0; i--) {
      text.append(chance(0.1) ? " " : "").append(pick(OPERATORS)).append(chance(0.1) ? " " : "");
      text.append(atom(depth));
    }
    return text.toString();
  }

  String atom(int depth) {
    String sign = chance(0.2) ? (chance(0.8) ? "-" : chance(0.5) ? "+" : "!") : "";
    double kind = random.nextDouble();
    if (depth > 0 && kind < 0.15) {
      return sign + "(" + expression(depth - 1) + ")";
    } else if (kind < 0.35) {
      return sign + pick(labels);
    } else if (kind < 0.45 && !texts.isEmpty() && depth > 0) {
      return sign + pick(texts);
    } else if (kind < 0.5) {
      return sign + pick(CONSTANTS);
    } else if (kind < 0.55 && !counters.isEmpty()) {
      return sign + pick(counters);
    } else if (kind < 0.58) {
      return "(" + "pqr".charAt(random.nextInt(3)) + "=" + expression(0) + ")";
    } else if (kind < 0.6) {
      return sign + "pqr".charAt(random.nextInt(3));
    } else if (kind < 0.602) {
      return "missing";
    }
    return sign + random.nextInt(chance(0.8) ? 20 : 9000);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }

  String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
