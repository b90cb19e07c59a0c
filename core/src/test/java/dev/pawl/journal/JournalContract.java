package dev.pawl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Hash;
import dev.pawl.journal.Journal.Batch;
import dev.pawl.journal.Journal.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every journal does.
abstract class JournalContract {

  private Journal journal = new MemoryJournal();

  /// A new, empty journal.
  abstract Journal create();

  /// Closes `journal` and opens what it wrote.
  abstract Journal reopen(Journal journal);

  @BeforeEach
  void createJournal() {
    journal = create();
  }

  @AfterEach
  void closeJournal() {
    journal.close();
  }

  @Test
  void empty_hasNoEventsAndHeadZero() {
    assertThat(journal.size()).isZero();
    assertThat(journal.head()).isEqualTo(Hash.ZERO);
    assertThat(entries(journal, 0)).isEmpty();
    assertThat(entries(journal, 5)).isEmpty();
    assertThat(journal.blob(Hash.ZERO)).isEmpty();
    assertThat(journal.timings()).isEmpty();
    assertThat(journal.sessions()).isEmpty();
  }

  @Test
  void commit_events_areReadInOrderWithChainedHashes() {
    journal.commit(batch(Samples.STARTED));
    journal.commit(batch(Samples.PROPOSED, Samples.SCORED));

    List<Entry> entries = entries(journal, 0);

    assertThat(entries)
        .extracting(Entry::event)
        .containsExactly(Samples.STARTED, Samples.PROPOSED, Samples.SCORED);
    assertThat(entries).extracting(Entry::number).containsExactly(0L, 1L, 2L);
    Hash hash = Hash.ZERO;
    for (Entry entry : entries) {
      hash = chained(hash, entry.event());
      assertThat(entry.hash()).isEqualTo(hash);
    }
    assertThat(journal.head()).isEqualTo(hash);
    assertThat(journal.size()).isEqualTo(3);
  }

