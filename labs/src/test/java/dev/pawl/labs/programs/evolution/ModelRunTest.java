package dev.pawl.labs.programs.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Hash;
import dev.pawl.Proposer;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.engine.Terms;
import dev.pawl.journal.Event;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.labs.Study;
import dev.pawl.labs.programs.evolution.ProgramsLab.Tuition;
import dev.pawl.labs.programs.model.Learner;
import dev.pawl.labs.programs.model.Learning;
import dev.pawl.labs.programs.task.Task;
import dev.pawl.labs.programs.task.Tasks;
import dev.pawl.lm.train.TorchTrainer;
import dev.pawl.propose.Choice;
import dev.pawl.study.Setting;
import dev.pawl.study.StudyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs with a model that learns from them.
class ModelRunTest {

  private static final String TASK =
      """
      evaluator: {class: dev.pawl.labs.programs.evolution.Target}
      select: {trials: 0}
      tickets: 200
      """;
  private static final Learning LEARNING =
      new Learning(1_500_000_000L, 20_000, 64, 0.01, 1, 0.9, 0.98);

  @TempDir Path folder;

  private Study study(String more, String... settings) {
    Tasks.folder(folder, Map.of("task.yaml", TASK + more, "program/a.txt", "x = 10\ny = 3\n"));
    List<Setting> all =
        new ArrayList<>(List.of(new Setting("test", "programs.task", "\"" + folder + "\"")));
    for (String setting : settings) {
      all.add(Setting.parse(setting));
    }
    return Study.of(StudyFile.parse("test", folder, "lab: programs\n", all));
  }

  /// A lab whose model is trained in this process.
  private static ProgramsLab lab(Task task) {
    List<Proposer> proposers = new ArrayList<>(ProgramsStudy.proposers(task));
    proposers.add(Learner.proposer());
    return new ProgramsLab(
        task,
        new ProgramsLab.Options(3, 70, 4, task.archive(), new Race(1, 1)),
        proposers,
        Choice.adaptive(),
        1,
        Optional.empty(),
        Optional.of(new Tuition(LEARNING, new TorchTrainer(1))));
  }

  private static void run(Task task, Terms terms, MemoryJournal journal, Mode mode)
      throws InterruptedException {
    assertThat(
            new Engine(
                    lab(task), terms, journal, mode, Clock.system(), Optional::empty, status -> {})
                .run("test")
                .finished())
        .isTrue();
  }

  private static List<Hash> chain(MemoryJournal journal) {
    List<Hash> hashes = new ArrayList<>();
    journal.read(0, entry -> hashes.add(entry.hash()));
    return hashes;
  }

  @Test
  void run_withAModel_learnsAndResumesToTheSameJournalWhereverItWasKilled() throws Exception {
    Study study = study("");
    Task task = ((ProgramsLab) study.lab()).task();
    MemoryJournal whole = new MemoryJournal();
    run(task, study.terms(), whole, Mode.RUN);

    List<Integer> lessons = new ArrayList<>();
    TreeSet<Integer> wrote = new TreeSet<>();
    whole.read(
        0,
        entry -> {
          int number = (int) entry.number();
          switch (entry.event()) {
            case Event.Learned learned -> {
              if (lessons.isEmpty()) {
                assertThat(learned.refused()).isEmpty();
                assertThat(learned.lossAfter()).isLessThan(learned.lossBefore() - 1);
              }
              lessons.add(number);
            }
            case Event.Proposed proposed when proposed.proposer().equals(Learner.NAME) ->
                wrote.add(number);
            default -> {}
          }
        });
    assertThat(lessons).hasSize(3);
    assertThat(wrote).isNotEmpty();
    assertThat(wrote.first()).isGreaterThan(lessons.getFirst());

    for (int point :
        List.of(lessons.get(0), lessons.get(0) + 1, wrote.first() + 1, lessons.get(2))) {
      MemoryJournal journal = new MemoryJournal(point);
      assertThatThrownBy(() -> run(task, study.terms(), journal, Mode.RUN))
          .isInstanceOf(MemoryJournal.Crash.class);
      MemoryJournal survivor = journal.survivor();
      run(task, study.terms(), survivor, Mode.RUN);
      assertThat(chain(survivor)).as("killed at event %d", point).isEqualTo(chain(whole));
    }
    run(task, study.terms(), whole, Mode.REPLAY);
    run(task, study.terms(), whole, Mode.RERUN);
  }

  @Test
  void study_withoutAModel_saysNothingOfIt() {
    assertThat(study("").terms().study()).doesNotContain("model");
  }

  @Test
  void study_modelOfTheTaskOrTheStudy_dividesTheTicketsAmongRounds() {
    Study ofTask = study("model: {flops: 2e9}\n");
    assertThat(ofTask.lab().rounds()).isEqualTo(5);
    assertThat(ofTask.lab().round(1, List.of()).tickets()).isEqualTo(40);

    Study ofStudy = study("", "programs.model.flops=1e9", "programs.rounds=4");
    assertThat(ofStudy.lab().round(1, List.of()).tickets()).isEqualTo(50);

    Study off = study("model: {flops: 2e9}\n", "programs.model.flops=0");
    assertThat(off.lab().rounds()).isEqualTo(1);
  }

  @Test
  void study_modelThatCannotWrite_isExplained() {
    assertThatThrownBy(() -> study("", "programs.model.flops=1e9", "programs.rounds=1"))
        .hasMessageContaining("a model learns after a round and writes in the next");
    assertThatThrownBy(() -> study("", "programs.model.flops=12"))
        .hasMessageContaining("must be 0, for no model, or 1e9 or more");
    assertThatThrownBy(() -> study("", "programs.model.flops=1e9", "proposers.only=[model-edit]"))
        .hasMessageContaining("somebody must write what it learns from at first");
  }
}
