package dev.pawl.engine;

import static dev.pawl.engine.Runs.chain;
import static dev.pawl.engine.Runs.events;
import static dev.pawl.engine.Runs.gated;
import static dev.pawl.engine.Runs.only;
import static dev.pawl.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.gate.split.Purpose;
import dev.pawl.gate.split.RunSecret;
import dev.pawl.journal.Event;
import dev.pawl.journal.Fork;
import dev.pawl.journal.Journal;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.journal.Verification;
import dev.pawl.study.StudyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The gate in the loop.
class GatedRunTest {

  private static final HillClimb SEARCH = new HillClimb(5, 80, false);
  private static final String GATE =
      "{tasks: 120, version-tasks: 60, futility: 40, audit: 10, canaries: 0.1, guards: {size: 9}}";
  private static final Terms TERMS = gated(8, 2, Limits.NONE, GATE);

  private static MemoryJournal ran(Lab lab, Terms terms) {
    MemoryJournal journal = new MemoryJournal();
    run(lab, terms, journal, Mode.RUN);
    return journal;
  }

  @Test
  void run_withAGate_promotesTheFirstAndThenOnlyByVerdicts() {
    MemoryJournal journal = new MemoryJournal();

    Ending ending = run(Proven.near(SEARCH), TERMS, journal, Mode.RUN);

    Hash promoted = only(journal, Event.RoundEnded.class).getFirst().champion();
    for (Event event : events(journal)) {
      if (event instanceof Event.Attempted a && a.holdOut().equals(Event.CHAMPIONS)) {
        assertThat(a.attempt().champion()).isEqualTo(promoted);
        promoted = verdict(journal, a).promotes() ? a.attempt().candidate() : promoted;
      }
    }
    assertThat(ending.champion().map(Candidate::id)).contains(promoted);
    assertThat(only(journal, Event.Gated.class))
        .extracting(Event.Gated::promotes)
        .contains(true, false);
  }

