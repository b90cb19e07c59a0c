package dev.pawl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Bounds;
import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrammarTest {

  private static final Event STARTED = new Event.Started("0", "lab", 1, "{}");
  private static final Hash HEAD = Hash.of("head");

  /// What is expected instead of each event.
  private static List<String> expected(Event... events) {
    Grammar grammar = new Grammar();
    return List.of(events).stream().map(e -> grammar.expectedInstead(e, HEAD)).toList();
  }

  private static Event proposed(long ticket, int round) {
    return new Event.Proposed(ticket, round, "p", List.of(), candidate(ticket));
  }

  private static Hash candidate(long ticket) {
    return Hash.of("candidate " + ticket);
  }

  private static Event declined(long ticket, int round) {
    return new Event.Declined(ticket, round, "p", List.of(), "", Cost.NONE);
  }

  private static Event finished(long ticket) {
    return new Event.Scored(ticket, new Outcome.Finished(Score.of(0, Bounds.UNIT)), Cost.NONE);
  }

  private static Event timedOut(long ticket) {
    return new Event.Scored(ticket, new Outcome.TimedOut(1), Cost.NONE);
  }

  private static Event admitted(long ticket) {
    return new Event.Admitted(ticket, "cell");
  }

  private static Event ended(int round, long ticket) {
    return new Event.RoundEnded(round, ticket, candidate(ticket), 0);
  }

  @Test
  void expectedInstead_aWholeRun_isFine() {
    assertThat(
            expected(
                STARTED,
                proposed(1, 1),
                finished(1),
                admitted(1),
                declined(2, 1),
                proposed(3, 1),
                proposed(4, 1),
                timedOut(3),
                finished(4),
                ended(1, 1),
                new Event.Measured(1, candidate(1), "select", "n", 0, List.of(), Cost.NONE),
                learned(1, 4),
                proposed(5, 2),
                finished(5),
                admitted(5),
                new Event.Forked(HEAD, 6, 2),
                proposed(6, 2),
                timedOut(6),
                ended(2, 5),
                new Event.Finished("done")))
        .containsOnly("");
  }

  @Test
  void expectedInstead_lesson_isAfterItsRoundOnceAndFromTicketsBefore() {
    assertThat(expected(STARTED, proposed(1, 1), learned(1, 1))).last().isEqualTo("round 0");
    assertThat(round(learned(1, 2))).last().isEqualTo("tickets up to 1");
    assertThat(round(learned(1, 1), learned(1, 1))).last().isEqualTo("one lesson a round");
  }

  private static List<String> round(Event... after) {
    List<Event> events =
        new ArrayList<>(List.of(STARTED, proposed(1, 1), finished(1), ended(1, 1)));
    events.addAll(List.of(after));
    return expected(events.toArray(Event[]::new));
  }

  private static Event learned(int round, long toTicket) {
    Hash version = Hash.of("version");
    return new Event.Learned(round, version, Hash.ZERO, "{}", 1, toTicket, 0, 0, "", Cost.NONE);
  }

  @Test
  void expectedInstead_firstEvent_mustBeStartedAndOnlyThere() {
    assertThat(expected(proposed(1, 1))).containsExactly("Started as the first event");
    assertThat(expected(STARTED, STARTED)).last().isEqualTo("Started only as the first event");
  }

  @Test
  void expectedInstead_tickets_mustCountFromOne() {
    assertThat(expected(STARTED, proposed(2, 1))).last().isEqualTo("ticket 1");
    assertThat(expected(STARTED, proposed(1, 1), proposed(1, 1))).last().isEqualTo("ticket 2");
    assertThat(expected(STARTED, declined(1, 1), declined(3, 1))).last().isEqualTo("ticket 2");
    assertThat(expected(STARTED, proposed(1, 2))).last().isEqualTo("round 1");
    assertThat(expected(STARTED, proposed(Long.MAX_VALUE, 1))).last().isEqualTo("ticket 1");
  }

  @Test
  void expectedInstead_afterASkippedTicket_goesOnFromThere() {
    assertThat(expected(STARTED, proposed(2, 1), proposed(3, 1)))
        .containsExactly("", "ticket 1", "");
  }

  @Test
  void expectedInstead_scored_mustFollowItsProposalOnceInOrder() {
    assertThat(expected(STARTED, finished(1))).last().isEqualTo("a ticket that was proposed");
    assertThat(expected(STARTED, proposed(1, 1), proposed(2, 1), finished(2)))
        .last()
        .isEqualTo("ticket 1");
    assertThat(expected(STARTED, proposed(1, 1), finished(1), finished(1))).last().isNotEqualTo("");
    assertThat(expected(STARTED, declined(1, 1), finished(1))).last().isNotEqualTo("");
  }

  @Test
  void expectedInstead_admitted_mustHaveFinishedAndOnce() {
    String finished = "a ticket that finished";
    assertThat(expected(STARTED, admitted(1))).last().isEqualTo(finished);
    assertThat(expected(STARTED, proposed(1, 1), admitted(1))).last().isEqualTo(finished);
    assertThat(expected(STARTED, proposed(1, 1), timedOut(1), admitted(1)))
        .last()
        .isEqualTo(finished);
    assertThat(expected(STARTED, proposed(1, 1), finished(1), admitted(1), admitted(1)))
        .last()
        .isEqualTo("a ticket that was not admitted before");
  }

  @Test
  void expectedInstead_roundEnded_needsAllScoredAndItsChampion() {
    assertThat(expected(STARTED, proposed(1, 1), finished(1), ended(2, 1)))
        .last()
        .isEqualTo("round 1");
    assertThat(expected(STARTED, proposed(1, 1), finished(1), proposed(2, 1), ended(1, 1)))
        .last()
        .isEqualTo("Scored for ticket 2");
    assertThat(expected(STARTED, proposed(1, 1), timedOut(1), ended(1, 1)))
        .last()
        .isEqualTo("a champion that finished");
    assertThat(
            expected(
                STARTED, proposed(1, 1), finished(1), new Event.RoundEnded(1, 1, candidate(2), 0)))
        .last()
        .isEqualTo("the candidate of ticket 1");
  }

  @Test
  void expectedInstead_forked_mustNameTheChainBefore() {
    assertThat(expected(STARTED, new Event.Forked(Hash.ZERO, 1, 1)))
        .last()
        .isEqualTo("head " + HEAD);
  }

  @Test
  void expectedInstead_behindFinished_onlyAFork() {
    Event finished = new Event.Finished("done");
    assertThat(expected(STARTED, finished, proposed(1, 1)))
        .last()
        .isEqualTo("nothing behind Finished");
    assertThat(expected(STARTED, finished, new Event.Forked(HEAD, 1, 1), proposed(1, 1)))
        .containsOnly("");
  }
}
