package dev.pawl.corewar.redcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.corewar.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares with pMARS itself, where it is installed, over generated programs.
class PmarsComparisonTest {

  private static final int BASE = Integer.getInteger("pawl.redcode.base", 0);
  private static final int SCALE = Integer.getInteger("pawl.redcode.scale", 1);

  private static final Pattern STRAY_OPERATOR =
      Pattern.compile("[0-9A-Za-z_)]\\s*(!(?!=)|[|](?![|]))|[^pqr<>=!\\s]\\s*=(?!=)");

  @TempDir Path folder = Path.of("");

  @Test
  void assemble_generatedPrograms_agreesWithPmars() throws Exception {
    compare(ProgramGenerator::program, 300 * SCALE, Dialect.ICWS_94);
  }

  @Test
  void assemble_damagedPrograms_agreesWithPmars() throws Exception {
    compare(ProgramGenerator::damaged, 150 * SCALE, Dialect.ICWS_94);
  }

  @Test
  void assemble_programsOf1988_agreesWithPmars() throws Exception {
    compare(ProgramGenerator::program88, 80 * SCALE, Dialect.ICWS_88);
  }

  @Test
  void assemble_ownLoadFile_pmarsReadsTheSameWarrior() throws Exception {
    Pmars pmars = pmars();
    int compared = 0;
    for (long seed = 0; seed < 50; seed++) {
      String source = ProgramGenerator.program(seed);
      if (assemble(source, Dialect.ICWS_94) instanceof Assembly.Assembled(var warrior, _, _)) {
        Optional<Pmars.Verdict> verdict =
            pmars.assemble(LoadFile.of(warrior, Settings.STANDARD.coreSize()), Dialect.ICWS_94);
        assertThat(verdict).isPresent();
        assertThat(verdict.orElseThrow().listing())
            .isEqualTo(Pmars.normalised(Listing.of(warrior)));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  private void compare(LongFunction<String> generator, int count, Dialect dialect)
      throws Exception {
    Pmars pmars = pmars();
    int judged = 0;
    int accepted = 0;
    List<String> differences = new ArrayList<>();
    for (long seed = BASE; seed < BASE + count; seed++) {
      String source = generator.apply(seed);
      Optional<Pmars.Verdict> verdict = pmars.assemble(source, dialect);
      if (verdict.isEmpty()) {
        continue;
      }
      judged++;
      accepted += verdict.get().accepted() ? 1 : 0;
      Assembly assembly = assemble(source, dialect);
      if (isMisread(source, assembly)) {
        continue;
      }
      if (!agree(assembly, verdict.get(), dialect)) {
        differences.add(
            "seed %d\n%s\npMARS: %s\nhere: %s".formatted(seed, source, verdict.get(), assembly));
      }
    }
    assertThat(differences).isEmpty();
    assertThat(judged).isGreaterThan(count * 8 / 10);
    assertThat(accepted).isBetween(judged / 10, judged * 9 / 10);
  }

  /// Two oddities make pMARS read what its buffers held before: an opcode glued to what ends its
  /// line, and half an operator: a lone `!`, `|` or `=`.
  private static boolean isMisread(String source, Assembly assembly) {
    List<Diagnostic> diagnostics =
        switch (assembly) {
          case Assembly.Assembled(_, _, var warnings) -> warnings;
          case Assembly.Rejected(var errors) -> errors;
        };
    return STRAY_OPERATOR.matcher(source).find()
        || diagnostics.stream().anyMatch(d -> d.message().startsWith("nothing separates"));
  }

  private static boolean agree(Assembly assembly, Pmars.Verdict verdict, Dialect dialect) {
    return switch (assembly) {
      case Assembly.Assembled(var warrior, _, _) -> {
        List<String> listing = Pmars.normalised(Listing.of(warrior));
        yield verdict.accepted()
            && (dialect == Dialect.ICWS_94
                ? verdict.listing().equals(listing)
                : verdict.listing().equals(in88(listing)));
      }
      case Assembly.Rejected(var errors) -> !verdict.accepted() || isNoWarrior(verdict, errors);
    };
  }

  /// Whether this is a program that pMARS accepts but a warrior cannot be.
  private static boolean isNoWarrior(Pmars.Verdict verdict, List<Diagnostic> errors) {
    return !verdict.listing().contains("ORG START")
        && !verdict.listing().contains("END START")
        && errors.stream()
            .anyMatch(e -> e.message().matches(".*(no instructions|outside its code)"));
  }

  /// `pmars -8` leaves the modifiers out and writes END START at the end.
  private static List<String> in88(List<String> listing) {
    List<String> old = new ArrayList<>(listing);
    old.remove("ORG START");
    old.replaceAll(line -> line.startsWith("Program") ? line : line.replaceFirst("\\.[A-Z]+", ""));
    old.add("END START");
    return old;
  }

  private static Assembly assemble(String source, Dialect dialect) {
    return Assembler.assemble(source, Settings.STANDARD, new AssemblerOptions(dialect, 1, 0));
  }

  private Pmars pmars() {
    Optional<Pmars> pmars = Pmars.installed(folder);
    assumeTrue(pmars.isPresent(), "pmars is not installed: apt install pmars");
    return pmars.orElseThrow();
  }
}
