package dev.pawl.labs.redqueen.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.Proposer.Proposal.Declined;
import dev.pawl.Proposer.Proposal.Wrote;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorsTest {

  private static final int DRAWS = 600;
  private static final String IMP = "ORG 0\nMOV.I $0, $1\n";

  static Stream<Settings> settings() {
    return Stream.of(
        Settings.STANDARD,
        Settings.of(55440, 500_000, 10_000, 200, 200),
        Settings.of(800, 8000, 800, 20, 20),
        Settings.of(80, 800, 80, 5, 5),
        Settings.of(17, 100, 10, 1, 1));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void propose_fromAVariedPopulation_isLegalAndNew(Settings settings) {
    List<Elite> population = population(settings);
    for (Proposer operator : Operators.all(settings)) {
      for (int i = 0; i < DRAWS; i++) {
        Draw draw = Draw.of(2, i, operator.name());
        List<Elite> parents = parents(population, operator.parents(), draw.purpose("parents"));

        if (operator.propose(parents, draw) instanceof Wrote(var candidate, var _)) {
          Warrior child = Texts.warrior(candidate);
          assertThat(child.code()).hasSizeBetween(1, settings.length());
          assertThat(RedcodeText.candidate(child, settings)).isEqualTo(candidate);
          assertThat(parents).noneMatch(parent -> parent.candidate().equals(candidate));
        }
      }
    }
  }

  @Test
  void propose_inTheStandardCore_seldomDeclines() {
    List<Elite> population = population(Settings.STANDARD);
    for (Proposer operator : Operators.all(Settings.STANDARD)) {
      int declined = 0;
      Set<String> written = new HashSet<>();
      for (int i = 0; i < DRAWS; i++) {
        Draw draw = Draw.of(3, i, operator.name());
        List<Elite> parents = parents(population, operator.parents(), draw.purpose("parents"));
        switch (operator.propose(parents, draw)) {
          case Declined(String reason, var _) -> {
            assertThat(reason).startsWith(operator.name() + " found no new program");
            declined++;
          }
          case Wrote(var candidate, var _) -> written.add(candidate.text());
        }
      }
      assertThat(declined).as(operator.name()).isLessThan(DRAWS / 10);
      assertThat(written).as(operator.name()).hasSizeGreaterThan(DRAWS / 3);
    }
  }

  @Test
  void propose_onManyThreads_isAPureFunctionOfParentsAndDraw() {
    List<Elite> population = population(Settings.STANDARD);
    List<Proposer> operators = Operators.all(Settings.STANDARD);

    List<Proposer.Proposal> serial =
        IntStream.range(0, 1500).mapToObj(i -> propose(operators, population, i)).toList();
    List<Proposer.Proposal> parallel =
        IntStream.range(0, 1500)
            .parallel()
            .mapToObj(i -> propose(operators, population, i))
            .toList();

    assertThat(parallel).isEqualTo(serial);
  }

  @Test
  void propose_withTooFewParents_declines() {
    for (Proposer operator : Operators.all(Settings.STANDARD)) {
      if (operator.parents() > 0) {
        assertThat(operator.propose(List.of(), Draw.of(1, 1, "")))
            .isEqualTo(
                new Declined(
                    "%s wants %d parents and got 0"
                        .formatted(operator.name(), operator.parents())));
      }
    }
  }

  @Test
  void propose_fromAParentThatIsNoRedcode_declinesWithTheReason() {
    assertThat(operator("point").propose(List.of(Texts.elite("hello")), Draw.of(1, 1, "")))
        .isEqualTo(new Declined("parent of ticket 1: line 1: expected 'ORG ' and a number"));
  }

  @Test
  void all_haveNamesOfTheirOwn() {
    assertThat(Operators.all(Settings.STANDARD))
        .extracting(Proposer::name)
        .doesNotHaveDuplicates()
        .contains("random", "idiom", "point", "field", "mode", "nudge", "start", "insert", "delete")
        .contains("duplicate", "move", "jump", "implant", "splice", "graft");
  }

  @Test
  void withoutIdioms_leavesOutWhatKnowsTechniques() {
    assertThat(Operators.withoutIdioms(Settings.STANDARD))
        .extracting(Proposer::name)
        .doesNotContain("idiom", "implant")
        .hasSize(Operators.all(Settings.STANDARD).size() - 2);
  }

  @Test
  void random_ofManyDraws_hasTheTypedFrequencies() {
    Map<Opcode, Integer> counts = new EnumMap<>(Opcode.class);
    int instructions = 0;
    int near = 0;
    for (int i = 0; i < DRAWS; i++) {
      Warrior warrior = wrote(operator("random"), List.of(), i);
      assertThat(warrior.code()).hasSizeBetween(1, 30);
      for (Instruction instruction : warrior.code()) {
        counts.merge(instruction.opcode(), 1, Integer::sum);
        near += Math.abs(instruction.b()) <= 30 ? 1 : 0;
        instructions++;
      }
    }
    assertThat((double) counts.getOrDefault(Opcode.MOV, 0) / instructions).isBetween(0.25, 0.4);
    assertThat((double) counts.getOrDefault(Opcode.SPL, 0) / instructions).isBetween(0.15, 0.25);
    assertThat((double) near / instructions).isBetween(0.5, 0.9);
    assertThat(counts)
        .containsKeys(Opcode.DJN, Opcode.SNE, Opcode.DIV)
        .doesNotContainKey(Opcode.LDP);
  }

  @Test
  void field_ofAnImp_changesOneInstructionOnly() {
    for (int i = 0; i < 200; i++) {
      Warrior child = wrote(operator("field"), List.of(Texts.elite(IMP)), i);
      assertThat(child.code()).hasSize(1);
      assertThat(child.start()).isZero();
    }
  }

  @Test
  void mode_ofAnImp_leavesOperationAndNumbers() {
    for (int i = 0; i < 200; i++) {
      Instruction child = wrote(operator("mode"), List.of(Texts.elite(IMP)), i).code().getFirst();
      assertThat(child.opcode()).isEqualTo(Opcode.MOV);
      assertThat(List.of(child.a(), child.b())).containsExactly(0, 1);
    }
  }

  @Test
  void graft_ofTwoWarriors_splitsToTheSecondAndRunsTheFirst() {
    Elite imp = Texts.elite(IMP);
    Elite loop = Texts.elite("ORG 1\nDAT.F #0, #0\nJMP.B $0, <-9\n");
    Set<String> children = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Warrior child = wrote(operator("graft"), List.of(imp, loop), i);
      children.add(RedcodeText.write(child, Settings.STANDARD));
    }
    assertThat(children)
        .containsExactlyInAnyOrder(
            "ORG 0\nSPL.B $3, $0\nMOV.I $0, $1\nDAT.F #0, #0\nJMP.B $0, <-9\n",
            "ORG 0\nSPL.B $4, $0\nJMP.B $2, $0\nDAT.F #0, #0\nJMP.B $0, <-9\nMOV.I $0, $1\n");
  }

  @Test
  void nudge_ofAStoneWithTwoEqualSteps_oftenChangesBothTogether() {
    Elite stone =
        Texts.elite("ORG 0\nMOV.I $3, $1234\nADD.AB #1234, $-1\nJMP.B $-2, <-1234\nDAT.F #0, #0\n");
    int together = 0;
    for (int i = 0; i < 400; i++) {
      List<Instruction> code = wrote(operator("nudge"), List.of(stone), i).code();
      int step = code.get(0).b();
      if (step != 1234) {
        together += code.get(1).a() == step && code.get(2).b() == -step ? 1 : 0;
      }
    }
    assertThat(together).isGreaterThan(40);
  }

  @Test
  void start_ofALongerWarrior_changesNothingElse() {
    Elite parent = population(Settings.STANDARD).getLast();
    Warrior before = Texts.warrior(parent.candidate());
    Warrior child = wrote(operator("start"), List.of(parent), 1);

    assertThat(child.code()).isEqualTo(before.code());
    assertThat(child.start()).isNotEqualTo(before.start());
  }

  private static Proposer.Proposal propose(
      List<Proposer> operators, List<Elite> population, int ticket) {
    Draw draw = Draw.of(4, ticket, "propose");
    Proposer operator = operators.get(ticket % operators.size());
    return operator.propose(parents(population, operator.parents(), draw.purpose("parents")), draw);
  }

  private static Warrior wrote(Proposer operator, List<Elite> parents, int ticket) {
    return switch (operator.propose(parents, Draw.of(5, ticket, operator.name()))) {
      case Wrote(var candidate, var _) -> Texts.warrior(candidate);
      case Declined(String reason, var _) -> throw new AssertionError(reason);
    };
  }

  private static Proposer operator(String name) {
    return Operators.all(Settings.STANDARD).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Elite> parents(List<Elite> population, int count, Draw draw) {
    return draw.ints(count, 0, population.size()).mapToObj(population::get).toList();
  }

  /// An imp, random warriors, idioms, and descendants of all of them, some of the greatest length.
  private static List<Elite> population(Settings settings) {
    List<Elite> population = new ArrayList<>(List.of(Texts.elite(IMP)));
    List<Proposer> operators = Operators.all(settings);
    for (int i = 0; population.size() < 200; i++) {
      Draw draw = Draw.of(6, i, "population");
      Proposer operator = operators.get(i < 40 ? i % 2 : draw.nextInt(operators.size()));
      List<Elite> parents = parents(population, operator.parents(), draw.purpose("parents"));
      if (operator.propose(parents, draw) instanceof Wrote(var candidate, var _)) {
        population.add(Texts.elite(candidate));
      }
    }
    return population;
  }
}
