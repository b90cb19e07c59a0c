package dev.pawl.corewar.redcode;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.redcode.Encoder.Program;
import dev.pawl.corewar.redcode.Expander.Statement;
import java.util.List;

/// Reads Redcode as pMARS 0.9.2 does: ICWS'94 with `EQU`, `FOR`, expressions, P-space and `PIN`.
/// Two programs that pMARS accepts are refused, since they are no [Warrior]: one without
/// instructions, and one that starts outside its code.
public final class Assembler {

  /// The most characters of a source text.
  public static final int SOURCE_MAX = 1 << 20;

  private Assembler() {}

  /// Assembles for settings, in ICWS'94.
  public static Assembly assemble(String source, Settings settings) {
    return assemble(source, settings, AssemblerOptions.STANDARD);
  }

  /// Assembles for settings.
  ///
  /// @param source any text; pMARS reads bytes, so where characters are not ASCII, their length in
  ///   UTF-8 counts against [Source#LINE_BYTES_MAX]
  /// @return the warrior, or every reason that was found against it; never an exception
  public static Assembly assemble(String source, Settings settings, AssemblerOptions options) {
    Faults faults = new Faults();
    try {
      return assemble(source, settings, options, faults);
    } catch (Faults.Abandoned e) {
      return new Assembly.Rejected(faults.all());
    }
  }

  private static Assembly assemble(
      String text, Settings settings, AssemblerOptions options, Faults faults) {
    if (text.length() > SOURCE_MAX) {
      throw faults.abandon(
          Fault.SOURCE_TOO_LONG, new SourceLine(1, 0, ""), String.valueOf(SOURCE_MAX));
    }
    Source source = Source.read(text, faults);
    Symbols symbols = new Symbols();
    predefine(symbols, settings, options);
    Expression expression = new Expression();
    Expander expander = new Expander(symbols, expression, faults, settings.length());
    List<Statement> statements = expander.expand(source.lines());
    if (expander.instructions() == 0) {
      if (!faults.hasErrors()) {
        faults.add(Fault.NO_INSTRUCTIONS, "");
      }
      return new Assembly.Rejected(faults.all());
    }
    Program program =
        new Encoder(symbols, expression, faults, settings.coreSize(), options.dialect())
            .encode(statements);
    if (!faults.hasErrors() && program.start() >= program.code().size()) {
      faults.add(Fault.START_OUTSIDE, String.valueOf(program.start()));
    }
    if (faults.hasErrors()) {
      return new Assembly.Rejected(faults.all());
    }
    Warrior warrior =
        new Warrior(source.name(), source.author(), program.code(), program.start(), program.pin());
    return new Assembly.Assembled(warrior, source.strategy(), faults.all());
  }

  private static void predefine(Symbols symbols, Settings settings, AssemblerOptions options) {
    symbols.predefine("CORESIZE", settings.coreSize());
    symbols.predefine("MAXPROCESSES", settings.processes());
    symbols.predefine("MAXCYCLES", settings.cycles());
    symbols.predefine("MAXLENGTH", settings.length());
    symbols.predefine("MINDISTANCE", settings.distance());
    symbols.predefine("PSPACESIZE", settings.pSpace());
    symbols.predefine("VERSION", 92);
    symbols.predefine("WARRIORS", options.warriors());
    symbols.predefine("ROUNDS", options.rounds());
  }
}