  private static Event.Gated verdict(Journal journal, Event.Attempted of) {
    return only(journal, Event.Gated.class).stream()
        .filter(g -> g.holdOut().equals(of.holdOut()) && g.attempt() == of.attempt().number())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void run_withAGate_opensTasksOnlyBehindTheRecordThatFixesTheCandidate() {
    MemoryJournal journal = ran(Proven.near(SEARCH), TERMS);

    List<Event> all = events(journal);
    int openings = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Event.Opened opened) {
        openings++;
        assertThat(opened.opening().frozen()).isLessThan(i);
        assertThat(opened.opening().secret()).isEqualTo(RunSecret.ofSeed(7).commitment());
        if (opened.opening().purpose() == Purpose.GATE) {
          assertThat(all.get((int) opened.opening().frozen()))
              .isInstanceOfSatisfying(
                  Event.Attempted.class,
                  a -> assertThat(a.attempt().candidate()).isEqualTo(opened.opening().candidate()));
        }
      }
    }
    assertThat(openings).isGreaterThan(3);
  }

  @Test
  void run_withAGate_doesNotChangeWhatTheSearchDoes() {
    Terms watching = gated(8, 2, Limits.NONE, "{versions: watch, tasks: 50, audit: 0}");

    assertThat(only(ran(Proven.near(SEARCH), watching), Event.Proposed.class))
        .isEqualTo(only(ran(SEARCH, TERMS), Event.Proposed.class));
  }

  @Test
  void run_versionsBind_onlyAPromotedVersionWritesButAllLearnOn() {
    HillClimb search = new HillClimb(6, 80, false);
    String gate = "{champions: false, version-tasks: 30, audit: 0, versions: ";
    Lab chance = Proven.chance(search);

    MemoryJournal bound = ran(chance, gated(8, 2, Limits.NONE, gate + "bind}"));
    MemoryJournal watched = ran(chance, gated(8, 2, Limits.NONE, gate + "watch}"));

    assertThat(only(bound, Event.Gated.class)).isNotEmpty().noneMatch(Event.Gated::promotes);
    assertThat(proposed(bound, 3)).isEqualTo(proposed(watched, 3)); // by the first version
    assertThat(proposed(bound, 5)).isNotEqualTo(proposed(watched, 5));
    List<Event.Learned> lessons = only(bound, Event.Learned.class);
    assertThat(lessons.getLast().parent()).isNotEqualTo(lessons.getFirst().version());
  }

  private static List<Event.Proposed> proposed(Journal journal, int round) {
    return only(journal, Event.Proposed.class).stream().filter(p -> p.round() == round).toList();
  }

  @Test
  void run_costOfTheGate_isComputeOnlyWhereItDecidesWhoWrites() {
    long most = 4_000_000;
    Limits limits =
        new Limits(Long.MAX_VALUE, Long.MAX_VALUE, most, Limits.NONE.cpu(), Limits.NONE.wall());
    MemoryJournal journal =
        ran(Proven.near(new HillClimb(20, 30, false)), gated(8, 1, limits, GATE));

    long compute = 0;
    for (Event event : events(journal)) {
      compute +=
          switch (event) {
            case Event.Scored e -> e.cost().compute();
            case Event.Declined e -> e.cost().compute();
            case Event.Learned e -> e.cost().compute();
            case Event.Observed e when e.holdOut().equals(Event.VERSIONS) -> e.cost().compute();
            default -> 0;
          };
    }
    assertThat(only(journal, Event.Finished.class)).isEmpty();
    assertThat(compute).isBetween(most - 1_000 * Cost.FLOPS_PER_INSTRUCTION, most + 300_000);
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "8"})
  void run_anyNumberOfThreads_givesTheSameChain(int threads) {
    assertThat(chain(ran(Proven.near(SEARCH), gated(8, threads, Limits.NONE, GATE))))
        .isEqualTo(chain(ran(Proven.near(SEARCH), TERMS)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REPLAY", "RERUN"})
  void replayAndRerun_ofAnyPrefixOfAGatedRun_findNoDifference(Mode mode) {
    MemoryJournal whole = ran(Proven.near(SEARCH), TERMS);
    List<Event> all = events(whole);
    for (int i = 0; i < all.size(); i++) {
      boolean atTheGate =
          all.get(i) instanceof Event.Attempted
              || all.get(i) instanceof Event.Opened
              || all.get(i) instanceof Event.Observed
              || all.get(i) instanceof Event.Gated;
      if (atTheGate) {
        MemoryJournal prefix = prefix(whole, i + 1);
        Proven lab = Proven.near(SEARCH);
        run(lab, TERMS, prefix, mode);
        assertThat(prefix.size()).isEqualTo(i + 1);
        assertThat(lab.played().get() > 0).isEqualTo(mode == Mode.RERUN && i > 300);
      }
    }
    assertThat(run(Proven.near(SEARCH), TERMS, whole, mode).finished()).isTrue();
  }

  @Test
  void replay_withoutTheSecret_decidesAgainAndDrawsNothing() {
    MemoryJournal journal = ran(Proven.near(SEARCH), TERMS);
    String commitment = RunSecret.ofSeed(7).commitment().toString();
    Gating blind =
        gated(
                8,
                2,
                Limits.NONE,
                "{secret: drawn, commitment: %s, tasks: 120, version-tasks: 60, futility: 40, audit: 10, canaries: 0.1, guards: {size: 9}}"
                    .formatted(commitment))
            .gating();

    Proven lab = Proven.near(SEARCH);
    assertThat(run(lab, TERMS.withGating(blind), journal, Mode.REPLAY).finished()).isTrue();
    assertThat(lab.played()).hasValue(0);
    assertThatThrownBy(() -> run(lab, TERMS.withGating(blind), journal, Mode.RERUN))
        .hasMessageContaining("commitment is " + commitment)
        .hasMessageContaining("not here");
  }

  @Test
  void rerun_ofOtherObservations_isADivergence() {
    MemoryJournal journal = ran(Proven.near(SEARCH), TERMS);

    assertThatThrownBy(() -> run(Proven.chance(SEARCH), TERMS, journal, Mode.RERUN))
        .isInstanceOf(Divergence.class);
  }

  @Test
  void fork_behindARefusal_getsNeitherAttemptsNorOpeningsBack() {
    MemoryJournal origin = ran(Proven.near(SEARCH), TERMS);
    int attempts = last(origin, Event.CHAMPIONS);
    assertThat(attempts).isGreaterThan(2);
    MemoryJournal fork = new MemoryJournal();
    Fork.of(origin, 100, 99).write(fork);
    assertThat(only(fork, Event.Attempted.class)).isEmpty();

    run(Proven.near(SEARCH), TERMS, fork, Mode.RUN);

    Set<Integer> openings = new TreeSet<>();
    for (MemoryJournal journal : List.of(origin, fork)) {
      only(journal, Event.Opened.class).stream()
          .filter(o -> o.opening().split().equals(Event.CHAMPIONS) && o.round() > 1)
          .forEach(o -> assertThat(openings.add(o.opening().number())).isTrue());
    }
    assertThat(only(fork, Event.Attempted.class).getFirst().attempt().number())
        .isEqualTo(attempts + 1);
    assertThat(run(Proven.near(SEARCH), TERMS, fork, Mode.RERUN).finished()).isTrue();
  }

  private static int last(Journal journal, String holdOut) {
    return only(journal, Event.Attempted.class).stream()
        .filter(a -> a.holdOut().equals(holdOut))
        .mapToInt(a -> a.attempt().number())
        .max()
        .orElse(0);
  }

  @Test
  void run_championThatWasRefusedWinsAgain_isNotAttemptedAgain() {
    // The best of each round is near what the round wants, so few numbers win many rounds.
    MemoryJournal journal = ran(Proven.chance(new HillClimb(30, 40, false)), TERMS);

    assertThat(only(journal, Event.Attempted.class))
        .extracting(a -> List.of(a.attempt().champion(), a.attempt().candidate()))
        .doesNotHaveDuplicates();
    assertThat(only(journal, Event.Attempted.class))
        .filteredOn(a -> a.holdOut().equals(Event.CHAMPIONS))
        .extracting(a -> a.attempt().number())
        .isSorted();
  }

  @Test
  void run_nothingIsBetter_promotesInAtMostAlphaOfRuns() {
    int promoted = 0;
    int runs = 60;
    for (int seed = 0; seed < runs; seed++) {
      Terms terms = gated(8, 1, Limits.NONE, "{alpha: 0.05, tasks: 300, audit: 0, versions: off}");
      MemoryJournal journal =
          ran(
              Proven.chance(new HillClimb(6, 20, false)),
              new Terms(seed, 8, terms.study(), Limits.NONE, 1, gating(seed)));
      assertThat(only(journal, Event.Gated.class)).isNotEmpty();
      promoted += only(journal, Event.Gated.class).stream().anyMatch(Event.Gated::promotes) ? 1 : 0;
    }
    assertThat(promoted).isLessThanOrEqualTo(8); // 0.2 % of gates with exactly alpha have more
  }

  private static Gating gating(long seed) {
    return Gating.of(
        StudyFile.parse(
                "test",
                Path.of(""),
                "gate: {alpha: 0.05, tasks: 300, audit: 0, versions: off}",
                List.of())
            .root()
            .section("gate"),
        seed);
  }

  @Test
  void verify_flippedVerdictInARewrittenChain_isNamed(@TempDir Path folder) {
    MemoryJournal honest = ran(Proven.near(SEARCH), TERMS);
    assertThat(findings(honest, folder.resolve("honest"), e -> e)).isEmpty();
    Event.Gated refused =
        only(honest, Event.Gated.class).stream()
            .filter(g -> !g.promotes())
            .findFirst()
            .orElseThrow();
    int number = events(honest).indexOf(refused);

    List<String> found =
        findings(
            honest,
            folder.resolve("flipped"),
            event -> event.equals(refused) ? flipped(refused) : event);

    assertThat(found.getFirst())
        .startsWith("event " + number + ": expected Gated")
        .contains(refused.verdict())
        .contains("PROMOTED");
  }

  @Test
  void verify_observationThatIsAltered_isNamedAtItsVerdict(@TempDir Path folder) {
    MemoryJournal honest = ran(Proven.near(SEARCH), TERMS);
    Event.Observed first = only(honest, Event.Observed.class).getFirst();

    List<String> found =
        findings(
            honest,
            folder.resolve("altered"),
            event ->
                event.equals(first)
                    ? new Event.Observed(
                        first.holdOut(),
                        first.attempt(),
                        first.observations().reversed(),
                        first.cost())
                    : event);

    assertThat(found.getFirst()).contains("Gated").contains("observations that lead to a verdict");
  }

  @Test
  void verify_rollbackToWhatWasNotPromoted_isNamedAndNotFollowed(@TempDir Path folder) {
    MemoryJournal journal = new MemoryJournal();
    Ending ending = run(Proven.near(SEARCH), TERMS, journal, Mode.RUN);
    Hash promoted = ending.champion().orElseThrow().id();
    Hash first = only(journal, Event.RoundEnded.class).getFirst().champion();
    Event honest = new Event.RolledBack(Event.CHAMPIONS, promoted, first, "it cheats");
    Event other = new Event.RolledBack(Event.CHAMPIONS, first, Hash.of("never promoted"), "");

    journal.commit(new Journal.Batch(List.of(honest), List.of(), List.of()));

    assertThat(findings(journal, folder.resolve("honest"), event -> event)).isEmpty();
    assertThat(run(Proven.near(SEARCH), TERMS, journal, Mode.REPLAY).champion().orElseThrow().id())
        .isEqualTo(first);

    journal.commit(new Journal.Batch(List.of(other), List.of(), List.of()));

    assertThat(findings(journal, folder.resolve("other"), event -> event))
        .singleElement()
        .asString()
        .contains("expected a rollback to one of the ");
    assertThatThrownBy(() -> run(Proven.near(SEARCH), TERMS, journal, Mode.REPLAY))
        .hasMessageContaining("were not promoted");
  }

  private static Event flipped(Event.Gated g) {
    return new Event.Gated(
        g.round(),
        g.holdOut(),
        g.attempt(),
        Event.Gated.PROMOTED,
        "",
        g.level(),
        g.tasks(),
        g.differenceSum(),
        g.logWealth(),
        g.logPeak(),
        g.evidence());
  }

  /// What is wrong with a journal that holds the events of `origin`, each as `rewrite` has it, in a
  /// chain without a fault.
  private static List<String> findings(
      MemoryJournal origin, Path file, UnaryOperator<Event> rewrite) {
    List<byte[]> blobs = new ArrayList<>();
    List<Event> rewritten = new ArrayList<>();
    for (Event event : events(origin)) {
      rewritten.add(rewrite.apply(event));
      if (event instanceof Event.Proposed p) {
        origin.blob(p.candidate()).ifPresent(blobs::add);
      } else if (event instanceof Event.Learned l) {
        origin.blob(l.version()).ifPresent(blobs::add);
      }
    }
    try (Journal journal = SqliteJournal.create(file)) {
      journal.commit(new Journal.Batch(rewritten, blobs, List.of()));
    }
    return Verification.of(file).findings().stream().map(Object::toString).toList();
  }

  @Test
  void run_canaryIsSprung_isRefusedAndPausesUntilAcknowledged() {
    Lab cheats = new Proven(SEARCH, Proven::nearness, true, new AtomicInteger());
    MemoryJournal journal = new MemoryJournal();

    Ending paused = run(cheats, TERMS, journal, Mode.RUN);

    Event.Paused why = only(journal, Event.Paused.class).getFirst();
    assertThat(paused.finished()).isFalse();
    assertThat(paused.reason()).startsWith("paused, " + why.id()).contains("sprung canaries to 1");
    assertThat(events(journal).getLast()).isEqualTo(why);
    assertThat(only(journal, Event.Gated.class).getLast().verdict()).isEqualTo("CANARY_SPRUNG");
    long size = journal.size();
    assertThat(run(cheats, TERMS, journal, Mode.RUN).reason()).isEqualTo(paused.reason());
    assertThat(journal.size()).isEqualTo(size);

    Gating seen = TERMS.gating().withAcknowledged(Set.of(why.id()));
    run(cheats, TERMS.withGating(seen), journal, Mode.RUN);

    assertThat(only(journal, Event.Acknowledged.class))
        .containsExactly(new Event.Acknowledged(why.id()));
    assertThat(journal.size()).isGreaterThan(size + 80);
    assertThat(only(journal, Event.Paused.class)).hasSize(2); // the next cheat
    run(cheats, TERMS, journal, Mode.REPLAY);
    run(cheats, TERMS, journal, Mode.RERUN);
  }

  @Test
  void run_scoreOrTimeOfATrigger_pausesWithANumberFromTheStudy() {
    Terms score = gated(8, 2, Limits.NONE, "{audit: 50, triggers: {sealed-score: 0.05}}");
    Terms time =
        gated(8, 2, Limits.NONE, "{audit: 0, triggers: {shrink: 1.0001, shrink-generations: 1}}");
    MemoryJournal first = new MemoryJournal();

    assertThat(run(Proven.near(SEARCH), score, first, Mode.RUN).reason())
        .startsWith("paused, champions-sealed-score-1: generation 1 scores");
    assertThat(run(Proven.near(SEARCH), score, first, Mode.REPLAY).finished()).isFalse();

    // Later generations are found in less time or not; whichever it was, the journal is believed.
    MemoryJournal second = new MemoryJournal();
    run(Proven.near(SEARCH), time, second, Mode.RUN);
    run(Proven.near(SEARCH), time, second, Mode.REPLAY);
    run(Proven.near(SEARCH), time, second, Mode.RERUN);
  }

  private static MemoryJournal prefix(MemoryJournal whole, int size) {
    MemoryJournal prefix = new MemoryJournal();
    List<byte[]> blobs = new ArrayList<>();
    List<Event> events = events(whole).subList(0, size);
    for (Event event : events) {
      Optional<Hash> blob =
          switch (event) {
            case Event.Proposed p -> Optional.of(p.candidate());
            case Event.Learned l -> Optional.of(l.version());
            default -> Optional.empty();
          };
      blob.flatMap(whole::blob).ifPresent(blobs::add);
    }
    prefix.commit(new Journal.Batch(events, blobs, List.of()));
    return prefix;
  }
}
