package dev.pawl.corewar.hill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.redcode.Listing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The warriors of the house hill, as texts and as programs.
class HouseHillTest {
  private static final Path SOURCES =
      Path.of("src", "main", "resources", "dev", "pawl", "corewar", "hill");
  private static final Path PMARS = Path.of("/usr/games/pmars");

  private static final Set<String> CLASSES =
      Set.of(
          "Imp",
          "Imp ring",
          "Imp spiral",
          "Dwarf",
          "Stone",
          "Bomber",
          "Incendiary",
          "Core clear",
          "D-clear",
          "SPL/DAT clear",
          "Bi-pass clear",
          "Paper",
          "Silk",
          "Scanner",
          "One-shot scanner",
          "CMP scanner",
          "Vampire",
          "Pit-trapper",
          "DJN stream",
          "Gate",
          "Quick scan and bomber",
          "Quick scan and silk",
          "Quick scan and stone with imps",
          "Quick scan and one-shot scanner",
          "P-space switcher",
          "Stone and imp",
          "Paper and stone",
          "Paper and imp",
          "Paper and clear");

  private static List<Hill.Entry> all() {
    return Arrays.stream(Split.values()).flatMap(s -> Hill.house(s).entries().stream()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void house_anySplit_allAssemble(Split split) {
    assertThat(Hill.house(split).rejects()).isEmpty();
  }

  @Test
  void house_eachSplit_hasItsSize() {
    assertThat(Hill.house(Split.SEARCH).entries()).hasSize(24);
    assertThat(Hill.house(Split.SELECT).entries()).hasSize(10);
    assertThat(Hill.house(Split.SEALED).entries()).hasSize(10);
  }

  @Test
  void house_index_namesEveryFile() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<String> found =
          files
              .filter(file -> file.toString().endsWith(".red"))
              .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
              .sorted()
              .toList();
      assertThat(Files.readAllLines(SOURCES.resolve("index.txt"))).isEqualTo(found);
    }
  }

  @Test
  void house_everyWarrior_hasNameAuthorAndKnownClass() {
    for (Hill.Entry entry : all()) {
      assertThat(entry.warrior().name()).as(entry.file()).isNotBlank().isNotEqualTo("Unknown");
      assertThat(entry.warrior().author()).as(entry.file()).isEqualTo("Pawl");
      assertThat(entry.strategy()).as(entry.file()).hasSize(1);
      String strategy = entry.strategy().getFirst().strip();
      assertThat(CLASSES).as(entry.file()).contains(strategy.substring(0, strategy.indexOf(':')));
    }
    assertThat(all().stream().map(entry -> entry.warrior().name())).doesNotHaveDuplicates();
  }

  @Test
  void house_everyClass_isThere() {
    Set<String> found =
        all().stream()
            .map(entry -> entry.strategy().getFirst().strip())
            .map(strategy -> strategy.substring(0, strategy.indexOf(':')))
            .collect(Collectors.toSet());
    assertThat(found).isEqualTo(CLASSES);
  }

  /// A near-duplicate has the same operations in the same order, whatever its constants.
  @Test
  void house_warriors_differInMoreThanConstants() {
    var skeletons = new HashSet<List<String>>();
    for (Hill.Entry entry : all()) {
      List<String> skeleton =
          entry.warrior().code().stream()
              .filter(instruction -> instruction.opcode() != Opcode.DAT)
              .map(HouseHillTest::skeleton)
              .toList();
      assertThat(skeletons.add(skeleton)).as(entry.file()).isTrue();
    }
  }

  private static String skeleton(Instruction i) {
    return "%s.%s %s %s".formatted(i.opcode(), i.modifier(), i.aMode(), i.bMode());
  }

  @Test
  void listing_everyWarrior_isWhatPmarsPrints() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PMARS), "Debian's pmars is not here");
    for (Split split : Split.values()) {
      for (Hill.Entry entry : Hill.house(split).entries()) {
        assertThat(Listing.of(entry.warrior()).strip())
            .as(entry.file())
            .isEqualTo(pmars(SOURCES.resolve(entry.file())).strip());
      }
    }
  }

  private static String pmars(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(PMARS.toString(), "-r", "0", file.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String listing = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("pmars on %s", file).isZero();
    return listing;
  }

  @Test
  void house_imps_tieEachOther() {
    Hill.Entry imp = entry(Split.SEARCH, "search/creeper.red");
    var hill = new Hill("imps", List.of(imp), List.of());
    Generality result = Generality.of(imp.warrior(), hill, new Duels(Settings.STANDARD, 4, 1, 1));
    assertThat(result.results().getFirst().tally()).isEqualTo(new Tally(0, 0, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"search/sweeper.red", "search/lustre.red", "search/fang.red"})
  void house_whatClearsTheCore_beatsWhatSitsStill(String file) {
    var hill = new Hill("sitters", List.of(entry("JMP 0, 0")), List.of());
    Generality result =
        Generality.of(
            entry(Split.SEARCH, file).warrior(), hill, new Duels(Settings.STANDARD, 20, 7, 1));
    assertThat(result.results().getFirst().tally()).isEqualTo(new Tally(20, 0, 0));
  }

  private static Hill.Entry entry(Split split, String file) {
    return Hill.house(split).entries().stream()
        .filter(entry -> entry.file().equals(file))
        .findFirst()
        .orElseThrow();
  }

  private static Hill.Entry entry(String code) {
    return HillTest.entry("test.red", ";name Test\n;assert 1\n" + code + "\n");
  }
}
