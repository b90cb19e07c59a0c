package dev.pawl.labs.redqueen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.engine.Improver.Watch;
import dev.pawl.engine.Version;
import dev.pawl.labs.redqueen.model.Learning.Arm;
import dev.pawl.labs.redqueen.model.Writer.Written;
import dev.pawl.labs.redqueen.operators.Operators;
import dev.pawl.lm.Model;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.TorchTrainer;
import dev.pawl.lm.train.Trained;
import dev.pawl.lm.train.Trainer;
import dev.pawl.propose.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// With real trainings of tiny models.
class LearningImproverTest {

  private static final Trainer TRAINER = new TorchTrainer(1);
  private static final Version BEGINNER = new Version(Pupils.beginner(Pupils.grammars()).bytes());

  @Test
  void learn_afterARound_isALessonThatLowersTheLossAndIsCharged() {
    Lesson lesson = lesson(improver(Pupils.learning(Arm.FULL), TRAINER));

    assertThat(lesson.refused()).isEmpty();
    assertThat(lesson.fromTicket()).isEqualTo(1);
    assertThat(lesson.toTicket()).isEqualTo(120);
    assertThat(lesson.lossAfter()).isLessThan(lesson.lossBefore() - 1);
    assertThat(lesson.cost().flops()).isGreaterThan(6L * 30_000 * 10_000);
    assertThat(lesson.recipe()).contains("\"arm\":\"FULL\"").contains("\"objective\":\"NextToken");
  }

  @Test
  void learn_fromWhatHasALength_writesWarriorsOfThatLength() {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Warrior warrior =
          Warriors.of(
              "ORG 1\nDAT.F #%d, #0\nSPL.B #0, <%d\nMOV.I $-2, >-2\nJMP.B $-1, $0\n"
                  .formatted(i % 7, i));
      trials.add(Pupils.trial(i + 1, warrior, i / 120.0, 5, 50));
    }
    LearningImprover improver = improver(Pupils.learning(Arm.FULL), TRAINER);
    trials.forEach(improver::observe);

    Lesson lesson = improver.learn(1, Pupils.patient()).orElseThrow();

