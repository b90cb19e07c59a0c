package dev.pawl.corewar.redcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblerTest {

  private static Assembly.Assembled assembled(String source) {
    Assembly assembly = Assembler.assemble(source, Settings.STANDARD);
    assertThat(assembly).isInstanceOf(Assembly.Assembled.class);
    return (Assembly.Assembled) assembly;
  }

  private static List<String> errors(String source) {
    Assembly assembly = Assembler.assemble(source, Settings.STANDARD);
    assertThat(assembly).isInstanceOf(Assembly.Rejected.class);
    return ((Assembly.Rejected) assembly)
        .errors().stream()
            .filter(e -> e.severity() == Diagnostic.Severity.ERROR)
            .map(Diagnostic::toString)
            .toList();
  }

  private static String code(String source) {
    return LoadFile.code(assembled(source).warrior(), Settings.STANDARD.coreSize());
  }

  @Test
  void assemble_header_givesNameAuthorStrategyAndPin() {
    Assembly.Assembled assembly =
        assembled(
            """
            ;redcode-94
            ;name  Imp Two
            ;author A. Nonymous
            ;strategy walk on
            ;strategy and on
            ;assert CORESIZE%2==0
            pin -3
            mov 0, 1
            """);
    Warrior warrior = assembly.warrior();
    assertThat(warrior.name()).isEqualTo("Imp Two");
    assertThat(warrior.author()).isEqualTo("A. Nonymous");
    assertThat(assembly.strategy()).containsExactly("walk on", "and on");
    assertThat(warrior.pin()).hasValue(-3);
    assertThat(assembly.warnings()).isEmpty();
  }

  /// Values that pMARS 0.9.2 gives; where C would give another, it is in the comment.
  @ParameterizedTest
  @CsvSource({
    "7-11/6-11, 17", // C: -5
    "5-1*2*3+1*2*3-1, -6", // C: 4
    "3+8*9*2&&10, 4", // C: 1
    "10<1+2*3<2, 0", // C: 1
    "1-2-3, -4",
    "-7/2, -3",
    "-7%3, -1",
    "!5+1, 1",
    "3--2, 5",
    "(a=3)+A, 6",
    "CORESIZE/2, 4000",
    "CORESIZE/2+1, -3999",
    "99999999999999999999, -193",
  })
  void assemble_expression_hasThePmarsValue(String expression, int value) {
    assertThat(code("jmp " + expression)).isEqualTo("ORG 0\nJMP.B $" + value + ", $0\n");
  }

  @Test
  void assemble_comparisonThatEndsTwoLevels_isRefusedAsByPmars() {
    assertThat(errors("jmp 1+2*3==7"))
        .singleElement()
        .asString()
        .startsWith("1:1: error: the expr");
  }

  @Test
  void assemble_assignmentInBadAssertion_countsAsInPmars() {
    assertThat(code(";assert bad*2&&(r=17)\njmp r")).isEqualTo("ORG 0\nJMP.B $17, $0\n");
  }

  @Test
  void assemble_counterJoinedInNestedLoops_makesLabels() {
    assertThat(code("i for 2\nj for 2\nx&i&j jmp i*10+j\nrof\nrof\njmp x0201"))
        .isEqualTo(
            "ORG 0\nJMP.B $11, $0\nJMP.B $12, $0\nJMP.B $21, $0\nJMP.B $22, $0\nJMP.B $-2, $0\n");
  }

  @Test
  void assemble_assertionBelowEqu_isLostAsInPmars() {
    assertThat(assembled("x equ 1\n;assert 0\ndat x").warnings())
        .extracting(Diagnostic::message)
        .singleElement()
        .asString()
        .startsWith("no ';assert'");
  }

  @Test
  void assemble_lineOver255Bytes_warnsAndReadsTheRestAsALine() {
    assertThat(assembled("dat 1 ;" + "é".repeat(124) + "jmp 2").warnings())
        .extracting(Diagnostic::toString)
        .anyMatch(w -> w.startsWith("1:1: warning: the line has more than 255 bytes"));
    assertThat(code("dat 1 ;" + "é".repeat(124) + "jmp 2"))
        .isEqualTo("ORG 0\nDAT.F #0, $1\nJMP.B $2, $0\n");
  }

  @ParameterizedTest
  @CsvSource({
    "mul 1, 2",
    "mov.i 0, 1",
    "mov 0, #1",
    "jmp #1",
    "dat 1",
    "mov >1, 2",
    "mov }1, 2",
    "org 0",
  })
  void assemble_94InstructionIn88_isRefused(String instruction) {
    String source = "mov 0, 1\n" + instruction;
    assertThat(
            Assembler.assemble(
                source, Settings.STANDARD, new AssemblerOptions(Dialect.ICWS_88, 1, 1)))
        .isInstanceOf(Assembly.Rejected.class);
    String legal = "mov 0, 1\nslt #1, #2\ncmp <1, 2\ndat #1, <2\nend 1";
    assertThat(
            Assembler.assemble(
                legal, Settings.STANDARD, new AssemblerOptions(Dialect.ICWS_88, 1, 1)))
        .isInstanceOf(Assembly.Assembled.class);
  }

  @Test
  void assemble_misspeltOpcode_suggestsTheOpcode() {
    assertThat(errors("start movv 0, 1"))
        .containsExactly(
            "1:12: error: '0' found where an instruction should begin. Did you mean 'MOV'?");
  }

  @Test
  void assemble_misspeltLabel_suggestsTheLabel() {
    assertThat(errors("bomb dat 0\n  jmp bmob"))
        .containsExactly("2:7: error: no label or name 'bmob'. Did you mean 'bomb'?");
  }

  @Test
  void assemble_unknownModifier_listsTheModifiers() {
    assertThat(errors("mov.c 0, 1"))
        .containsExactly(
            "1:5: error: a modifier should follow the '.'. "
                + "The modifiers are A, B, AB, BA, F, X and I");
  }

  @Test
  void assemble_missingOperand_saysWhich() {
    assertThat(errors("mov 0\nadd 1, #"))
        .containsExactly(
            "1:1: error: MOV lacks an operand. Two operands are separated by a comma",
            "2:1: error: ADD has an operand without a value. Write a number, such as $0");
  }

  @Test
  void assemble_tooManyInstructions_pointsAtTheFirstTooMany() {
    assertThat(errors("mov 0, 1\nfor 100\ndat 0\nrof"))
        .containsExactly(
            "3:1: error: this is one instruction more than the 100 allowed. Shorten the program");
  }

  @Test
  void assemble_startOutsideCode_isRefused() {
    assertThat(errors("mov 0, 1\nend 1")).singleElement().asString().contains("starts at 1");
  }

  @Test
  void assemble_eachRoundOfWarnings_stopsAtTheNinth() {
    assertThat(assembled("a dat 0\n" + "a dat 1\n".repeat(8)).warnings()).hasSize(9);
    assertThat(errors("a dat 0\n" + "a dat 1\n".repeat(9)))
        .containsExactly("10:1: error: there are too many errors or warnings. Mend these first");
  }
}
