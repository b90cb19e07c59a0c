package dev.pawl.corewar.hill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.redcode.Assembler;
import dev.pawl.corewar.redcode.Assembly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders as hills, tallies, standings and generality.
class HillTest {
  private static final Settings SETTINGS = Settings.STANDARD;
  private static final String IMP = "MOV 0, 1\n";
  private static final String SUICIDE = "DAT 0, 0\n";
  private static final String SITTER = "JMP 0, 0\n";

  @TempDir private Path folder;

  static Hill.Entry entry(String file, String source) {
    return switch (Assembler.assemble(source, SETTINGS)) {
      case Assembly.Assembled assembled ->
          new Hill.Entry(file, assembled.warrior(), assembled.strategy());
      case Assembly.Rejected rejected -> throw new AssertionError(rejected);
    };
  }

  private static Hill hill(Hill.Entry... entries) {
    return new Hill("test", List.of(entries), List.of());
  }

  private void write(String file, String source) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, source);
  }

  @Test
  void of_nestedFolders_sortedByPath() throws IOException {
    write("z.red", IMP);
    write("a/later.RED", SITTER);
    write("a/b/first.red", SUICIDE);
    write("a/readme.txt", "not a warrior");
    assertThat(Hill.of(folder, SETTINGS).entries())
        .extracting(Hill.Entry::file)
        .containsExactly("a/b/first.red", "a/later.RED", "z.red");
  }

  @Test
  void of_fileThatDoesNotAssemble_isReportedWithFileAndLine() throws IOException {
    write("good.red", IMP);
    write("bad.red", "MOV 0, 1\nMOV nowhere, 1\n");
    Hill hill = Hill.of(folder, SETTINGS);
    assertThat(hill.entries()).extracting(Hill.Entry::file).containsExactly("good.red");
    assertThat(hill.rejects()).extracting(Hill.Reject::file).containsExactly("bad.red");
    assertThat(hill.rejects().getFirst().toString()).contains("bad.red:2:", "nowhere");
  }

  @Test
  void of_warriorTooLongForTheSettings_isReported() throws IOException {
    write("long.red", IMP.repeat(9));
    assertThat(Hill.of(folder, Settings.of(800, 8000, 800, 8, 20)).rejects()).hasSize(1);
  }

  @Test
  void of_latin1Name_isRead() throws IOException {
    Files.write(
        folder.resolve("old.red"), ";name Café\nMOV 0, 1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Hill.of(folder, SETTINGS).warriors().getFirst().name()).isEqualTo("Café");
  }

  @Test
  void of_missingFolder_saysSo() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Hill.of(missing, SETTINGS))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing")
        .hasMessageContaining("folder with .red files");
  }

  @Test
  void generality_oneOfEachOutcome_countsThem() {
    Hill hill = hill(entry("dies", SUICIDE), entry("sits", SITTER), entry("dies too", SUICIDE));
    Generality generality =
        Generality.of(entry("me", SITTER).warrior(), hill, new Duels(SETTINGS, 4, 1, 1));
    assertThat(generality.results())
        .extracting(Generality.Versus::tally)
        .containsExactly(new Tally(4, 0, 0), new Tally(0, 0, 4), new Tally(4, 0, 0));
    assertThat(generality.defeated()).isEqualTo(2 / 3.0);
    assertThat(generality.defeatedOrTied()).isEqualTo(1);
  }

  @Test
  void generality_emptyHill_isZero() {
    Generality generality =
        Generality.of(entry("me", SITTER).warrior(), hill(), new Duels(SETTINGS, 4, 1, 2));
    assertThat(generality.defeated()).isZero();
    assertThat(generality.defeatedOrTied()).isZero();
  }

  @Test
  void standings_knownOutcomes_scoreThreeForAWinAndOneForATie() {
    Hill hill = hill(entry("dies", SUICIDE), entry("sits", SITTER), entry("imp", IMP));
    Standings standings = Standings.of(hill, new Duels(SETTINGS, 4, 1, 1));
    assertThat(standings.rows())
        .extracting(Standings.Row::file)
        .containsExactly("sits", "imp", "dies");
    assertThat(standings.rows())
        .extracting(row -> row.tally().score())
        .containsExactly(3 * 4 + 4, 3 * 4 + 4, 0);
    assertThat(standings.rows().getLast().tally()).isEqualTo(new Tally(0, 8, 0));
  }

  @Test
  void standings_threads_changeNothing() {
    Hill hill = Hill.house(Split.SELECT);
    assertThat(Standings.of(hill, new Duels(SETTINGS, 2, 5, 2)))
        .isEqualTo(Standings.of(hill, new Duels(SETTINGS, 2, 5, 1)));
  }

  @Test
  void standings_wholeTable_hasAsManyWinsAsLosses() {
    Hill hill = Hill.house(Split.SEALED);
    List<Standings.Row> rows = Standings.of(hill, new Duels(SETTINGS, 2, 9, 2)).rows();
    assertThat(rows.stream().mapToInt(row -> row.tally().wins()).sum())
        .isEqualTo(rows.stream().mapToInt(row -> row.tally().losses()).sum())
        .isPositive();
    assertThat(rows).allSatisfy(row -> assertThat(row.tally().rounds()).isEqualTo(2 * 9));
  }

  @Test
  void duels_noRounds_areRefused() {
    assertThatThrownBy(() -> new Duels(SETTINGS, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rounds is 0; it must be at least 1");
  }

  @Test
  void verdict_moreWinsThanLosses_isAWin() {
    assertThat(new Tally(2, 1, 17).verdict()).isEqualTo(Tally.Verdict.WIN);
    assertThat(new Tally(1, 1, 0).verdict()).isEqualTo(Tally.Verdict.TIE);
    assertThat(new Tally(0, 1, 19).verdict()).isEqualTo(Tally.Verdict.LOSS);
  }
}