    Grammars grammars = Pupils.grammars();
    Writer writer = Pupils.writer(Model.read(lesson.version().bytes()), grammars);
    List<Integer> lengths = new ArrayList<>();
    for (Written written : writer.write(32, Draw.of(1, 1, "lengths"))) {
      written.warrior().ifPresent(w -> lengths.add(w.code().size()));
    }
    assertThat(lengths.stream().filter(n -> n == 4).count()).isGreaterThan(20);
  }

  @Test
  void choose_beforeAndAfterTheFirstVersion_isWithoutAndWithTheModel() {
    LearningImprover improver = improver(Pupils.learning(Arm.FULL), TRAINER);
    assertThat(chosen(improver)).contains("point").doesNotContain("model-write", "model-edit");

    improver.goOnFrom(BEGINNER);
    improver.adopt(BEGINNER);

    assertThat(chosen(improver)).contains("model-write", "model-edit", "model-cross", "point");
  }

  /// Who is chosen in 500 tickets.
  private static Set<String> chosen(LearningImprover improver) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < 500; i++) {
      names.add(improver.choose(Draw.of(1, i, "choose"), 9).name());
    }
    return names;
  }

  @Test
  void learn_frozen_learnsOnceOnly() {
    LearningImprover improver =
        improver(Pupils.with(Pupils.learning(Arm.FROZEN), 500, 0.01, 0), TRAINER);
    Version learned = lesson(improver).version();
    improver.goOnFrom(learned);
    improver.adopt(learned);

    assertThat(improver.learn(2, Pupils.patient())).isEmpty();
  }

  @Test
  void learn_sham_isAsMuchWorkAndAnotherModel() {
    Lesson full = lesson(improver(Pupils.with(Pupils.learning(Arm.FULL), 2_000, 0.01, 0), TRAINER));
    Lesson sham = lesson(improver(Pupils.with(Pupils.learning(Arm.SHAM), 2_000, 0.01, 0), TRAINER));

    assertThat(sham.version()).isNotEqualTo(full.version());
    assertThat((double) sham.cost().flops() / full.cost().flops()).isBetween(0.9, 1.1);
  }

  @Test
  void learn_withPairs_hasASecondPhase() {
    Learning learning = Pupils.with(Pupils.learning(Arm.FULL), 2_000, 0.01, 40);
    LearningImprover improver = improver(learning, TRAINER);
    List<Warrior> parents = Warriors.some(60, Pupils.SETTINGS, 8);
    long ticket = 0;
    for (Warrior parent : parents) {
      Trial first = Pupils.trial(++ticket, parent, 0.5, 5, 50);
      improver.observe(first);
      List<Instruction> code = new ArrayList<>(parent.code());
      code.set(0, Instruction.EMPTY);
      improver.observe(
          Pupils.trial(
              ++ticket,
              Warrior.of(code, parent.start()),
              List.of(first.candidate().id()),
              0.1,
              5,
              50));
    }

    Lesson lesson = improver.learn(1, Pupils.patient()).orElseThrow();

    assertThat(lesson.recipe()).contains("Preference[loss=DPO").contains("\"pairs\":40");
  }

  @Test
  void learn_withARateThatBlowsUp_isRefusedAndTheNextGoesOnFromTheLastGoodVersion() {
    LearningImprover wild = improver(Pupils.with(Pupils.learning(Arm.FULL), 3_000, 5, 0), TRAINER);
    wild.goOnFrom(BEGINNER);
    wild.adopt(BEGINNER);
    Pupils.trials(120).forEach(wild::observe);

    Lesson bad = wild.learn(2, Pupils.patient()).orElseThrow();

    assertThat(bad.refused().orElseThrow()).containsPattern("loss|diverged");
    assertThat(wild.learn(3, Pupils.patient()).orElseThrow().lossBefore())
        .isCloseTo(bad.lossBefore(), within(0.1));
  }

  @Test
  void learn_fromOneWarriorAgainAndAgain_isRefused() {
    LearningImprover improver = improver(Pupils.learning(Arm.FULL), TRAINER);
    Warrior imp = Warriors.of("ORG 0\nMOV.I $0, $1\n");
    for (int i = 0; i < 120; i++) {
      improver.observe(Pupils.trial(i + 1, imp, 0.5, 5, 50));
    }

    Lesson lesson = improver.learn(1, Pupils.patient()).orElseThrow();

    assertThat(lesson.refused().orElseThrow()).contains("samples differ").contains("trained on");
  }

  @Test
  void learn_whereTheTrainerCrashes_isRefusedWithTheReasonAndTheOldWeights() {
    Trainer crashing =
        (job, watch, stop) ->
            new Trained(
                new Ending.Crashed("signal 11"),
                job.start(),
                List.of(),
                Double.NaN,
                Double.NaN,
                0,
                0);

    Lesson lesson = lesson(improver(Pupils.learning(Arm.FULL), crashing));

    assertThat(lesson.refused()).contains("the training crashed: signal 11");
    assertThat(lesson.lossBefore()).isZero();
  }

  @Test
  void learn_toldToStop_isNoLesson() {
    LearningImprover improver = improver(Pupils.learning(Arm.FULL), TRAINER);
    Pupils.trials(120).forEach(improver::observe);

    Optional<Lesson> lesson =
        improver.learn(
            1,
            new Watch() {
              @Override
              public void tell(String progress) {}

              @Override
              public double compute() {
                return 1e12;
              }

              @Override
              public boolean isStopWanted() {
                return true;
              }
            });

    assertThat(lesson).isEmpty();
  }

  private static LearningImprover improver(Learning learning, Trainer trainer) {
    List<Proposer> proposers = new ArrayList<>(Operators.all(Pupils.SETTINGS));
    proposers.addAll(LearningImprover.proposers(Pupils.SETTINGS));
    return new LearningImprover(
        learning,
        Pupils.SETTINGS,
        Pupils.AXES,
        proposers,
        Choice.adaptive(),
        trainer,
        (writer, workers) -> List.of(),
        1);
  }

  private static Lesson lesson(LearningImprover improver) {
    Pupils.trials(120).forEach(improver::observe);
    return improver.learn(1, Pupils.patient()).orElseThrow();
  }
}
