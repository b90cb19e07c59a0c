package dev.pawl.engine;

import static dev.pawl.engine.Runs.chain;
import static dev.pawl.engine.Runs.events;
import static dev.pawl.engine.Runs.gated;
import static dev.pawl.engine.Runs.only;
import static dev.pawl.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.gate.split.Purpose;
import dev.pawl.journal.Event;
import dev.pawl.journal.Fork;
import dev.pawl.journal.Journal;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.journal.Verification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What makes a run pause besides its generations: attempts to escape, a harness that favours one
/// side, a score that does not hold on sealed tasks.
class AlarmedRunTest {

  private static final HillClimb SEARCH = new HillClimb(4, 60, false);
  private static final String GATE = "tasks: 60, version-tasks: 30, futility: 20, audit: 5";
  private static final Signers NOBODY = new Signers(List.of());

  @Test
  void run_candidateTriesToEscape_pausesAtOnceAndItIsNeverAParent() {
    Lab lab = Altered.someCaught(Proven.near(SEARCH));
    Terms terms = gated(8, 2, Limits.NONE, "{" + GATE + "}");
    MemoryJournal journal = new MemoryJournal();

    Ending ending = run(lab, terms, journal, Mode.RUN);

    List<Event> all = events(journal);
    assertThat(all.getLast()).isInstanceOf(Event.Paused.class);
    assertThat(all.get(all.size() - 2))
        .isInstanceOfSatisfying(
            Event.Scored.class,
            e -> assertThat(e.outcome()).isInstanceOf(Outcome.TriedToEscape.class));
    assertThat(ending.reason())
        .startsWith("paused, escape-1: ticket ")
        .endsWith("brings the attempts to escape to 1; declared was at most 0");
    assertThat(run(lab, terms, journal, Mode.RUN).reason()).isEqualTo(ending.reason());

    NOBODY.runThrough(lab, terms, journal);

    assertThat(only(journal, Event.Paused.class)).hasSizeGreaterThan(2);
    Set<Hash> caught = new HashSet<>();
    List<Event.Proposed> proposed = only(journal, Event.Proposed.class);
    for (Event.Scored scored : only(journal, Event.Scored.class)) {
      if (scored.outcome() instanceof Outcome.TriedToEscape) {
        proposed.stream()
            .filter(p -> p.ticket() == scored.ticket())
            .forEach(p -> caught.add(p.candidate()));
      }
    }
    assertThat(caught).isNotEmpty().allMatch(id -> journal.blob(id).isPresent());
    assertThat(proposed).noneMatch(p -> p.parents().stream().anyMatch(caught::contains));
    assertThat(run(lab, terms, journal, Mode.REPLAY).finished()).isTrue();
    assertThat(run(lab, terms, journal, Mode.RERUN).finished()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void run_escapesOnAnyNumberOfThreads_giveTheSameChain(int threads) {
    Lab lab = Altered.someCaught(Proven.near(SEARCH));
    MemoryJournal one = new MemoryJournal();
    MemoryJournal other = new MemoryJournal();

    NOBODY.runThrough(lab, gated(8, 1, Limits.NONE, "{" + GATE + "}"), one);
    NOBODY.runThrough(lab, gated(8, threads, Limits.NONE, "{" + GATE + "}"), other);

    assertThat(chain(other)).isEqualTo(chain(one));
  }

  @Test
  void run_escapesThatTheStudyAllows_areCountedOverAllRounds() {
    Lab lab = Altered.someCaught(Proven.near(SEARCH));
    Terms terms = gated(8, 2, Limits.NONE, "{" + GATE + ", triggers: {escapes: 3}}");
    MemoryJournal journal = new MemoryJournal();

    assertThat(run(lab, terms, journal, Mode.RUN).reason()).startsWith("paused, escape-4: ");
    assertThat(only(journal, Event.Scored.class))
        .filteredOn(e -> e.outcome() instanceof Outcome.TriedToEscape)
        .hasSize(4);
  }

  @Test
  void fork_atAnAttemptToEscape_pausesForItToo() {
    Lab lab = Altered.someCaught(Proven.near(SEARCH));
    Terms terms = gated(8, 2, Limits.NONE, "{" + GATE + "}");
    MemoryJournal origin = new MemoryJournal();
    run(lab, terms, origin, Mode.RUN);
    long ticket = only(origin, Event.Scored.class).getLast().ticket();
    MemoryJournal fork = new MemoryJournal();
    Fork.of(origin, ticket, 99).write(fork);

    assertThat(run(lab, terms, fork, Mode.RUN).reason()).startsWith("paused, escape-1: ");
  }

  @Test
  void run_selfCheckOfAFairHarness_opensTasksAtItsRateAndRaisesNothing(@TempDir Path folder) {
    Terms terms = gated(8, 2, Limits.NONE, "{" + GATE + ", self-check: 2, self-check-tasks: 20}");
    Lab lab = Proven.near(SEARCH);
    MemoryJournal journal = new MemoryJournal();

    assertThat(run(lab, terms, journal, Mode.RUN).finished()).isTrue();

    List<Event.SelfChecked> checks = only(journal, Event.SelfChecked.class);
    assertThat(checks).isNotEmpty().allMatch(check -> check.attempt() % 2 == 0);
    assertThat(checks).allMatch(check -> check.observations().size() == 20);
    assertThat(only(journal, Event.Opened.class))
        .filteredOn(o -> o.opening().purpose() == Purpose.SELF_CHECK)
        .hasSameSizeAs(checks);
    assertThat(only(journal, Event.Paused.class)).isEmpty();
    assertThat(run(lab, terms, journal, Mode.RERUN).finished()).isTrue();
    assertThat(findings(journal, events(journal), folder.resolve("j"))).isEmpty();
  }

  @Test
  void run_harnessFavoursTheContender_isFoundBySettingTheChampionAgainstItself(
      @TempDir Path folder) {
    Terms terms =
        gated(8, 2, Limits.NONE, "{%s, self-check: 1, self-check-tasks: 90}".formatted(GATE));
    Lab lab = new Altered(Proven.near(SEARCH), _ -> false, 0.3);
    MemoryJournal journal = new MemoryJournal();

    assertThat(run(lab, terms, journal, Mode.RUN).reason())
        .startsWith("paused, champions-self-check-1: the champion set against itself differs")
        .endsWith("no verdict on champions can be believed");

    NOBODY.runThrough(lab, terms, journal);
    assertThat(only(journal, Event.Paused.class)).hasSize(1); // one alarm, not one a check
    assertThat(findings(journal, events(journal), folder.resolve("j"))).isEmpty();
    List<Event> silent = new ArrayList<>(events(journal));
    silent.removeIf(e -> e instanceof Event.Paused || e instanceof Event.Acknowledged);
    assertThat(findings(journal, silent, folder.resolve("k")).getFirst())
        .contains("expected Paused champions-self-check-1");
  }

  @Test
  void run_reportedScoreDoesNotHold_pausesUnlessTheStudySaysNot(@TempDir Path folder) {
    // All are reported with 0.75 and score about a half.
    Lab lab = Proven.chance(SEARCH);
    String gate = "tasks: 200, futility: 150, audit: 0, versions: off, gap: 0.05";
    Terms quiet = gated(8, 2, Limits.NONE, "{" + gate + ", triggers: {gap: false}}");
    Terms terms = gated(8, 2, Limits.NONE, "{" + gate + "}");
    MemoryJournal journal = new MemoryJournal();

    assertThat(run(lab, quiet, new MemoryJournal(), Mode.RUN).finished()).isTrue();
    assertThat(run(lab, terms, journal, Mode.RUN).reason())
        .startsWith("paused, champions-gap-1: attempt 1 is worse on sealed tasks than reported by");

    NOBODY.runThrough(lab, terms, journal);
    assertThat(findings(journal, events(journal), folder.resolve("j"))).isEmpty();
  }

  @Test
  void verify_pauseThatIsLeftOutOrInvented_isNamed(@TempDir Path folder) {
    Lab lab = Altered.someCaught(Proven.near(SEARCH));
    Terms terms =
        gated(8, 2, Limits.NONE, "{" + GATE + ", triggers: {sealed-score: 0.3, escapes: 1}}");
    MemoryJournal journal = new MemoryJournal();
    NOBODY.runThrough(lab, terms, journal);
    List<Event> honest = events(journal);
    assertThat(only(journal, Event.Paused.class))
        .extracting(Event.Paused::id)
        .contains("champions-sealed-score-1", "escape-2");
    assertThat(findings(journal, honest, folder.resolve("honest"))).isEmpty();

    for (String id : List.of("champions-sealed-score-1", "escape-2")) {
      List<Event> without = new ArrayList<>(honest);
      without.removeIf(event ->
          (event instanceof Event.Paused p && p.id().equals(id))
              || (event instanceof Event.Acknowledged a && a.id().equals(id)));
      assertThat(findings(journal, without, folder.resolve("without-" + id)).getFirst())
          .contains("expected Paused " + id);
    }
    List<Event> invented = new ArrayList<>(honest);
    int at = honest.indexOf(only(journal, Event.RoundEnded.class).getFirst());
    invented.add(at, new Event.Paused(1, "champions-gain-7", "generation 7 gained 9"));
    invented.add(at + 1, new Event.Acknowledged("champions-gain-7"));
    assertThat(findings(journal, invented, folder.resolve("invented")).getFirst())
        .contains("expected no pause: nothing fired");
  }

  private static List<String> findings(MemoryJournal origin, List<Event> events, Path file) {
    List<byte[]> blobs =
        events.stream()
            .flatMap(event ->
                switch (event) {
                  case Event.Proposed p -> Stream.of(p.candidate());
                  case Event.Learned l -> Stream.of(l.version());
                  default -> Stream.<Hash>empty();
                })
            .map(origin::blob)
            .flatMap(Optional::stream)
            .toList();
    try (Journal journal = SqliteJournal.create(file)) {
      journal.commit(new Journal.Batch(events, blobs, List.of()));
    }
    return Verification.of(file).findings().stream().map(Object::toString).toList();
  }
}
