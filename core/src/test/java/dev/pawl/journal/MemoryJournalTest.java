package dev.pawl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Hash;
import dev.pawl.journal.Journal.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryJournalTest extends JournalContract {

  @Override
  Journal create() {
    return new MemoryJournal();
  }

  @Override
  Journal reopen(Journal journal) {
    journal.close();
    return ((MemoryJournal) journal).survivor();
  }

  @Test
  void commit_crashAfterAnyEvent_keepsThatPrefix() {
    MemoryJournal whole = new MemoryJournal();
    write(whole);
    List<Journal.Entry> entries = entries(whole, 0);
    for (int events = 0; events <= entries.size(); events++) {
      MemoryJournal journal = new MemoryJournal(events);
      assertThatThrownBy(() -> write(journal)).isInstanceOf(MemoryJournal.Crash.class);
      assertThatThrownBy(journal::size).isInstanceOf(MemoryJournal.Crash.class);
      assertThat(entries(journal.survivor(), 0)).isEqualTo(entries.subList(0, events));
    }
    write(new MemoryJournal(entries.size() + 1));
  }

  @Test
  void commit_crashInTheMiddle_keepsWhatBelongsToThePrefix() {
    for (int events = 0; events <= Samples.ALL.size(); events++) {
      MemoryJournal journal = new MemoryJournal(events);
      assertThatThrownBy(() -> write(journal)).isInstanceOf(MemoryJournal.Crash.class);
      MemoryJournal found = journal.survivor();
      assertThat(found.blob(Samples.CANDIDATE.id()).isPresent()).isEqualTo(events >= 2);
      assertThat(found.timings()).hasSize(events >= 5 ? 1 : 0);
    }
  }

  @Test
  void survivor_crashesAgainAfterSoManyMore() {
    MemoryJournal journal = new MemoryJournal(3);
    assertThatThrownBy(() -> write(journal)).isInstanceOf(MemoryJournal.Crash.class);
    MemoryJournal next = journal.survivor(2);
    next.commit(batch(Samples.SCORED));
    assertThatThrownBy(() -> next.commit(batch(Samples.SCORED, Samples.SCORED)))
        .isInstanceOf(MemoryJournal.Crash.class);
    assertThat(next.survivor().size()).isEqualTo(5);
  }

  private static void write(MemoryJournal journal) {
    journal.commit(
        new Batch(
            Samples.ALL, List.of(Samples.CANDIDATE.canonical()), List.of(new Timing(1, 2, 3, 4))));
    assertThat(journal.head()).isNotEqualTo(Hash.ZERO);
    journal.commit(batch(Samples.STARTED, Samples.STARTED));
  }
}
