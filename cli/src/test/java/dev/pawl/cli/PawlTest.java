package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PawlTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "help", "--help", "-h"})
  void run_help_namesEveryCommandAndFitsATerminal(String args) {
    Terminal answer = args.isEmpty() ? Terminal.type() : Terminal.type(args);

    assertThat(answer.exitCode()).isEqualTo(Exit.OK);
    assertThat(answer.err()).isEmpty();
    for (Catalog.Entry entry : Catalog.COMMANDS) {
      assertThat(answer.out()).containsPattern("(?m)^  " + entry.name() + "( .*)?  +\\S");
    }
    assertThat(answer.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void run_helpAsJson_namesEveryCommand() {
    assertThat(Terminal.type("--help", "--json").json().get("commands").findValuesAsString("name"))
        .containsExactlyElementsOf(Catalog.names());
  }

  @Test
  void run_version_namesJava() {
    assertThat(Terminal.type("--version").out()).startsWith("pawl ").contains("Java 2");
    assertThat(Terminal.type("--version", "--json").json().get("java").asString())
        .isEqualTo(Runtime.version().toString());
  }

  @Test
  void run_unknownCommand_suggestsAnother() {
    Terminal answer = Terminal.type("batle", "a.red");

    assertThat(answer.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines())
        .containsExactly("pawl: unknown command batle; did you mean battle?");
  }

  @Test
  void run_unknownCommandAsJson_answersWithOneObject() {
    Terminal answer = Terminal.type("nothing-like-it", "--json");

    assertThat(answer.json().get("error").asString()).contains("`pawl --help`");
    assertThat(answer.json().get("exit").asInt()).isEqualTo(Exit.USAGE);
    assertThat(answer.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void run_commandHelp_explains(String name) {
    Terminal answer = Terminal.type(name, "--help");

    assertThat(answer.exitCode()).isEqualTo(Exit.OK);
    assertThat(answer.out()).contains("Usage: pawl " + name, "--json", "--debug");
    assertThat(answer.out().lines().findFirst()).get().asString().endsWith(".");
    assertThat(Terminal.type("help", name).out()).isEqualTo(answer.out());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void run_wrongOption_isOneLineAndUsage(String name) {
    Terminal answer = Terminal.type(name, "--no-such-option", "x");

    assertThat(answer.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines())
        .singleElement()
        .asString()
        .contains("pawl " + name + " --help");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void run_wrongOptionAsJson_isOneObject(String name) {
    Terminal answer = Terminal.type(name, "--json", "--no-such-option", "x");

    assertThat(answer.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(answer.json().get("exit").asInt()).isEqualTo(Exit.USAGE);
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void report_bug_hidesTheStackUnlessAsked() {
    Failure failure = Failure.of(new IllegalStateException("broken"));
    StringWriter quiet = new StringWriter();
    StringWriter loud = new StringWriter();
    PrintWriter out = new PrintWriter(new StringWriter());

    int code = failure.report(false, false, out, new PrintWriter(quiet));
    failure.report(false, true, out, new PrintWriter(loud));

    assertThat(code).isEqualTo(Exit.INTERNAL);
    assertThat(quiet.toString()).contains("internal error", "broken").doesNotContain("\tat ");
    assertThat(loud.toString()).contains("\tat dev.pawl.cli.PawlTest");
  }

  @Test
  void text_coloured_differsOnlyByEscapes() {
    assertThat(Usage.text(true).replaceAll("\u001b\\[\\d*m", "")).isEqualTo(Usage.text(false));
    assertThat(Usage.text(true)).contains("\u001b[1m");
  }

  @Test
  void toString_strangeName_cannotMoveTheCursor() {
    Table table = new Table("name", "wins");
    table.row("\u001b[2Jred\nqueen\u202e", 12_345);

    assertThat(table.toString()).isEqualTo("name              wins\n?[2Jred?queen?  12,345\n");
  }

  private static Stream<String> commands() {
    return List.copyOf(Catalog.names()).stream();
  }
}
