package dev.pawl.cli;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.redcode.AssemblerOptions;
import dev.pawl.corewar.redcode.Diagnostic;
import dev.pawl.corewar.redcode.Dialect;
import dev.pawl.corewar.redcode.Listing;
import dev.pawl.corewar.redcode.LoadFile;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Assembles a warrior and says what is wrong with it.",
    description = {
      "",
      "Reads Redcode as pMARS 0.9.2 does: ICWS'94 with EQU, FOR, expressions, p-space and PIN.",
      ""
    })
final class AsmCommand extends Command {

  @Parameters(paramLabel = "FILE", description = "Redcode, or house:NAME.")
  String file = "";

  @ArgGroup Form form = new Form();

  @Option(names = "--88", description = "Hold it to the rules of 1988 (pmars -8).")
  boolean old;

  @Mixin CoreOptions core = new CoreOptions();

  static final class Form {
    @Option(names = "--disassemble", description = "Print what it became, as pmars -r 0 does.")
    boolean disassemble;

    @Option(names = "--load-file", description = "Print it as the plainest text pMARS reads.")
    boolean loadFile;
  }

  @Override
  Answer answer() {
    Settings settings = core.settings();
    Dialect dialect = old ? Dialect.ICWS_88 : Dialect.ICWS_94;
    Warriors.Found found = Warriors.find(file, settings, new AssemblerOptions(dialect, 1, 1));
    return Answer.ok(json(found), text(found, settings));
  }

  private String text(Warriors.Found found, Settings settings) {
    Warrior warrior = found.warrior();
    if (form.disassemble) {
      return Listing.of(warrior);
    }
    if (form.loadFile) {
      return LoadFile.of(warrior, settings.coreSize());
    }
    StringBuilder text = new StringBuilder();
    for (Diagnostic warning : found.warnings()) {
      text.append(found.source()).append(':').append(warning).append('\n');
    }
    return text.append(
            "%s: %s by %s, %d instructions, starts at %d\n"
                .formatted(
                    found.source(),
                    Table.printable(warrior.name()),
                    Table.printable(warrior.author()),
                    warrior.code().size(),
                    warrior.start()))
        .toString();
  }

  private static Map<String, Object> json(Warriors.Found found) {
    Warrior warrior = found.warrior();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", found.source());
    json.put("name", warrior.name());
    json.put("author", warrior.author());
    json.put("strategy", found.strategy());
    json.put("start", warrior.start());
    warrior.pin().ifPresent(pin -> json.put("pin", pin));
    json.put("code", warrior.code().stream().map(Instruction::toString).toList());
    json.put("warnings", found.warnings().stream().map(Diagnostic::toString).toList());
    return json;
  }
}
