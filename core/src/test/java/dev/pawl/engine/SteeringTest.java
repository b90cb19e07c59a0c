package dev.pawl.engine;

import static dev.pawl.engine.HillClimb.candidate;
import static dev.pawl.engine.Runs.chain;
import static dev.pawl.engine.Runs.events;
import static dev.pawl.engine.Runs.only;
import static dev.pawl.engine.Runs.terms;
import static dev.pawl.engine.Timed.at;
import static dev.pawl.engine.Timed.inject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Hash;
import dev.pawl.Order;
import dev.pawl.Outcome;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Event;
import dev.pawl.journal.Event.Proposed;
import dev.pawl.journal.Event.Steered;
import dev.pawl.journal.Fork;
import dev.pawl.journal.Journal;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.journal.OrderFolder;
import dev.pawl.journal.Orders;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.journal.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteeringTest {

  private static final HillClimb LAB = new HillClimb(2, 150, false);
  private static final Hash ONE = candidate(1).id();
  private static final Hash TWO = candidate(2).id();

  /// Every kind of order, two behind the same ticket.
  static Timed everything() {
    return Timed.of(
        at(20, "a-pin", new Order.Pin(ONE, 0.5)),
        inject(30, "b-inject", candidate(405), candidate(1), candidate(2)),
        at(40, "c-note", new Order.Annotate(TWO, "overflows")),
        at(40, "d-note", new Order.Annotate(Hash.ZERO, "try squares")),
        at(50, "e-ban", new Order.Ban(TWO, true)),
        at(70, "f-weigh", Timed.weigh("step", 9)),
        at(80, "g-unpin", new Order.Unpin(ONE)),
        inject(150, "h-inject", candidate(499)));
  }

  @Test
  void order_behindATicket_standsBehindThatTicketAndNowhereElse() {
    MemoryJournal journal = run(everything(), 1);

    long settled = 0;
    Map<String, Long> behind = new HashMap<>();
    for (Event event : events(journal)) {
      switch (event) {
        case Event.Scored e -> settled = e.ticket();
        case Event.Declined e -> settled = e.ticket();
        case Steered e -> behind.put(e.id(), settled);
        default -> {}
      }
    }
    assertThat(behind)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "a-pin",
                20L,
                "b-inject",
                30L,
                "c-note",
                40L,
                "d-note",
                40L,
                "e-ban",
                50L,
                "f-weigh",
                70L,
                "g-unpin",
                80L,
                "h-inject",
                150L));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void order_onMoreThreads_givesTheSameChain(int threads) {
    assertThat(chain(run(everything(), threads))).isEqualTo(chain(run(everything(), 1)));
  }

  @Test
  void order_inTheJournal_isTakenFromThereByReplayAndRerun() {
    MemoryJournal journal = run(everything(), 2);
    List<Hash> before = chain(journal);

    Ending replayed = Runs.run(LAB, terms(12, 1, Limits.NONE), journal, Mode.REPLAY);
    Ending rerun = Runs.run(LAB, terms(12, 3, Limits.NONE), journal, Mode.RERUN);

    assertThat(replayed.finished()).isTrue();
    assertThat(rerun.finished()).isTrue();
    assertThat(chain(journal)).isEqualTo(before);
  }

  @Test
  void run_killedAfterEveryEvent_endsWithTheSameChain() {
    List<Hash> whole = chain(run(everything(), 1));
    for (long point = 0; point < whole.size(); point++) {
      MemoryJournal journal = new MemoryJournal(point);
      try {
        steer(LAB, journal, everything(), 1);
      } catch (MemoryJournal.Crash e) {
        // What is left goes on.
      }
      MemoryJournal survivor = journal.survivor();
      steer(LAB, survivor, everything(), 1);
      assertThat(chain(survivor)).as("killed after event %d", point).isEqualTo(whole);
    }
  }

  @Test
  void fork_behindOrders_keepsThemAndGoesOn() {
    MemoryJournal journal = run(everything(), 1);
    MemoryJournal fork = new MemoryJournal();
    Fork.of(journal, 60, 99).write(fork);

    Ending ending = Runs.run(LAB, terms(12, 1, Limits.NONE), fork, Mode.RUN);

    assertThat(ending.finished()).isTrue();
    assertThat(only(fork, Steered.class))
        .extracting(Steered::id)
        .containsExactly("a-pin", "b-inject", "c-note", "d-note", "e-ban");
    assertThat(Runs.run(LAB, terms(12, 1, Limits.NONE), fork, Mode.REPLAY).finished()).isTrue();
  }

  @Test
  void pin_withShareOne_isTheFirstParentOfAllTicketsIssuedAfterIt() {
    MemoryJournal journal = run(Timed.of(at(20, "pin", new Order.Pin(ONE, 1))), 1);

    assertThat(only(journal, Proposed.class))
        .filteredOn(p -> p.ticket() >= 20 + 12 && p.round() == 1 && !p.parents().isEmpty())
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.parents().getFirst()).isEqualTo(ONE));
  }

  @Test
  void unpin_givesTheTicketsBack() {
    MemoryJournal journal =
        run(
            Timed.of(at(20, "pin", new Order.Pin(ONE, 1)), at(60, "unpin", new Order.Unpin(ONE))),
            1);

    assertThat(only(journal, Proposed.class))
        .filteredOn(p -> p.ticket() >= 60 + 12 && !p.parents().isEmpty())
        .anySatisfy(p -> assertThat(p.parents().getFirst()).isNotEqualTo(ONE));
  }

  @Test
  void ban_theBestWithAllThatComesOfIt_noneOfThemIsEverAParentOrChampionAgain() {
    Hash best = bestOf(run(Timed.of(), 1), 50);
    MemoryJournal journal = run(Timed.of(at(50, "ban", new Order.Ban(best, true))), 1);

    Set<Hash> line = lineOf(journal, best);
    assertThat(only(journal, Proposed.class))
        .filteredOn(p -> p.ticket() >= 50 + 12)
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.parents()).doesNotContainAnyElementsOf(line));
    assertThat(only(journal, Event.RoundEnded.class))
        .allSatisfy(end -> assertThat(line).doesNotContain(end.champion()));
    assertThat(only(journal, Event.Admitted.class)).filteredOn(a -> a.ticket() > 50).isNotEmpty();
  }

  @Test
  void ban_theChampionOfTheLastRoundAfterTheEnd_handsOutTheOneBefore() {
    MemoryJournal journal = run(Timed.of(), 1);
    List<Event.RoundEnded> rounds = only(journal, Event.RoundEnded.class);
    Event ban =
        new Steered("late", "ada", "cheats", new Order.Ban(rounds.getLast().champion(), false));
    journal.commit(new Journal.Batch(List.of(ban), List.of(), List.of()));

    Ending ending = Runs.run(LAB, terms(12, 1, Limits.NONE), journal, Mode.RUN);

    assertThat(ending.champion().orElseThrow().id()).isEqualTo(rounds.getFirst().champion());
  }

  @Test
  void ban_everythingThatCouldBreed_stopsTheRunAndAnInjectionFreesIt() {
    Lab lab = new HillClimb(1, 60, false);
    Hash[] all =
        only(run(new Stepping(lab), Timed.of(), 1), Proposed.class).stream()
            .filter(p -> p.ticket() <= 10)
            .map(Proposed::candidate)
            .distinct()
            .toArray(Hash[]::new);
    Timed.At[] bans = new Timed.At[all.length];
    for (int i = 0; i < all.length; i++) {
      bans[i] = at(10, "ban-" + i, new Order.Ban(all[i], true));
    }
    MemoryJournal journal = new MemoryJournal();

    Ending stopped = steer(new Stepping(lab), journal, Timed.of(bans), 1);

    assertThat(stopped.finished()).isFalse();
    assertThat(stopped.reason()).contains("inject a candidate");
    Ending freed =
        steer(new Stepping(lab), journal, Timed.of(inject(0, "help", candidate(400))), 1);
    assertThat(freed.finished()).isTrue();
    assertThat(freed.champion()).isPresent();
  }

  @Test
  void inject_isScoredAsTheNextTicketWithItsParents() {
    MemoryJournal journal =
        run(Timed.of(inject(30, "mine", candidate(405), candidate(1), candidate(2))), 1);

    Proposed mine =
        only(journal, Proposed.class).stream()
            .filter(p -> p.proposer().equals("injected"))
            .findFirst()
            .orElseThrow();
    assertThat(mine.candidate()).isEqualTo(candidate(405).id());
    assertThat(mine.parents()).containsExactly(ONE, TWO);
    assertThat(mine.ticket()).as("the first that is not yet issued").isEqualTo(30 + 12);
    assertThat(only(journal, Event.Scored.class))
        .filteredOn(s -> s.ticket() == mine.ticket())
        .allSatisfy(s -> assertThat(s.outcome()).isInstanceOf(Outcome.Finished.class));
  }

  @Test
  void inject_whatTheProblemRefuses_isRefusedLikeAnyOther() {
    MemoryJournal journal = run(Timed.of(inject(30, "bad", candidate(41 * 9 + 7))), 1);

    assertThat(only(journal, Event.Scored.class))
        .filteredOn(s -> s.ticket() == 42)
        .extracting(Event.Scored::outcome)
        .containsExactly(new Outcome.Refused("7 is taken"));
  }

  @Test
  void weigh_withZero_thatProposerIsNotChosenAnyMore() {
    MemoryJournal journal = run(Timed.of(at(20, "none", Timed.weigh("guess", 0))), 1);

    assertThat(only(journal, Proposed.class))
        .filteredOn(p -> p.round() == 1 && p.ticket() >= 20 + 12)
        .extracting(Proposed::proposer)
        .isNotEmpty()
        .doesNotContain("guess");
  }

  /// Version 2 is pinned in round 4 and let go in round 6; nothing that is learned after every
  /// third round is ever used.
  private static Timed pinnedVersion(Hash version) {
    return Timed.of(
        at(100, "a-pin", new Order.PinVersion(version)),
        at(165, "b-unpin", new Order.UnpinVersion()));
  }

  @Test
  void pinVersion_itWritesAndNothingIsLearned_untilItIsUnpinned() {
    Lab lab = new HillClimb(7, 30, false);
    Hash second = learnedAfter(2, lab);
    MemoryJournal journal = new MemoryJournal();

    steer(lab, journal, pinnedVersion(second), 1);

    List<Event.Learned> lessons = only(journal, Event.Learned.class);
    assertThat(lessons).extracting(Event.Learned::round).containsExactly(2, 3, 6, 7);
    assertThat(lessons.get(2).parent()).isEqualTo(second);
  }

  @Test
  void pinVersion_killedAfterEveryEvent_replayedAndOnMoreThreads_givesTheSameChain() {
    Lab lab = new HillClimb(7, 30, false);
    Hash second = learnedAfter(2, lab);
    MemoryJournal journal = new MemoryJournal();
    steer(lab, journal, pinnedVersion(second), 1);
    List<Hash> whole = chain(journal);

    for (long point = 90; point < whole.size(); point += 7) {
      MemoryJournal killed = new MemoryJournal(point);
      try {
        steer(lab, killed, pinnedVersion(second), 2);
      } catch (MemoryJournal.Crash e) {
        // What is left goes on.
      }
      MemoryJournal survivor = killed.survivor();
      steer(lab, survivor, pinnedVersion(second), 3);
      assertThat(chain(survivor)).as("killed after event %d", point).isEqualTo(whole);
    }
    Runs.run(lab, terms(12, 3, Limits.NONE), journal, Mode.RERUN);
    assertThat(chain(journal)).isEqualTo(whole);
  }

  @Test
  void pinVersion_thatNeverWrote_isRefused() {
    Lab lab = new HillClimb(7, 30, false);
    Hash third = learnedAfter(3, lab);
    Timed orders =
        Timed.of(
            at(100, "refused-by-a-guard", new Order.PinVersion(third)),
            at(100, "nothing-pinned", new Order.UnpinVersion()));

    steer(lab, new MemoryJournal(), orders, 1);

    assertThat(orders.refused().get("refused-by-a-guard")).contains("never wrote");
    assertThat(orders.refused().get("nothing-pinned")).contains("no version is pinned");
  }

  private static Hash learnedAfter(int round, Lab lab) {
    MemoryJournal journal = new MemoryJournal();
    steer(lab, journal, Timed.of(), 1);
    return only(journal, Event.Learned.class).stream()
        .filter(lesson -> lesson.round() == round)
        .findFirst()
        .orElseThrow()
        .version();
  }

  @Test
  void order_thatCannotBeDone_isRefusedWithItsReasonAndChangesNothing() {
    Timed orders =
        Timed.of(
            at(20, "nobody", Timed.weigh("nobody", 2)),
            at(20, "unknown", new Order.Ban(candidate(77_777).id(), false)),
            at(20, "much", new Order.Pin(ONE, 0.7)),
            at(20, "too-much", new Order.Pin(TWO, 0.7)),
            at(20, "not-pinned", new Order.Unpin(TWO)),
            at(30, "ban", new Order.Ban(TWO, false)),
            at(30, "pin-banned", new Order.Pin(TWO, 0.1)),
            inject(30, "of-banned", candidate(444), candidate(2)),
            inject(300, "late", candidate(445)));

    MemoryJournal journal = run(orders, 1);

    assertThat(only(journal, Steered.class)).extracting(Steered::id).containsExactly("much", "ban");
    assertThat(orders.refused().get("nobody")).contains("there is no proposer [nobody]", "step");
    assertThat(orders.refused().get("unknown")).contains("no candidate");
    assertThat(orders.refused().get("too-much")).contains("unpin one");
    assertThat(orders.refused().get("not-pinned")).contains("not pinned");
    assertThat(orders.refused().get("pin-banned")).contains("banned");
    assertThat(orders.refused().get("of-banned")).contains("parent");
    assertThat(orders.refused().get("late")).contains("no ticket is left");
  }

  @Test
  void gate_promotedAndThenBanned_theOneBeforeItIsHandedOut() {
    Lab lab = Proven.near(new HillClimb(3, 150, false));
    Terms gated = Runs.gated(12, 1, Limits.NONE, "{tasks: 400, versions: 'off'}");
    MemoryJournal journal = new MemoryJournal();
    Ending ending = Runs.run(lab, gated, journal, Mode.RUN);
    Hash promoted = ending.champion().orElseThrow().id();
    Hash first = only(journal, Event.RoundEnded.class).getFirst().champion();
    assertThat(promoted).isNotEqualTo(first);
    Event ban = new Steered("late", "ada", "", new Order.Ban(promoted, false));
    journal.commit(new Journal.Batch(List.of(ban), List.of(), List.of()));

    Ending after = Runs.run(lab, gated, journal, Mode.REPLAY);

    assertThat(after.champion()).isPresent();
    assertThat(after.champion().get().id()).isNotEqualTo(promoted);
    assertThat(only(journal, Event.RoundEnded.class))
        .extracting(Event.RoundEnded::champion)
        .contains(after.champion().get().id());
  }

  @Test
  void folder_ordersLeftWhileTheRunRests_areTakenInVerifyAndGoAway(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("journal.db");
    OrderFolder orders = new OrderFolder(folder.resolve("orders"));
    try (Journal journal = SqliteJournal.create(file)) {
      steer(LAB, terms(12, 1, Limits.NONE.withEvaluations(40)), journal, orders);
    }
    everything().all().forEach(at -> orders.give(at.waiting(), at.ticket()));
    Files.writeString(folder.resolve("orders/000000000000-x.order"), "{\"act\":\"nonsense\"}");
    assertThat(orders.all()).hasSize(8);

    try (Journal journal = SqliteJournal.open(file)) {
      steer(LAB, terms(12, 1, Limits.NONE), journal, orders);
      assertThat(only(journal, Steered.class)).hasSize(8);
    }

    assertThat(orders.all()).isEmpty();
    assertThat(orders.refusal("x").orElseThrow()).startsWith("not an order");
    Verification verified = Verification.of(file);
    assertThat(verified.findings()).isEmpty();
  }

  private static MemoryJournal run(Timed orders, int threads) {
    return run(LAB, orders, threads);
  }

  private static MemoryJournal run(Lab lab, Timed orders, int threads) {
    MemoryJournal journal = new MemoryJournal();
    steer(lab, journal, orders, threads);
    return journal;
  }

  static Ending steer(Lab lab, Journal journal, Orders orders, int threads) {
    return steer(lab, terms(12, threads, Limits.NONE), journal, orders);
  }

  static Ending steer(Lab lab, Terms terms, Journal journal, Orders orders) {
    Engine engine =
        new Engine(
            lab, terms, journal, Mode.RUN, Clock.system(), Optional::empty, status -> {}, orders);
    try {
      return engine.run("test");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Hash bestOf(Journal journal, long lastTicket) {
    Map<Long, Hash> candidates = new HashMap<>();
    only(journal, Proposed.class).forEach(p -> candidates.put(p.ticket(), p.candidate()));
    Hash best = null;
    double bestValue = -1;
    for (Event.Scored scored : only(journal, Event.Scored.class)) {
      if (scored.ticket() <= lastTicket
          && scored.outcome() instanceof Outcome.Finished(var score)
          && score.value() > bestValue) {
        best = candidates.get(scored.ticket());
        bestValue = score.value();
      }
    }
    return java.util.Objects.requireNonNull(best);
  }

  /// A candidate and all that finished and have one of these among their parents.
  private static Set<Hash> lineOf(Journal journal, Hash root) {
    Set<Long> finished = new HashSet<>();
    for (Event.Scored scored : only(journal, Event.Scored.class)) {
      if (scored.outcome() instanceof Outcome.Finished) {
        finished.add(scored.ticket());
      }
    }
    Set<Hash> line = new HashSet<>(Set.of(root));
    for (Proposed proposed : only(journal, Proposed.class)) {
      if (finished.contains(proposed.ticket())
          && proposed.parents().stream().anyMatch(line::contains)) {
        line.add(proposed.candidate());
      }
    }
    return line;
  }
}
