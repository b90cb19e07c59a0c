package dev.pawl.study;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyFileTest {

  @Test
  void getters_valuesThere_returnThemTyped() {
    Section root =
        study(
                """
                lab: redqueen
                seed: 7
                budget:
                  instructions: 1_000e6
                  cpu: 1h30m
                redqueen:
                  kick: 0.25
                  racing: false
                  hills: [house, mine]
                  shape: grid
                """)
            .root();

    assertThat(root.requiredText("lab")).isEqualTo("redqueen");
    assertThat(root.longInteger("seed", 1, 0, Long.MAX_VALUE)).isEqualTo(7);
    assertThat(root.section("budget").limit("instructions", 1, Long.MAX_VALUE))
        .isEqualTo(OptionalLong.of(1_000_000_000));
    assertThat(root.section("budget").limit("evaluations", 1, 9)).isEmpty();
    assertThat(duration(root.section("budget"), "cpu")).isEqualTo(Duration.ofMinutes(90));
    Section lab = root.section("redqueen");
    assertThat(lab.decimal("kick", 0, 0, 1)).isEqualTo(0.25);
    assertThat(lab.flag("racing", true)).isFalse();
    assertThat(lab.texts("hills", List.of())).containsExactly("house", "mine");
    assertThat(lab.oneOf("shape", "line", List.of("line", "grid"))).isEqualTo("grid");
    assertThat(lab.integer("rounds", 20, 1, 100)).isEqualTo(20);
  }

  @Test
  void check_manyProblems_namesAllWithPlaceInOrder() {
    StudyFile study =
        study(
            """
            lab: redqueen
            seed: often
            redqueen:
              rounds: 0
              roundz: 5
              rounds: 3
              kick: "0.5"
              shape: cube
              racing: 1
              hills: [house, [a]]
              sub: 5
            extra: 1
            """);
    Section root = study.root();
    root.requiredText("lab");
    root.requiredText("name");
    root.longInteger("seed", 1, 0, Long.MAX_VALUE);
    Section lab = root.section("redqueen");
    lab.integer("rounds", 20, 1, 100);
    lab.decimal("kick", 0, 0, 1);
    lab.oneOf("shape", "line", List.of("line", "grid"));
    lab.flag("racing", true);
    lab.texts("hills", List.of());
    lab.section("sub").integer("depth", 1, 0, 3);
    lab.problem("shape", "does not fit to kick");

    assertThat(problems(study))
        .containsExactly(
            "my.yaml: name is missing",
            "my.yaml:2:7: seed is often; it must be an integer of at least 0",
            "my.yaml:4:11: redqueen.rounds is 0; it must be an integer from 1 to 100",
            "my.yaml:5:3: unknown key redqueen.roundz; did you mean rounds?",
            "my.yaml:6:3: redqueen.rounds is there twice; the first is in line 4",
            "my.yaml:7:9: redqueen.kick is the text '0.5'; it must be a number from 0.0 to 1.0",
            "my.yaml:8:10: redqueen.shape is cube; it must be one of line, grid",
            "my.yaml:8:10: redqueen.shape does not fit to kick",
            "my.yaml:9:11: redqueen.racing is 1; it must be true or false",
            "my.yaml:10:18: redqueen.hills is a list; it must be a list of texts",
            "my.yaml:11:8: redqueen.sub must be a mapping of keys to values; found 5",
            "my.yaml:12:1: unknown key extra; known here: lab, name, redqueen, seed");
  }

  @Test
  void check_manyProblems_messageHasOneLineEach() {
    StudyFile study = study("a: 1\nb: 2\n");

    assertThatThrownBy(study::check)
        .isInstanceOf(StudyException.class)
        .hasMessage(
            """
            2 problems in my.yaml:
              my.yaml:1:1: unknown key a; no keys are known here
              my.yaml:2:1: unknown key b; no keys are known here\
            """);
  }

  @Test
  void check_allAskedFor_isSilent() {
    StudyFile study = study("seed: 5");
    study.root().integer("seed", 1, 0, 9);

    study.check();
  }

  @Test
  void parse_empty_isAStudyOfDefaults() {
    StudyFile study = study("# nothing\n");

    assertThat(study.root().integer("seed", 4, 0, 9)).isEqualTo(4);
    study.check();
  }

  @Test
  void parse_notYaml_namesPlace() {
    assertThatThrownBy(() -> study("a: [1, 2\nb: 3\n"))
        .isInstanceOf(StudyException.class)
        .hasMessageStartingWith("my.yaml:2:2: not YAML: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a\n- b", "text", "5"})
  void check_notAMapping_saysSo(String yaml) {
    assertThat(problems(study(yaml)))
        .singleElement()
        .asString()
        .startsWith("my.yaml:1:1: the study must be a mapping of keys to values; found ");
  }

  @Test
  void parse_twoDocuments_isRefused() {
    assertThatThrownBy(() -> study("a: 1\n---\nb: 2\n"))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("single document");
  }

  @Test
  void parse_tooDeep_isRefused() {
    assertThatThrownBy(() -> study("a: " + "[".repeat(200_000)))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("too deep");
  }

  @Test
  void parse_aliasesThatGrow_areRefused() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }

    assertThatThrownBy(() -> study(yaml.toString()))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("liases");
  }

  @Test
  void parse_tagOfAClass_makesNoObject() {
    StudyFile study = study("a: !!java.io.File [/tmp/x]\n");
    study.root().text("a", "b");

    assertThat(problems(study)).containsExactly("my.yaml:1:4: a is a list; it must be text");
  }

  @Test
  void read_missingFile_saysSo(@TempDir Path folder) {
    Path file = folder.resolve("none.yaml");

    assertThatThrownBy(() -> StudyFile.read(file, List.of()))
        .isInstanceOf(StudyException.class)
        .hasMessage(file + ": there is no such file");
  }

  @Test
  void read_hugeOrBinaryFile_isRefused(@TempDir Path folder) throws IOException {
    Path huge = Files.writeString(folder.resolve("huge.yaml"), "#".repeat((1 << 20) + 1), UTF_8);
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xFF, 0x41});

    assertThatThrownBy(() -> StudyFile.read(huge, List.of()))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("has more than");
    assertThatThrownBy(() -> StudyFile.read(binary, List.of()))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void path_relative_countsFromFolderOfStudy(@TempDir Path folder) throws IOException {
    Path yaml = Files.writeString(folder.resolve("my.yaml"), "hill: ../hills/mine\n", UTF_8);
    StudyFile study = StudyFile.read(yaml, List.of());

    assertThat(study.root().path("hill", "x"))
        .isEqualTo(folder.resolve("../hills/mine").normalize());
    assertThat(study.effective()).isEqualTo("{\"hill\":\"../hills/mine\"}");
  }

  @Test
  void path_fromCommandLine_countsFromCurrentFolder(@TempDir Path folder) {
    StudyFile study =
        StudyFile.parse("my.yaml", folder, "hill: a", List.of(Setting.parse("hill=b/c")));

    assertThat(study.root().path("hill", "x")).isEqualTo(Path.of("b/c").toAbsolutePath());
  }

  @Test
  void setting_replacesValueAndAddsSections() {
    StudyFile study =
        study(
            "seed: 1\nlab: a\n",
            new Setting("--seed 9", "seed", "9"),
            Setting.parse("redqueen.rounds=5"),
            Setting.parse("redqueen.hills=[x, y]"));

    assertThat(study.root().integer("seed", 1, 0, 10)).isEqualTo(9);
    assertThat(study.root().text("lab", "")).isEqualTo("a");
    assertThat(study.root().section("redqueen").integer("rounds", 1, 0, 10)).isEqualTo(5);
    assertThat(study.root().section("redqueen").texts("hills", List.of()))
        .containsExactly("x", "y");
    study.check();
  }

  @Test
  void setting_wrong_isNamedAsTyped() {
    StudyFile study =
        study(
            "seed: 1\n",
            new Setting("--seed 99", "seed", "99"),
            Setting.parse("redqueen.rouns=5"),
            Setting.parse("empty="));
    study.root().integer("seed", 1, 0, 10);
    study.root().text("empty", "");
    study.root().section("redqueen").integer("rounds", 1, 0, 10);

    assertThat(problems(study))
        .containsExactlyInAnyOrder(
            "--seed 99: seed is 99; it must be an integer from 0 to 10",
            "--set redqueen.rouns=5: unknown key redqueen.rouns; did you mean rounds?",
            "--set empty=: empty is empty; it must be text");
  }

  @Test
  void setting_belowAValue_isRefused() {
    assertThatThrownBy(() -> study("lab: a\n", Setting.parse("lab.x=5")))
        .isInstanceOf(StudyException.class)
        .hasMessage("--set lab.x=5: lab of my.yaml has no keys in it");
  }

  @Test
  void setting_insideAnAlias_changesOnlyThatPlace() {
    StudyFile study = study("a: &x {n: 1}\nb: *x\n", Setting.parse("a.n=2"));

    assertThat(study.root().section("a").integer("n", 0, 0, 9)).isEqualTo(2);
    assertThat(study.root().section("b").integer("n", 0, 0, 9)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rounds", "=5", "a..b=5", ".a=5", "a.=5"})
  void parse_settingWithoutKeyOrValue_isRefused(String text) {
    assertThatThrownBy(() -> Setting.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--set " + text);
  }

  @Test
  void effective_hasDefaultsSortedAndLeavesOutWhereAndHowLong() {
    StudyFile study =
        study(
            """
            threads: 2
            seed: 3
            budget: {minutes: 5, evaluations: 1e3, cpu: 90s}
            """);
    Section root = study.root();
    root.integer("threads", 1, 1, 64);
    root.longInteger("seed", 1, 0, 100);
    root.section("budget").decimal("minutes", 1, 0, 100);
    root.section("budget").limit("evaluations", 1, 1_000_000);
    duration(root.section("budget"), "cpu");
    root.section("a").decimal("kick", 0.5, 0, 1);
    duration(root.section("a"), "wait");
    root.section("a").texts("hills", List.of("house"));

    assertThat(study.effective())
        .isEqualTo("{\"a\":{\"hills\":[\"house\"],\"kick\":0.5,\"wait\":\"1m\"}," + "\"seed\":3}");
  }

  @Test
  void effective_readAgain_isTheSame() {
    StudyFile first = study("seed: 3\nkick: 1e-3\nname: 'a: \"b\" # é'\nwait: 61s\nbig: 1e18\n");
    StudyFile second = study(readAll(first));

    assertThat(readAll(second)).isEqualTo(readAll(first)).contains("1000000000000000000");
    second.check();
  }

  private static String readAll(StudyFile study) {
    Section root = study.root();
    root.integer("seed", 1, 0, 9);
    root.decimal("kick", 1, 0, 1);
    root.text("name", "x");
    root.longInteger("big", 1, 0, Long.MAX_VALUE);
    duration(root, "wait");
    return study.effective();
  }

  @ParameterizedTest
  @CsvSource({
    "1.5",
    "'\"5\"'",
    "1e30",
    "1e-1",
    "0x10",
    "[5]",
    "'{a: 5}'",
    "''",
    "~",
    "five",
    "-1",
    "11",
    "9999999999999999999999",
    "1e999999999",
    ".inf"
  })
  void integer_otherThanOneInRange_isAProblem(String value) {
    StudyFile study = study("n: " + value);

    assertThat(study.root().integer("n", 5, 0, 10)).isEqualTo(5);
    assertThat(problems(study)).singleElement().asString().contains("n is ", "from 0 to 10");
  }

  @ParameterizedTest
  @CsvSource({".nan", ".inf", "1e999", "-0.1", "1.1", "half"})
  void decimal_otherThanOneInRange_isAProblem(String value) {
    StudyFile study = study("n: " + value);

    assertThat(study.root().decimal("n", 0.5, 0, 1)).isEqualTo(0.5);
    assertThat(problems(study)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"250ms,250", "90s,90000", "5m,300000", "1h30m,5400000", "0s,0", "1h1ms,3600001"})
  void duration_everyForm_isRead(String text, long millis) {
    StudyFile study = study("wait: " + text);

    assertThat(study.root().duration("wait", Duration.ofDays(1), Duration.ZERO, Duration.ofDays(9)))
        .isEqualTo(Duration.ofMillis(millis));
    study.check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "m", "5 m", "-5m", "5m1h", "1.5h", "99999999999h", "101h"})
  void duration_anythingElse_isAProblem(String text) {
    StudyFile study = study("wait: " + text);
    study.root().duration("wait", Duration.ofHours(1), Duration.ZERO, Duration.ofHours(100));

    assertThat(problems(study))
        .containsExactly(
            "my.yaml:1:7: wait is %s; it must be a duration from 0s to 100h, such as 90s, 5m or 1h30m"
                .formatted(text));
  }

  @ParameterizedTest
  @CsvSource({
    "roundz,rounds",
    "ruonds,rounds",
    "round,rounds",
    "evalutions,evaluations",
    "sed,seed"
  })
  void nearest_typingError_findsTheWord(String word, String meant) {
    assertThat(Spelling.nearest(word, List.of("evaluations", "rounds", "seed"))).contains(meant);
  }

  @Test
  void nearest_otherWord_findsNothing() {
    assertThat(Spelling.nearest("opponents", List.of("evaluations", "rounds", "seed"))).isEmpty();
  }

  private static Duration duration(Section section, String key) {
    return section.duration(key, Duration.ofMinutes(1), Duration.ZERO, Duration.ofDays(365));
  }

  private static List<String> problems(StudyFile study) {
    StudyException thrown = catchThrowableOfType(StudyException.class, study::check);
    return thrown.problems();
  }

  private static StudyFile study(String yaml, Setting... settings) {
    return StudyFile.parse("my.yaml", Path.of("/studies"), yaml, List.of(settings));
  }
}
