package dev.pawl.labs.redqueen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.Proposer.Proposal;
import dev.pawl.Score;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.redcode.Assembler;
import dev.pawl.corewar.redcode.Assembly;
import dev.pawl.labs.redqueen.model.Writer.Written;
import dev.pawl.labs.redqueen.operators.Operators;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// With a model that knows nothing: whatever it says, what comes out is legal.
public class WriterTest {

  private static final Grammars GRAMMARS = Pupils.grammars();
  private static final Writer WRITER = Pupils.writer(Pupils.beginner(GRAMMARS), GRAMMARS);
  private static final List<Warrior> PARENTS = Warriors.some(40, Pupils.SETTINGS, 6);

  /// A writer whose model knows nothing.
  public static Writer writer() {
    return WRITER;
  }

  @Test
  void propose_eachTask_givesLegalWarriorsThatAreNoCopies() {
    for (Proposer proposer : ModelProposer.all(Pupils.SETTINGS, () -> WRITER)) {
      int wrote = 0;
      for (int i = 0; i + 1 < PARENTS.size(); i++) {
        List<Elite> parents = parents(proposer, i);
        if (proposer.propose(parents, Draw.of(1, i, "test"))
            instanceof Proposal.Wrote(var candidate, var cost)) {
          wrote++;
          assertThat(cost.flops()).isPositive();
          assertThat(cost.isWithin(proposer.costMax())).isTrue();
          Warrior child = Warriors.of(candidate);
          assertThat(Assembler.assemble(candidate.text(), Pupils.SETTINGS))
              .isInstanceOf(Assembly.Assembled.class);
          for (Elite parent : parents) {
            Warrior before = Warriors.of(parent.candidate());
            assertThat(Operators.same(child, before, Pupils.SETTINGS)).isFalse();
          }
        }
      }
      assertThat(wrote).as(proposer.name()).isGreaterThan(30);
    }
  }

  @Test
  void propose_onManyThreads_isAPureFunctionOfParentsAndDraw() {
    List<Proposer> proposers = ModelProposer.all(Pupils.SETTINGS, () -> WRITER);
    List<Proposal> serial =
        IntStream.range(0, 60).mapToObj(i -> propose(proposers.get(i % 3), i)).toList();
    List<Proposal> parallel =
        IntStream.range(0, 60).parallel().mapToObj(i -> propose(proposers.get(i % 3), i)).toList();

    assertThat(parallel).isEqualTo(serial);
  }

  @Test
  void write_many_isAsOneByOne() {
    List<Written> together = WRITER.write(5, Draw.of(2, 0, "test"));

    assertThat(together.getFirst()).isEqualTo(WRITER.write(Draw.of(2, 0, "test")));
    assertThat(together).allSatisfy(w -> assertThat(w.cell()).hasSize(2));
  }

  @Test
  void bits_ofAWarrior_areTheLogarithmOfItsProbabilityUnderTheGrammar() {
    // With nearly equal logits, a token costs the logarithm of how many are allowed there.
    RedcodeTokens alphabet = GRAMMARS.alphabet();
    double operations = 133;
    double modes = 8;
    double numbers = alphabet.numbers().symbols() - 90; // the first token of a number: no low part
    double expected =
        Math.log(operations + 1) // or the start
            + Math.log(operations) // after the start
            + 2 * (Math.log(modes) + Math.log(numbers))
            + Math.log(operations + 1); // or the end

    double bits = WRITER.bits(Warriors.of("ORG 0\nMOV.I $0, $1\n"), List.of(1, 1));

    assertThat(bits).isCloseTo(expected / Math.log(2), within(4.0));
  }

  @Test
  void edit_ofAWarriorWithALandmark_keepsWhatIsOutsideTheGap() {
    Warrior parent =
        Warriors.of(
            "ORG 0\nSPL.B #0, $0\nSTP.X #1, $2000\nMOV.I $0, $1\nLDP.F #3, $4000\nMOV.I $0, $1\nDAT.F #9, #9\n");
    int kept = 0;
    for (int i = 0; i < 40; i++) {
      Warrior child = WRITER.edit(parent, Draw.of(3, i, "test")).warrior().orElseThrow();
      String text = RedcodeText.write(child, Pupils.SETTINGS);
      kept += text.contains("STP.X #1, $2000") || text.contains("LDP.F #3, $4000") ? 1 : 0;
    }
    assertThat(kept).isGreaterThan(30);
  }

  @Test
  void propose_withoutAVersion_declines() {
    assertThat(
            LearningImprover.proposers(Pupils.SETTINGS)
                .getFirst()
                .propose(List.of(), Draw.of(1, 1, "")))
        .isEqualTo(new Proposal.Declined("there is no version of the model yet"));
  }

  @Test
  void propose_fromAParentThatIsNoRedcode_declinesWithTheReason() {
    Elite hello = new Elite(Candidate.of(RedcodeText.FILE, "hello"), Score.of(0.5, Bounds.UNIT), 7);
    Proposer edit = ModelProposer.all(Pupils.SETTINGS, () -> WRITER).get(1);

    assertThat(edit.propose(List.of(hello), Draw.of(1, 1, "")))
        .isEqualTo(
            new Proposal.Declined("parent of ticket 7: line 1: expected 'ORG ' and a number"));
  }

  @Test
  void writer_ofAModelOfAnotherAlphabet_isRefused() {
    Grammars other = new Grammars(new RedcodeTokens(NumberScheme.DIGITS, Settings.STANDARD));

    assertThatThrownBy(() -> Pupils.writer(Pupils.beginner(GRAMMARS), other))
        .hasMessageContaining("SMALL_HIGH_LOW/8000; this study has redcode/DIGITS/8000");
  }

  private static Proposal propose(Proposer proposer, int i) {
    return proposer.propose(parents(proposer, i % 39), Draw.of(4, i, "test"));
  }

  private static List<Elite> parents(Proposer proposer, int from) {
    return PARENTS.subList(from, from + proposer.parents()).stream()
        .map(w ->
            new Elite(RedcodeText.candidate(w, Pupils.SETTINGS), Score.of(0.5, Bounds.UNIT), from))
        .toList();
  }
}
