package dev.pawl.engine;

import static dev.pawl.engine.Runs.chain;
import static dev.pawl.engine.Runs.events;
import static dev.pawl.engine.Runs.run;
import static dev.pawl.engine.Runs.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Event;
import dev.pawl.journal.Fork;
import dev.pawl.journal.MemoryJournal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineTest {

  private static final HillClimb LAB = new HillClimb(3, 80, false);

  @Test
  void run_toTheEnd_finishesWithTheChampionOfTheLastRound() {
    MemoryJournal journal = new MemoryJournal();

    Ending ending = run(LAB, terms(8, 1, Limits.NONE), journal, Mode.RUN);

    assertThat(ending.finished()).isTrue();
    assertThat(events(journal).getLast()).isInstanceOf(Event.Finished.class);
    List<Event.RoundEnded> rounds = only(journal, Event.RoundEnded.class);
    assertThat(rounds).hasSize(3);
    assertThat(ending.champion().orElseThrow().id()).isEqualTo(rounds.getLast().champion());
    assertThat(rounds.getLast().value()).isGreaterThan(990);
    assertThat(only(journal, Event.Measured.class)).hasSize(8);
  }

  @Test
  void run_candidatesThatFailInEveryWay_areOutcomesAndNeverStopTheRun() {
    MemoryJournal journal = new MemoryJournal();

    run(new HillClimb(2, 600, false), terms(8, 1, Limits.NONE), journal, Mode.RUN);

    assertThat(only(journal, Event.Scored.class))
        .extracting(scored -> scored.outcome().getClass().getSimpleName())
        .contains("Finished", "Eliminated", "TimedOut", "OverLimit", "Refused", "Crashed");
    assertThat(only(journal, Event.Declined.class))
        .extracting(Event.Declined::reason)
        .contains("no idea")
        .anyMatch(reason -> reason.startsWith("broken broke: "));
  }

  @Test
  void run_nothingCanBeScored_saysWhatCameOfTheLast() {
    Lab lab = new Hopeless();

    assertThatThrownBy(() -> run(lab, terms(2, 1, Limits.NONE), new MemoryJournal(), Mode.RUN))
        .isInstanceOf(NoChampion.class)
        .hasMessageContaining("round 1 ended")
        .hasMessageContaining("Refused[reason=no hope]");
  }

  @Test
  void run_sameCandidateAgain_isRefusedWithTheTicketThatScoredIt() {
    MemoryJournal journal = new MemoryJournal();

    run(LAB, terms(1, 1, Limits.NONE), journal, Mode.RUN);

    assertThat(only(journal, Event.Scored.class))
        .filteredOn(
            s -> s.outcome() instanceof Outcome.Refused(var why) && why.startsWith("same as"))
        .isNotEmpty()
        .allSatisfy(scored -> assertThat(scored.cost().evaluations()).isZero());
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4", "5,2", "16,4", "64,8"})
  void run_anyNumberOfThreads_givesTheSameChain(int window, int threads) {
    MemoryJournal one = new MemoryJournal();
    MemoryJournal many = new MemoryJournal();

    run(LAB, terms(window, 1, Limits.NONE), one, Mode.RUN);
    run(new HillClimb(3, 80, true), terms(window, threads, Limits.NONE), many, Mode.RUN);

    assertThat(chain(many)).isEqualTo(chain(one));
  }

  @Test
  void run_anotherWindow_givesAnotherChain() {
    MemoryJournal narrow = new MemoryJournal();
    MemoryJournal wide = new MemoryJournal();

    run(LAB, terms(2, 1, Limits.NONE), narrow, Mode.RUN);
    run(LAB, terms(3, 1, Limits.NONE), wide, Mode.RUN);

    assertThat(chain(wide)).isNotEqualTo(chain(narrow));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "17", "80", "81", "100", "239"})
  void run_budgetOfEvaluations_isNeverPassedAndIsSpent(int most) {
    MemoryJournal journal = new MemoryJournal();

    Ending ending = run(LAB, terms(16, 4, Limits.NONE.withEvaluations(most)), journal, Mode.RUN);

    long spent =
        only(journal, Event.Scored.class).stream().mapToLong(s -> s.cost().evaluations()).sum();
    assertThat(spent).isLessThanOrEqualTo(most);
    assertThat(ending.finished() || spent == most).isTrue();
  }

  @Test
  void run_budgetOfInstructions_isReservedSoThatItIsNeverPassed() {
    MemoryJournal journal = new MemoryJournal();
    Limits limits =
        new Limits(Long.MAX_VALUE, 30_000, Long.MAX_VALUE, Limits.NONE.cpu(), Limits.NONE.wall());

    Ending ending = run(LAB, terms(8, 2, limits), journal, Mode.RUN);

    long spent =
        only(journal, Event.Scored.class).stream().mapToLong(s -> s.cost().instructions()).sum();
    assertThat(ending.reason()).contains("30,000 simulated instructions");
    assertThat(spent).isBetween(29_000L, 30_000L);
  }

  @Test
  void run_budgetOfCompute_countsProposingScoringAndLearningButNoMeasurement() {
    MemoryJournal journal = new MemoryJournal();
    long most = 5_000_000;
    Limits limits =
        new Limits(Long.MAX_VALUE, Long.MAX_VALUE, most, Limits.NONE.cpu(), Limits.NONE.wall());

    Ending ending = run(LAB, terms(8, 2, limits), journal, Mode.RUN);

    Cost spent = Cost.NONE;
    for (Event event : events(journal)) {
      spent =
          switch (event) {
            case Event.Scored e -> spent.plus(e.cost());
            case Event.Declined e -> spent.plus(e.cost());
            case Event.Learned e -> spent.plus(e.cost());
            default -> spent;
          };
    }
    assertThat(ending.reason()).contains("5.000e+06 FLOPs");
    assertThat(spent.compute()).isBetween(most - 1_000 * Cost.FLOPS_PER_INSTRUCTION, most);
  }

  @Test
  void run_improverLearns_versionsAreJournaledAndRefusedOnesAreNotUsed() {
    MemoryJournal journal = new MemoryJournal();

    run(new HillClimb(4, 80, false), terms(8, 1, Limits.NONE), journal, Mode.RUN);

    List<Event.Learned> lessons = only(journal, Event.Learned.class);
    assertThat(lessons).extracting(Event.Learned::round).containsExactly(2, 3, 4);
    assertThat(lessons)
        .extracting(Event.Learned::refused)
        .containsExactly("", "every third is refused", "");
    assertThat(lessons.get(0).parent()).isEqualTo(Hash.ZERO);
    assertThat(lessons.get(1).parent()).isEqualTo(lessons.get(0).version());
    assertThat(lessons.get(2).parent()).isEqualTo(lessons.get(0).version());
    assertThat(journal.blob(lessons.get(1).version())).isPresent();
  }

  @Test
  void run_stopWantedWhileLearning_learnsAgainAfterResume() {
    MemoryJournal whole = new MemoryJournal();
    run(LAB, terms(8, 1, Limits.NONE), whole, Mode.RUN);
    MemoryJournal journal = new MemoryJournal();
    AtomicBoolean learning = new AtomicBoolean();
    Engine engine =
        new Engine(
            LAB,
            terms(8, 1, Limits.NONE),
            journal,
            Mode.RUN,
            Clock.system(),
            () -> learning.get() ? Optional.of("enough") : Optional.empty(),
            status -> learning.set(status.learning().isPresent()));

    Ending ending = runQuietly(engine);

    assertThat(ending.reason()).isEqualTo("enough");
    assertThat(only(journal, Event.RoundEnded.class)).hasSize(1);
    assertThat(only(journal, Event.Learned.class)).isEmpty();
    run(LAB, terms(8, 2, Limits.NONE), journal, Mode.RUN);
    assertThat(chain(journal)).isEqualTo(chain(whole));
  }

  @Test
  void run_wallTimeIsOver_settlesWhatIsInFlight() {
    MemoryJournal journal = new MemoryJournal();
    AtomicLong nanos = new AtomicLong();
    Limits limits =
        new Limits(
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Limits.NONE.cpu(),
            Duration.ofNanos(100));
    Engine engine =
        new Engine(
            LAB, terms(8, 2, limits), journal, Mode.RUN, ticking(nanos), Optional::empty, s -> {});

    Ending ending = runQuietly(engine);

    assertThat(ending.finished()).isFalse();
    assertThat(ending.reason()).startsWith("budget spent");
    long proposed = only(journal, Event.Proposed.class).size();
    assertThat(proposed).isPositive();
    assertThat(only(journal, Event.Scored.class)).hasSize((int) proposed);
  }

  @Test
  void run_stoppedAndResumedWithALargerBudget_givesTheChainOfAnUnbrokenRun() {
    MemoryJournal whole = new MemoryJournal();
    MemoryJournal pieces = new MemoryJournal();

    run(LAB, terms(16, 2, Limits.NONE), whole, Mode.RUN);
    for (int most : new int[] {1, 20, 21, 79, 80, 160, 200}) {
      run(LAB, terms(16, 3, Limits.NONE.withEvaluations(most)), pieces, Mode.RUN);
    }
    run(LAB, terms(16, 1, Limits.NONE), pieces, Mode.RUN);

    assertThat(chain(pieces)).isEqualTo(chain(whole));
  }

  @ParameterizedTest
  @CsvSource({"REPLAY", "RERUN"})
  void replayAndRerun_ofAnUntouchedRun_findNoDifferenceAndWriteNothing(Mode mode) {
    MemoryJournal journal = new MemoryJournal();
    run(LAB, terms(8, 2, Limits.NONE.withEvaluations(150)), journal, Mode.RUN);
    List<?> before = chain(journal);

    Ending ending = run(LAB, terms(8, 2, Limits.NONE), journal, mode);

    assertThat(ending.finished()).isFalse();
    assertThat(ending.status().ticket()).isEqualTo(lastTicket(journal));
    assertThat(chain(journal)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"REPLAY", "RERUN"})
  void replayAndRerun_underAnotherSeed_areDivergences(Mode mode) {
    MemoryJournal journal = new MemoryJournal();
    run(LAB, terms(8, 1, Limits.NONE), journal, Mode.RUN);

    assertThatThrownBy(() -> run(LAB, new Terms(8, 8, "{}", Limits.NONE, 1), journal, mode))
        .isInstanceOf(Divergence.class)
        .hasMessageContaining("event 0 of the journal");
  }

  @Test
  void resume_withAnotherProblem_isADivergenceAndNotAMixedJournal() {
    MemoryJournal journal = new MemoryJournal();
    run(LAB, terms(8, 1, Limits.NONE.withEvaluations(100)), journal, Mode.RUN);
    long size = journal.size();

    assertThatThrownBy(
            () -> run(new HillClimb(3, 60, false), terms(8, 1, Limits.NONE), journal, Mode.RUN))
        .isInstanceOf(Divergence.class);
    assertThat(journal.size()).isEqualTo(size);
  }

  @Test
  void resume_forkOfAFork_drawsFromTheNewSeedAndRerunsToTheSameChain() {
    MemoryJournal origin = new MemoryJournal();
    run(LAB, terms(8, 2, Limits.NONE), origin, Mode.RUN);
    MemoryJournal fork = new MemoryJournal();
    Fork.of(origin, 100, 99).write(fork);
    run(LAB, terms(8, 2, Limits.NONE.withEvaluations(150)), fork, Mode.RUN);
    MemoryJournal again = new MemoryJournal();
    Fork.of(fork, 130, 98).write(again);
    run(LAB, terms(8, 2, Limits.NONE), again, Mode.RUN);

    Ending rerun = run(LAB, terms(8, 3, Limits.NONE), again, Mode.RERUN);

    assertThat(rerun.finished()).isTrue();
    assertThat(only(again, Event.Forked.class)).hasSize(2);
    assertThat(events(again).getLast()).isInstanceOf(Event.Finished.class);
    assertThat(events(again)).startsWith(events(origin).subList(0, 200).toArray(Event[]::new));
    assertThat(only(again, Event.Proposed.class)).isNotEqualTo(only(origin, Event.Proposed.class));
  }

  private static Ending runQuietly(Engine engine) {
    try {
      return engine.run("test");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// A clock that moves on by a nanosecond whenever somebody looks.
  private static Clock ticking(AtomicLong nanos) {
    return new Clock() {
      @Override
      public long millis() {
        return 0;
      }

      @Override
      public long nanos() {
        return nanos.incrementAndGet();
      }

      @Override
      public long threadCpuNanos() {
        return 0;
      }

      @Override
      public long processCpuNanos() {
        return 0;
      }
    };
  }

  private static long lastTicket(MemoryJournal journal) {
    long last = 0;
    for (Event event : events(journal)) {
      last = event instanceof Event.Scored scored ? scored.ticket() : last;
      last = event instanceof Event.Declined declined ? declined.ticket() : last;
    }
    return last;
  }

  private static <E extends Event> List<E> only(MemoryJournal journal, Class<E> type) {
    return events(journal).stream().filter(type::isInstance).map(type::cast).toList();
  }
}
