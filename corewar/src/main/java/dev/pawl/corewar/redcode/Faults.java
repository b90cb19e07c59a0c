package dev.pawl.corewar.redcode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong with one source text, each fault once a line, and keeps account of the
/// work that the text has cost.
final class Faults {

  /// As in pMARS, the fault that gives up is the ninth with a line, even if all are warnings.
  static final int LOCATED_MAX = 9;

  /// Warnings that pMARS does not give; more are left out.
  private static final int OURS_MAX = 20;

  /// Tokens read, with every repetition; a program of 100 instructions needs a few hundred.
  static final int STEPS_MAX = 1_000_000;

  /// Thrown when no more can be done with a text; what is wrong has been collected.
  static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    Abandoned() {
      super("the source was given up", null, false, false);
    }
  }

  private record Place(Fault fault, SourceLine line) {}

  private static final SourceLine WHOLE = new SourceLine(1, 0, "");

  private final Set<Place> known = new HashSet<>();
  private final List<Diagnostic> all = new ArrayList<>();
  private int errors;
  private int located;
  private int ours;
  private int steps;

  /// A fault of a line.
  void add(Fault fault, SourceLine line, String token) {
    add(fault, line, token, fault.hint);
  }

  void add(Fault fault, SourceLine line, String token, String hint) {
    if (fault.severity == Diagnostic.Severity.ERROR) {
      errors++;
    }
    if ((fault.isOurs() && ++ours > OURS_MAX) || !known.add(new Place(fault, line))) {
      return;
    }
    put(fault, line, token, hint);
    if (!fault.isOurs() && ++located >= LOCATED_MAX) {
      throw abandon(Fault.TOO_MANY_FAULTS, line, "");
    }
  }

  /// A fault of the whole text.
  void add(Fault fault, String token) {
    if (fault.severity == Diagnostic.Severity.ERROR) {
      errors++;
    }
    put(fault, WHOLE, token, fault.hint);
  }

  /// An error after which nothing more can be done.
  Abandoned abandon(Fault fault, SourceLine line, String token) {
    errors++;
    put(fault, line, token, fault.hint);
    return new Abandoned();
  }

  private void put(Fault fault, SourceLine line, String token, String hint) {
    all.add(
        new Diagnostic(
            fault.severity, line.number(), line.columnOf(token), fault.message(token), hint));
  }

  /// Counts one token of work.
  void step(SourceLine line) {
    if (++steps > STEPS_MAX) {
      throw abandon(Fault.TOO_MUCH_WORK, line, STEPS_MAX + " tokens");
    }
  }

  boolean hasErrors() {
    return errors > 0;
  }

  List<Diagnostic> all() {
    return all;
  }
}
