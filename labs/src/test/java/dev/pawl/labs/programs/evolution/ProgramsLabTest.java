package dev.pawl.labs.programs.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Hash;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Event;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.labs.Study;
import dev.pawl.labs.programs.task.Tasks;
import dev.pawl.study.Setting;
import dev.pawl.study.StudyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramsLabTest {

  private static final String TASK =
      """
      evaluator: {class: dev.pawl.labs.programs.evolution.Target, options: {noise: 2}}
      traits: {x: {min: 0, max: 100}}
      select: {trials: 4}
      tickets: 200
      """;

  @TempDir Path folder;

  private Study study(String yaml, String... settings) {
    Tasks.folder(folder, Map.of("task.yaml", yaml, "program/a.txt", "x = 10\ny = 3\n"));
    List<Setting> all =
        new ArrayList<>(List.of(new Setting("test", "programs.task", "\"" + folder + "\"")));
    for (String setting : settings) {
      all.add(Setting.parse(setting));
    }
    return Study.of(StudyFile.parse("test", folder, "lab: programs\n", all));
  }

  private static Ending run(Study study, MemoryJournal journal, Mode mode)
      throws InterruptedException {
    return new Engine(
            study.lab(),
            study.terms(),
            journal,
            mode,
            Clock.system(),
            Optional::empty,
            status -> {})
        .run("test");
  }

  private static List<Hash> chain(MemoryJournal journal) {
    List<Hash> hashes = new ArrayList<>();
    journal.read(0, entry -> hashes.add(entry.hash()));
    return hashes;
  }

  @Test
  void run_onOneThreadAndOnFour_givesTheSameJournal_andComesNearer() throws Exception {
    MemoryJournal one = new MemoryJournal();
    MemoryJournal four = new MemoryJournal();

    Ending ending = run(study(TASK, "threads=1"), one, Mode.RUN);
    run(study(TASK, "threads=4"), four, Mode.RUN);

    assertThat(ending.finished()).isTrue();
    assertThat(ending.champion().orElseThrow().text()).containsPattern("x = [3-6]\\d\\b");
    assertThat(chain(four)).isEqualTo(chain(one));
  }

  /// Each candidate has one lucky or unlucky trial, and many are tried: who seems best is lucky.
  @Test
  void race_whereChanceIsGreat_crownsWhoIsNearer() throws Exception {
    String noisy =
        """
        evaluator: {class: dev.pawl.labs.programs.evolution.Target, options: {noise: 60}}
        seeds: fresh
        tickets: 200
        """;
    double lucky = 0;
    double raced = 0;
    for (int seed = 1; seed <= 8; seed++) {
      lucky += miss(study(noisy, "seed=" + seed, "programs.race.leaders=1"));
      raced += miss(study(noisy, "seed=" + seed, "programs.race.leaders=64"));
    }

    assertThat(raced).isLessThan(0.8 * lucky);
  }

  private static double miss(Study study) throws InterruptedException {
    String text = run(study, new MemoryJournal(), Mode.RUN).champion().orElseThrow().text();
    Matcher x = Pattern.compile("x = (\\d+)").matcher(text);
    assertThat(x.find()).isTrue();
    return Math.abs(Double.parseDouble(x.group(1)) - 50);
  }

  @Test
  void rerun_comesToTheSame() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    run(study(TASK), journal, Mode.RUN);

    assertThat(run(study(TASK), journal, Mode.RERUN).finished()).isTrue();
  }

  @Test
  void measure_seedAndChampion_inTheSameTrials() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    run(study(TASK), journal, Mode.RUN);

    Map<String, Event.Measured> measured = new TreeMap<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.Measured m) {
            measured.put(m.name(), m);
          }
        });

    assertThat(measured.keySet()).containsExactly("gain", "noise", "value");
    assertThat(Objects.requireNonNull(measured.get("noise")).value()).isBetween(0.01, 2.0);
    assertThat(Objects.requireNonNull(measured.get("gain")).value()).isBetween(20.0, 41.0);
    assertThat(Objects.requireNonNull(measured.get("gain")).results()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"map-elites", "open-ended", "tournament", "aging", "beam", "best-of-n"})
  void run_everyArchive_finishes(String kind) throws Exception {
    Study study =
        study(
            TASK,
            "programs.archive.kind=" + kind,
            "programs.archive.islands=2",
            "programs.tickets=60",
            "programs.archive.every=10");

    assertThat(run(study, new MemoryJournal(), Mode.RUN).finished()).isTrue();
  }

  @Test
  void run_pareto_keepsWhatNoOtherBeats() throws Exception {
    Study study =
        study(
            TASK.replace("traits: {x: {min: 0, max: 100}}", "")
                + "objectives: {combine: pareto, of: {near: {}, small: {goal: minimise}}}\n");

    Ending ending = run(study, new MemoryJournal(), Mode.RUN);

    assertThat(ending.status().archived()).isGreaterThan(5);
  }

  @Test
  void run_bestOfN_breedsFromTheSeedAlone() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    Study study = study(TASK, "programs.archive.kind=best-of-n", "programs.tickets=50");
    run(study, journal, Mode.RUN);

    Hash seed = ((ProgramsLab) study.lab()).task().seed().id();
    List<Hash> parents = new ArrayList<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.Proposed p) {
            parents.addAll(p.parents());
          }
        });
    assertThat(parents).isNotEmpty().containsOnly(seed);
  }

  @Test
  void run_severalRounds_startWithWhatTheLastOneFound() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    run(study(TASK, "programs.rounds=3", "programs.tickets=80"), journal, Mode.RUN);

    List<Double> values = new ArrayList<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.RoundEnded ended) {
            values.add(ended.value());
          }
        });
    assertThat(values).hasSize(3).isSorted();
  }

  @Test
  void study_taskThatWasChanged_isRefused() throws Exception {
    String effective = study(TASK).terms().study();
    Files.writeString(folder.resolve("program/a.txt"), "x = 11\n");

    assertThatThrownBy(() -> Study.of(StudyFile.parse("again", folder, effective, List.of())))
        .hasMessageContaining("its files were changed since the run began");
  }

  @Test
  void study_folderThatIsNoTask_isExplained() {
    assertThatThrownBy(
            () -> Study.of(StudyFile.parse("test", folder, "lab: programs\n", List.of())))
        .hasMessageContaining("exactly one of which names the folder of a task; found none");
    assertThatThrownBy(() -> study("x: 1\n")).hasMessageContaining("unknown key x");
  }
}
