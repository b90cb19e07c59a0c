package dev.pawl.labs.redqueen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.gate.Observation;
import dev.pawl.journal.Event;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.labs.Study;
import dev.pawl.study.Setting;
import dev.pawl.study.StudyException;
import dev.pawl.study.StudyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedQueenTest {

  /// Small rounds with short battles: what is tested is the race and not the warriors.
  private static final List<String> SMALL =
      List.of(
          "redqueen.rounds=3",
          "redqueen.tickets=40",
          "redqueen.battles=4",
          "redqueen.select-battles=2",
          "redqueen.core.cycles=4000");

  @Test
  void run_smallStudy_everyRoundMeetsTheChampionsBeforeIt() throws Exception {
    MemoryJournal journal = new MemoryJournal();

    Ending ending = run(journal, Mode.RUN);

    assertThat(ending.finished()).isTrue();
    Map<Long, Double> bounds = new HashMap<>();
    Map<Long, Integer> rounds = new HashMap<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.Proposed p) {
            rounds.put(p.ticket(), p.round());
          } else if (entry.event()
              instanceof Event.Scored(var ticket, Outcome.Finished(var score), var _)) {
            bounds.put(ticket, score.bounds().max());
          }
        });
    // One ancestor: candidates of round r fight in melees of r + 1, whose fitness is at most that.
    assertThat(bounds)
        .isNotEmpty()
        .allSatisfy(
            (ticket, max) -> assertThat(max).isEqualTo(1.0 + rounds.getOrDefault(ticket, 0)));
  }

  @Test
  void run_laterRounds_startFromFreshWarriorsAncestorsAndFormerChampions() throws Exception {
    MemoryJournal journal = new MemoryJournal();

    run(journal, Mode.RUN);

    List<Hash> champions = new ArrayList<>();
    Map<Integer, List<Hash>> seeds = new HashMap<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.RoundEnded ended) {
            champions.add(ended.champion());
          } else if (entry.event() instanceof Event.Proposed p && p.proposer().equals("seed")) {
            seeds.computeIfAbsent(p.round(), r -> new ArrayList<>()).add(p.candidate());
          }
        });
    assertThat(seeds.get(1)).hasSize(8 + 1);
    assertThat(seeds.get(3)).contains(champions.get(0), champions.get(1));
  }

  @Test
  void run_anyThreads_givesTheSameChainAndRerunAgrees() throws Exception {
    MemoryJournal one = new MemoryJournal();
    MemoryJournal three = new MemoryJournal();

    run(one, Mode.RUN, "threads=1");
    run(three, Mode.RUN, "threads=3");
    Ending again = run(three, Mode.RERUN, "threads=2");

    assertThat(three.head()).isEqualTo(one.head());
    assertThat(again.reason()).isEqualTo("finished");
  }

  @Test
  void run_champions_areMeasuredOnSelectAndAgainstEachOther() throws Exception {
    MemoryJournal journal = new MemoryJournal();

    run(journal, Mode.RUN, "gate.champions=false");

    List<Event.Measured> measured = new ArrayList<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.Measured m) {
            measured.add(m);
          }
        });
    assertThat(measured)
        .extracting(m -> m.round() + " " + m.split() + " " + m.name() + " " + m.results().size())
        .containsExactly(
            "1 select generality 10",
            "2 search duels 1",
            "2 select generality 10",
            "3 search duels 2",
            "3 select generality 10");
    assertThat(measured)
        .allSatisfy(m -> {
          double held = m.results().stream().filter(f -> f >= 1 - 1e-12).count();
          assertThat(m.value()).isEqualTo(held / m.results().size());
        });
  }

  @Test
  void race_on_stopsCandidatesEarlyAndSpendsLess() throws Exception {
    MemoryJournal raced = new MemoryJournal();
    MemoryJournal whole = new MemoryJournal();

    Ending fast = run(raced, Mode.RUN, "redqueen.battles=12", "redqueen.rounds=1");
    Ending slow =
        run(whole, Mode.RUN, "redqueen.battles=12", "redqueen.rounds=1", "redqueen.race=false");

    assertThat(fast.status().spent().instructions())
        .isLessThan(slow.status().spent().instructions());
    assertThat(kinds(raced)).contains("Eliminated");
    assertThat(kinds(whole)).doesNotContain("Eliminated");
  }

  @Test
  void withoutIdioms_noOperatorThatKnowsATechniqueTakesPart() throws Exception {
    MemoryJournal journal = new MemoryJournal();

    run(journal, Mode.RUN, "redqueen.idioms=false", "redqueen.rounds=1");

    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.Proposed p) {
            assertThat(p.proposer()).isNotIn("idiom", "implant");
          }
        });
  }

  @Test
  void run_withAModel_learnsAfterEachRoundAndRerunAgrees() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    String[] settings = {
      "redqueen.rounds=2",
      "redqueen.model.arm=full",
      "redqueen.model.parameters=20000",
      "redqueen.model.context=128",
      "redqueen.model.tokens=1500",
      "redqueen.model.samples=4",
      "redqueen.model.best-of=2",
      "threads=1"
    };

    run(journal, Mode.RUN, settings);
    settings[7] = "threads=3";
    Ending again = run(journal, Mode.RERUN, settings);

    List<Event.Learned> learned = new ArrayList<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.Learned l) {
            learned.add(l);
          }
        });
    assertThat(learned).hasSize(2);
    assertThat(learned.getFirst().lossAfter()).isLessThan(learned.getFirst().lossBefore());
    assertThat(again.reason()).isEqualTo("finished");
  }

  @Test
  void study_everythingWrong_isToldAtOnceWithLines() {
    String yaml =
        """
        lab: redqueen
        redqueen:
          rounds: many
          ancestors: [house:nobody]
          histroy: 3
          core:
            distance: 50
        """;

    assertThatThrownBy(() -> Study.of(StudyFile.parse("my.yaml", Path.of("."), yaml, List.of())))
        .isInstanceOfSatisfying(
            StudyException.class,
            e ->
                assertThat(e.problems())
                    .anyMatch(p -> p.startsWith("my.yaml:3:") && p.contains("rounds is many"))
                    .anyMatch(p -> p.startsWith("my.yaml:4:") && p.contains("'nobody'"))
                    .anyMatch(p -> p.startsWith("my.yaml:5:") && p.contains("history"))
                    .anyMatch(p -> p.startsWith("my.yaml:7:") && p.contains("length, 100")));
  }

  @Test
  void study_moreWarriorsThanTheCoreHasRoomFor_isRefused() {
    Setting small = Setting.parse("redqueen.core.size=800");

    assertThatThrownBy(() -> Study.of(StudyFile.parse("my.yaml", Path.of("."), "", List.of(small))))
        .hasMessageContaining("has room for 8");
  }

  private static List<String> kinds(MemoryJournal journal) {
    List<String> kinds = new ArrayList<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.Scored scored) {
            kinds.add(scored.outcome().getClass().getSimpleName());
          }
        });
    return kinds;
  }

  @Test
  void run_withTheGate_promotesApartFromTheSearchWhichItDoesNotChange() throws Exception {
    MemoryJournal gated = new MemoryJournal();
    MemoryJournal free = new MemoryJournal();

    Ending ending = run(gated, Mode.RUN, "gate.tasks=60", "gate.futility=20", "gate.canaries=0.2");
    run(free, Mode.RUN, "gate.champions=false");

    List<Event> events = new ArrayList<>();
    gated.read(0, entry -> events.add(entry.event()));
    assertThat(events).hasAtLeastOneElementOfType(Event.Gated.class);
    Hash promoted = null;
    int canaries = 0;
    for (Event event : events) {
      if (event instanceof Event.RoundEnded ended && promoted == null) {
        promoted = ended.champion();
      } else if (event instanceof Event.Attempted attempted) {
        assertThat(attempted.attempt().champion()).isEqualTo(promoted);
        assertThat(attempted.reported().orElseThrow()).isBetween(0.0, 1.0);
      } else if (event instanceof Event.Observed observed) {
        for (Observation each : observed.observations()) {
          canaries += each instanceof Observation.Canary ? 1 : 0;
        }
      } else if (event instanceof Event.Gated verdict) {
        assertThat(verdict.verdict()).isNotEqualTo("CANARY_SPRUNG");
      }
    }
    assertThat(canaries).isPositive();
    assertThat(ending.champion().orElseThrow().id()).isNotNull();
    assertThat(rounds(gated)).isEqualTo(rounds(free));
  }

  private static List<Event> rounds(MemoryJournal journal) {
    List<Event> rounds = new ArrayList<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.RoundEnded ended) {
            rounds.add(ended);
          }
        });
    return rounds;
  }

  private static Ending run(MemoryJournal journal, Mode mode, String... more)
      throws InterruptedException {
    List<Setting> settings = new ArrayList<>();
    SMALL.forEach(each -> settings.add(Setting.parse(each)));
    for (String each : more) {
      settings.add(Setting.parse(each));
    }
    Study study = Study.of(StudyFile.parse("test", Path.of("."), "", settings));
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
}
