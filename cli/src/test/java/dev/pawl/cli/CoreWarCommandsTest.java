package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CoreWarCommandsTest {

  @TempDir Path folder;

  private String imp = "";
  private String still = "";
  private String dead = "";
  private String wrong = "";

  @BeforeEach
  void write() throws IOException {
    imp = file("imp.red", ";name Imp\n;author A\nMOV 0, 1\n");
    still = file("still.red", ";name Still\n;author B\n;strategy wait\nJMP 0\n");
    dead = file("dead.red", ";name Dead\nDAT 0, 0\n");
    wrong = file("wrong.red", "MOV 0, one\nADD 0, two\n");
  }

  @Test
  void battle_twoWarriors_printsStandings() {
    Terminal answer = Terminal.type("battle", still, dead, "--rounds", "10");

    assertThat(answer.exitCode()).isEqualTo(Exit.OK);
    assertThat(answer.out())
        .isEqualTo(
            """
            warrior  author     wins  ties  losses  points
            Still    B            10     0       0      30
            Dead     Anonymous     0     0      10       0

            10 rounds in a core of 8,000 cells
            """);
  }

  @Test
  void battle_formatPmars_printsTheLinesOfKoth() {
    Terminal duel = Terminal.type("battle", still, dead, "--rounds", "10", "--format", "pmars");
    Terminal melee = Terminal.type("battle", imp, still, dead, "--rounds", "4", "--format=pmars");

    assertThat(duel.out()).isEqualTo("10 0\n0 0\n");
    // Two of three survive each round: (3 * 3 - 1) / 2 = 4 points a round.
    assertThat(melee.out()).isEqualTo("16 0 4 0 0\n16 0 4 0 0\n0 0 0 0 4\n");
  }

  @Test
  void battle_json_hasEverything() {
    JsonNode json =
        Terminal.type("battle", still, dead, "--rounds", "3", "--seed", "9", "--json").json();

    assertThat(json.get("rounds").asInt()).isEqualTo(3);
    assertThat(json.get("seed").asLong()).isEqualTo(9);
    assertThat(json.get("settings").get("pSpace").asInt()).isEqualTo(500);
    assertThat(json.get("warriors").get(0).get("file").asString()).isEqualTo(still);
    assertThat(json.get("warriors").get(0).get("wins").asInt()).isEqualTo(3);
    assertThat(json.get("warriors").get(1).get("losses").asInt()).isEqualTo(3);
  }

  @Test
  void battle_sameSeed_isTheSameAndAnotherIsNot() {
    String[] args = {"battle", "house:dispatch", "house:tinder", "--rounds=60", "--json", "--seed"};
    Terminal first = Terminal.type(with(args, "5"));

    assertThat(Terminal.type(with(args, "5"))).isEqualTo(first);
    assertThat(Terminal.type(with(args, "6")).out()).isNotEqualTo(first.out());
  }

  @Test
  void battle_position_isWhereTheSecondLies() throws IOException {
    String bomb4000 = file("bomb.red", "MOV.I 2, 4000\nJMP 0\nDAT 0, 0\n");

    assertThat(positioned(bomb4000, "4000").get("warriors").get(0).get("wins").asInt()).isOne();
    assertThat(positioned(bomb4000, "4001").get("warriors").get(0).get("ties").asInt()).isOne();
    assertThat(positioned(bomb4000, "4000").has("seed")).isFalse();
  }

  private JsonNode positioned(String first, String position) {
    return Terminal.type("battle", first, still, "--rounds=1", "--position", position, "--json")
        .json();
  }

  @Test
  void battle_fixed_dependsOnTheCodeAlone() {
    Terminal first = Terminal.type("battle", imp, still, "--fixed", "--json");

    assertThat(Terminal.type("battle", imp, still, "--fixed", "--json")).isEqualTo(first);
    assertThat(first.json().has("seed")).isFalse();
  }

  @Test
  void battle_view_writesAPageThatPlays() throws IOException {
    Path page = folder.resolve("fight.html");

    Terminal text = Terminal.type("battle", imp, still, "--rounds=1", "--view", page.toString());
    Terminal json =
        Terminal.type("battle", imp, still, "--rounds=1", "--json", "--view", page.toString());

    assertThat(text.out()).contains("1 round in a core", page + " plays the first one");
    assertThat(json.json().get("view").asString()).isEqualTo(page.toString());
    assertThat(Files.readString(page)).startsWith("<!").contains("Imp", "Still", "<script");
  }

  @Test
  void battle_viewInNoFolder_isRefused() {
    Terminal answer = Terminal.type("battle", imp, still, "--view", folder + "/none/fight.html");

    assertThat(answer.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(answer.err()).contains("there is no such folder");
  }

  @Test
  void battle_playIntoAPipe_printsPlainLinesAndTheResult() {
    Terminal answer = Terminal.type("battle", still, dead, "--rounds=1", "--play");

    assertThat(answer.exitCode()).isEqualTo(Exit.OK);
    assertThat(answer.out()).contains("A = Still", "Still wins", "points").doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource({
    "--play --json, cannot stand beside",
    "--play --speed 0, --speed is 0",
    "--position 5, position is 5; it must be at least the distance",
    "--rounds 0, asked for 0 rounds of 2 warriors",
    "--core 0, core size is 0; it must be from 1 to",
    "--core 150, 2 warriors at least 100 apart",
    "--seed 1 --position 200, mutually exclusive",
    "--rounds many, 'many'",
    "--format xml, xml"
  })
  void battle_wrongOptions_areRefused(String options, String message) {
    Terminal answer =
        Terminal.type(with(new String[] {"battle", still, dead}, options.split(" ", -1)));

    assertThat(answer.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(answer.out() + answer.err()).hasLineCount(1).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "none.red, there is no file none.red",
    "house:fangg, did you mean house:fang?",
    "house:zzzzzzzzzz, it has almanac",
  })
  void battle_warriorThatIsNotThere_saysSo(String name, String message) {
    Terminal answer = Terminal.type("battle", still, name);

    assertThat(answer.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(answer.err()).contains(message);
  }

  @Test
  void battle_houseInAnotherCore_isRefused() {
    Terminal answer = Terminal.type("battle", still, "house:fang", "--core", "800");

    assertThat(answer.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(answer.err()).contains("written for a core of 8000");
  }

  @Test
  void battle_warriorThatDoesNotAssemble_namesEveryPlace() {
    Terminal text = Terminal.type("battle", wrong, dead);
    Terminal json = Terminal.type("battle", wrong, dead, "--json");

    assertThat(text.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(text.err()).contains(wrong + ":1:", wrong + ":2:");
    assertThat(json.json().get("problems").size()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void hill_folder_printsStandingsAndRejects() {
    Terminal answer = Terminal.type("hill", folder.toString(), "--rounds", "5");

    assertThat(answer.exitCode()).isEqualTo(Exit.OK);
    assertThat(answer.out().lines().limit(4))
        .containsExactly(
            "#  warrior  file       score  wins  ties  losses",
            "1  Imp      imp.red    200.0     5     5       0",
            "2  Still    still.red  200.0     5     5       0",
            "3  Dead     dead.red     0.0     0     0      10");
    assertThat(answer.out()).contains("1 file does not assemble:", "wrong.red:1:");
  }

  @Test
  void hill_json_isTheSameForAnyThreads() {
    Terminal one = Terminal.type("hill", folder.toString(), "--threads=1", "--json");
    Terminal many = Terminal.type("hill", folder.toString(), "--threads=4", "--json");

    assertThat(one.json().get("standings").size()).isEqualTo(3);
    assertThat(one.json().get("rejected").get(0).asString()).isEqualTo("wrong.red");
    assertThat(many).isEqualTo(one);
  }

  @Test
  void hill_challenger_printsItsGenerality() {
    Terminal text = Terminal.type("hill", folder.toString(), "--challenger", still);
    Terminal json = Terminal.type("hill", folder.toString(), "--challenger", still, "--json");

    assertThat(text.out())
        .contains("Still defeats 33.3 % of", "ties with or defeats 100.0 %")
        .containsPattern("Dead +dead.red +win +20 +0 +0");
    assertThat(json.json().get("generality").asDouble()).isBetween(0.333, 0.334);
  }

  @ParameterizedTest
  @CsvSource({"house:select", "house:sealed"})
  void hill_partOfTheHouse_isThere(String name) {
    Terminal answer =
        Terminal.type("hill", name, "--rounds=1", "--challenger=house:fang", "--json");

    assertThat(answer.json().get("results").size()).isGreaterThan(4);
  }

  @ParameterizedTest
  @CsvSource({
    "nowhere, nowhere is not a folder",
    "house:open, no hill is called house:open",
  })
  void hill_thatIsNotThere_saysSo(String name, String message) {
    Terminal answer = Terminal.type("hill", name);

    assertThat(answer.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(answer.err()).contains(message);
  }

  @Test
  void hill_wrongThreads_isRefused() {
    assertThat(Terminal.type("hill", "house", "--threads=0").err()).contains("threads is 0");
  }

  @Test
  void asm_goodFile_saysWhatItIs() {
    Terminal answer = Terminal.type("asm", still);

    assertThat(answer.out().lines())
        .last()
        .asString()
        .isEqualTo(still + ": Still by B, 1 instructions, starts at 0");
  }

  @Test
  void asm_disassembleAndLoadFile_printCode() {
    assertThat(Terminal.type("asm", imp, "--disassemble").out())
        .contains("Program \"Imp\" (length 1) by \"A\"", "MOV.I  $     0, $     1");
    assertThat(Terminal.type("asm", imp, "--load-file").out())
        .startsWith(";redcode-94\n;name Imp\n;author A\n")
        .endsWith("ORG 0\nMOV.I $0, $1\nEND\n");
    assertThat(Terminal.type("asm", imp, "--load-file", "--disassemble").exitCode())
        .isEqualTo(Exit.USAGE);
  }

  @Test
  void asm_json_hasTheCode() {
    JsonNode json = Terminal.type("asm", still, "--json").json();

    assertThat(json.get("code").get(0).asString()).isEqualTo("JMP.B $0, $0");
    assertThat(json.get("strategy").get(0).asString()).isEqualTo("wait");
  }

  @Test
  void asm_88_refusesWhatIsNewer() throws IOException {
    String newer = file("newer.red", "MUL 0, 1\n");

    assertThat(Terminal.type("asm", newer).exitCode()).isEqualTo(Exit.OK);
    assertThat(Terminal.type("asm", newer, "--88").exitCode()).isEqualTo(Exit.USAGE);
  }

  @Test
  void asm_bytesThatAreNotUtf8_areLatin1() throws IOException {
    Path file = folder.resolve("old.red");
    Files.write(
        file,
        new byte[] {';', 'n', 'a', 'm', 'e', ' ', (byte) 0xE9, '\n', 'D', 'A', 'T', ' ', '0'});

    assertThat(Terminal.type("asm", file.toString(), "--json").json().get("name").asString())
        .isEqualTo("é");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String[] with(String[] args, String... more) {
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }
}