  /// The definition in [Journal], once more.
  private static Hash chained(Hash before, Event event) {
    String name = event.getClass().getSimpleName();
    return Hash.of(
        new byte[] {0},
        before.bytes(),
        name.getBytes(StandardCharsets.UTF_8),
        new byte[] {'\n'},
        EventCodec.json(event).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void commit_sameEventsInOtherBatches_giveTheSameHead() {
    journal.commit(batch(Samples.STARTED, Samples.PROPOSED));
    journal.commit(batch(Samples.SCORED));
    try (Journal other = new MemoryJournal()) {
      other.commit(batch(Samples.STARTED));
      other.commit(batch(Samples.PROPOSED, Samples.SCORED));
      assertThat(journal.head()).isEqualTo(other.head());
    }
  }

  @Test
  void commit_everyTypeOfEvent_isReadBackEqual() {
    journal.commit(new Batch(Samples.ALL, List.of(), List.of()));
    journal = reopen(journal);
    assertThat(entries(journal, 0)).extracting(Entry::event).isEqualTo(Samples.ALL);
  }

  @Test
  void commit_anEventThatCannotBeWritten_appendsNothing() {
    journal.commit(batch(Samples.STARTED));
    Hash head = journal.head();
    byte[] blob = {1};
    List<Event> events = new ArrayList<>();
    events.add(Samples.PROPOSED);
    events.add(null);

    assertThatThrownBy(() -> journal.commit(new Batch(events, List.of(blob), List.of())))
        .isInstanceOf(NullPointerException.class);

    assertThat(journal.size()).isEqualTo(1);
    assertThat(journal.head()).isEqualTo(head);
    assertThat(journal.blob(Hash.of(blob))).isEmpty();
    journal.commit(batch(Samples.PROPOSED));
    assertThat(journal.size()).isEqualTo(2);
  }

  @Test
  void read_fromTheMiddle_startsThere() {
    journal.commit(new Batch(Samples.ALL, List.of(), List.of()));
    List<Entry> all = entries(journal, 0);
    for (int from = 0; from <= all.size(); from++) {
      assertThat(entries(journal, from)).isEqualTo(all.subList(from, all.size()));
    }
  }

  @Test
  void read_manyEvents_handsOverAll() {
    List<Event> events = new ArrayList<>();
    for (int ticket = 1; ticket <= 3_333; ticket++) {
      events.add(new Event.Admitted(ticket, "cell " + ticket));
    }
    journal.commit(new Batch(events, List.of(), List.of()));
    assertThat(entries(journal, 0)).extracting(Entry::event).isEqualTo(events);
    assertThat(entries(journal, 1_000)).hasSize(2_333);
  }

  @Test
  void read_negativeNumber_isRefused() {
    assertThatThrownBy(() -> journal.read(-1, _ -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_readerThatUsesTheJournal_isAnswered() {
    byte[] blob = {1, 2, 3};
    journal.commit(new Batch(Samples.ALL, List.of(blob), List.of()));
    List<Long> sizes = new ArrayList<>();
    journal.read(
        0,
        _ -> {
          assertThat(journal.blob(Hash.of(blob))).isPresent();
          sizes.add(journal.size());
        });
    assertThat(sizes).hasSize(Samples.ALL.size()).containsOnly((long) Samples.ALL.size());
  }

  @Test
  void reopen_continuesTheChain() {
    journal.commit(new Batch(List.of(Samples.STARTED), List.of(new byte[] {7}), List.of()));
    Hash head = journal.head();

    journal = reopen(journal);

    assertThat(journal.head()).isEqualTo(head);
    journal.commit(batch(Samples.PROPOSED));
    assertThat(journal.size()).isEqualTo(2);
    assertThat(journal.head()).isEqualTo(chained(head, Samples.PROPOSED));
    assertThat(journal.blob(Hash.of(new byte[] {7}))).hasValue(new byte[] {7});
  }

  @Test
  void blob_isFoundUnderItsHash() {
    byte[] empty = {};
    byte[] large = new byte[9 << 20];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31 + i / 251);
    }
    journal.commit(new Batch(List.of(), List.of(empty, large), List.of()));
    journal = reopen(journal);
    assertThat(journal.blob(Hash.of(empty))).hasValue(empty);
    assertThat(journal.blob(Hash.of(large))).hasValue(large);
    assertThat(journal.blob(Hash.of(new byte[] {1}))).isEmpty();
  }

  @Test
  void blob_sameBytesTwice_isNoError() {
    byte[] blob = {1, 2, 3};
    journal.commit(new Batch(List.of(), List.of(blob, blob.clone()), List.of()));
    journal.commit(new Batch(List.of(), List.of(blob.clone()), List.of()));
    assertThat(journal.blob(Hash.of(blob))).hasValue(blob);
  }

  @Test
  void blob_changedByTheCaller_staysAsItWas() {
    byte[] blob = {1, 2, 3};
    Hash hash = Hash.of(blob);
    journal.commit(new Batch(List.of(), List.of(blob), List.of()));
    blob[0] = 9;
    journal.blob(hash).orElseThrow()[1] = 9;
    assertThat(journal.blob(hash)).hasValue(new byte[] {1, 2, 3});
  }

  @Test
  void timings_areSortedByTicketAndTheLastCounts() {
    journal.commit(
        new Batch(
            List.of(), List.of(), List.of(new Timing(2, 20, 21, 22), new Timing(1, 10, 11, 12))));
    journal.commit(new Batch(List.of(), List.of(), List.of(new Timing(2, 30, 31, 32))));
    journal = reopen(journal);
    assertThat(journal.timings())
        .containsExactly(new Timing(1, 10, 11, 12), new Timing(2, 30, 31, 32));
    assertThat(journal.head()).isEqualTo(Hash.ZERO);
  }

  @Test
  void session_sameNumber_isOverwritten() {
    Session second = new Session(2, 50, 0, "", 0, "m \u00e9");
    journal.session(second);
    journal.session(new Session(1, 10, 0, "", 0, "m"));
    journal.session(new Session(1, 10, 20, "stopped", 7, "m"));
    journal = reopen(journal);
    assertThat(journal.sessions())
        .containsExactly(new Session(1, 10, 20, "stopped", 7, "m"), second);
  }

  static Batch batch(Event... events) {
    return new Batch(List.of(events), List.of(), List.of());
  }

  static List<Entry> entries(Journal journal, long from) {
    List<Entry> entries = new ArrayList<>();
    journal.read(from, entries::add);
    return entries;
  }
}
