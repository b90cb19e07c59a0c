package dev.pawl.labs.redqueen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Draw;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Compression.Compressed;
import dev.pawl.labs.redqueen.model.Learning.Arm;
import dev.pawl.lm.Model;
import dev.pawl.lm.train.TorchTrainer;
import dev.pawl.lm.train.Trainer;
import dev.pawl.propose.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompressionTest {

  private static final Trainer TRAINER = new TorchTrainer(1);
  private static final Learning LEARNING = Pupils.with(Pupils.learning(Arm.FULL), 8_000, 0.01, 0);
  private static final WarriorModel KIND = new WarriorModel(LEARNING.numbers(), Pupils.SETTINGS);
  private static final Compression COMPRESSION =
      new Compression(KIND, LEARNING.sampling(), TRAINER);

  @Test
  void compress_ofAModelThatKnowsItsMatter_isSmallerCheaperAndKnowsItToo() {
    Writer teacher = teacher();
    Model big = teacher.model();

    Compressed compressed =
        COMPRESSION.compress(
            teacher, w -> w.code().size() == 4, 32, 5_000, Draw.of(1, 1, "compress"));

    Model small = compressed.student().model();
    assertThat((double) small.shape().parameters() / big.shape().parameters()).isLessThan(0.6);
    assertThat(compressed.warriors()).isGreaterThanOrEqualTo(32);
    assertThat(compressed.asked()).isGreaterThanOrEqualTo(compressed.warriors());
    assertThat(compressed.cost().flops()).isGreaterThan(compressed.trained().flops());
    assertThat(compressed.trained().lossAfter()).isLessThan(compressed.trained().lossBefore() - 1);
    assertThat(small.shape().flops(64)).isLessThan(big.shape().flops(64) * 6 / 10);
  }

  @Test
  void compress_throughAGateThatNothingPasses_saysHowManyThereWere() {
    assertThatThrownBy(() ->
            COMPRESSION.compress(
                KIND.writer(Pupils.beginner(Pupils.grammars()), LEARNING.sampling()),
                w -> false,
                1,
                1_000,
                Draw.of(1, 1, "compress")))
        .hasMessageMatching("0 of 64 warriors .* passed the gate; at least 2 are needed");
  }

  private static Writer teacher() {
    LearningImprover improver =
        new LearningImprover(
            LEARNING,
            Pupils.SETTINGS,
            Pupils.AXES,
            LearningImprover.proposers(Pupils.SETTINGS),
            Choice.adaptive(),
            TRAINER,
            (writer, workers) -> List.of(),
            1);
    for (int i = 0; i < 120; i++) {
      Warrior warrior =
          Warriors.of(
              "ORG 1\nDAT.F #%d, #0\nSPL.B #0, <%d\nMOV.I $-2, >-2\nJMP.B $-1, $0\n"
                  .formatted(i % 7, i));
      improver.observe(Pupils.trial(i + 1, "model-write", warrior, i / 120.0));
    }
    Model model = Model.read(improver.learn(1, Pupils.patient()).orElseThrow().version().bytes());
    return KIND.writer(model, LEARNING.sampling());
  }
}
