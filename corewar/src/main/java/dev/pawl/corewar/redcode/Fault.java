package dev.pawl.corewar.redcode;

import static dev.pawl.corewar.redcode.Diagnostic.Severity.ERROR;
import static dev.pawl.corewar.redcode.Diagnostic.Severity.WARNING;

import dev.pawl.corewar.redcode.Diagnostic.Severity;

/// What can be wrong with a source text. In the texts, `%s` is the token in question.
enum Fault {
  // Warnings
  LONG_LINE(
      WARNING,
      "the line has more than 255 bytes, and the rest counts as the next line",
      "Break the line; a long comment needs a ';' on each"),
  GLUED_OPCODE(
      WARNING,
      "nothing separates '%s' from its operands; pMARS may read more than is written",
      "Put a space after the opcode and its modifier"),
  EQU_WITHOUT_NAME(WARNING, "EQU without a name is ignored", "Put a name before EQU"),
  ROF_MISSING(WARNING, "FOR without ROF: the program ends here", "Close the loop with ROF"),
  NO_ASSERT(
      WARNING,
      "no ';assert': the warrior may not suit these settings",
      "Say what it needs, such as ';assert CORESIZE==8000', or ';assert 1' for nothing"),
  BAD_ASSERT(
      WARNING,
      "the assertion cannot be evaluated and is ignored",
      "Use numbers, predefined constants, and names defined above"),
  LABEL_TAKEN(
      WARNING,
      "'%s' is defined already, and the whole line is dropped",
      "Rename it; in a FOR loop, join the counter: name&counter"),
  LABEL_UNUSED(WARNING, "the label '%s' has no instruction", "Put an instruction after it"),
  END_IGNORED(WARNING, "ORG has set the start, and END's is ignored", "Remove one of the two"),
  OVERFLOW(WARNING, "the expression overflows 64 bits", "Use smaller numbers"),
  // Errors
  SOURCE_TOO_LONG(
      ERROR,
      "the source has more than %s characters",
      "Shorten it; a warrior needs a few thousand"),
  TOO_MUCH_WORK(
      ERROR,
      "the program's EQU and FOR expand to more than %s",
      "Use fewer or smaller loops, and fewer names in names"),
  TOO_DEEP(ERROR, "EQU and FOR are nested more than %s deep", "Nest less"),
  TOO_MANY_FAULTS(ERROR, "there are too many errors or warnings", "Mend these first"),
  EXPANDED_LINE_TOO_LONG(
      ERROR, "with its names replaced, the line has more than 255 characters", "Split the line"),
  UNEXPECTED(ERROR, "'%s' cannot stand here", "Write an operand as [mode]expression"),
  NOT_AN_INSTRUCTION(ERROR, "'%s' found where an instruction should begin", ""),
  CURLINE_AS_LABEL(ERROR, "CURLINE is a number and cannot be a label", "Use it in an operand"),
  RECURSIVE(ERROR, "'%s' is defined by itself", "Break the circle of EQUs"),
  NOT_A_COUNTER(ERROR, "'%s' after '&' is not the counter of a FOR around it", "Name the counter"),
  TOO_MANY_LABELS(ERROR, "'%s' is the eighth label of one instruction", "Seven are allowed"),
  ROF_WITHOUT_FOR(ERROR, "ROF without FOR", "Remove it, or add the FOR"),
  ASSERT_FAILED(
      ERROR,
      "the assertion is false with these settings",
      "Assemble with the settings that the warrior is made for"),
  NO_INSTRUCTIONS(ERROR, "the program has no instructions", "Write at least one"),
  TOO_MANY_INSTRUCTIONS(
      ERROR, "this is one instruction more than the %s allowed", "Shorten the program"),
  START_OUTSIDE(
      ERROR, "the program starts at %s, outside its code", "ORG and END count from 0, the first"),
  UNDEFINED(ERROR, "no label or name '%s'", ""),
  MODIFIER_MISSING(
      ERROR, "a modifier should follow the '.'", "The modifiers are A, B, AB, BA, F, X and I"),
  OPERAND_MISSING(ERROR, "%s lacks an operand", "Two operands are separated by a comma"),
  OPERAND_EMPTY(ERROR, "%s has an operand without a value", "Write a number, such as $0"),
  DIVISION_BY_ZERO(ERROR, "the expression divides by zero", "Check the divisor"),
  BAD_EXPRESSION(
      ERROR, "the expression cannot be evaluated", "Put parentheses around comparisons and sums"),
  NOT_IN_88(ERROR, "'%s' does not exist in ICWS'88", "Use the '94 dialect"),
  MODE_NOT_IN_88(
      ERROR,
      "%s cannot have this mode in ICWS'88",
      "DAT takes # and <; a target, and B of MOV, ADD, SUB, CMP, cannot be #");

  final Severity severity;
  final String message;
  final String hint;

  Fault(Severity severity, String message, String hint) {
    this.severity = severity;
    this.message = message;
    this.hint = hint;
  }

  /// Whether pMARS does not know this fault, so that it must not count against its limit.
  boolean isOurs() {
    return this == LONG_LINE || this == GLUED_OPCODE;
  }

  String message(String token) {
    return message.replace("%s", token);
  }
}
