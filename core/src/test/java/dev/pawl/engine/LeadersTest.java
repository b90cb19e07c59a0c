package dev.pawl.engine;

import static dev.pawl.engine.Runs.chain;
import static dev.pawl.engine.Runs.events;
import static dev.pawl.engine.Runs.only;
import static dev.pawl.engine.Runs.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Hash;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Event;
import dev.pawl.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadersTest {

  private static final Lab LAB = new Racing(new HillClimb(3, 40, false));

  private static MemoryJournal raced() {
    MemoryJournal journal = new MemoryJournal();
    Runs.run(LAB, terms(12, 1, Limits.NONE), journal, Mode.RUN);
    return journal;
  }

  @Test
  void race_whoIsBestAmongThoseWithMostTrials_isTheChampion() {
    List<Event> events = events(raced());
    List<Event.Measured> race = new ArrayList<>();
    int rounds = 0;
    for (Event event : events) {
      if (event instanceof Event.Measured measured && measured.split().equals(Event.RACE)) {
        race.add(measured);
      } else if (event instanceof Event.RoundEnded ended) {
        rounds++;
        Event.Measured winner =
            race.get(1).value() > race.get(2).value() ? race.get(1) : race.get(2);
        assertThat(race).hasSize(3).extracting(Event.Measured::round).containsOnly(rounds);
        assertThat(ended.champion()).isEqualTo(winner.candidate());
        race.clear();
      }
    }
    assertThat(rounds).isEqualTo(3);
  }

  @Test
  void race_killedAfterEveryEvent_endsWithTheSameChain() {
    MemoryJournal journal = raced();
    List<Hash> whole = chain(journal);
    for (long point = 0; point < whole.size(); point++) {
      MemoryJournal killed = new MemoryJournal(point);
      try {
        Runs.run(LAB, terms(12, 1, Limits.NONE), killed, Mode.RUN);
      } catch (MemoryJournal.Crash e) {
        // What is left goes on.
      }
      MemoryJournal survivor = killed.survivor();
      Runs.run(LAB, terms(12, 1, Limits.NONE), survivor, Mode.RUN);
      assertThat(chain(survivor)).as("killed after event %d", point).isEqualTo(whole);
    }
    assertThat(Runs.run(LAB, terms(12, 1, Limits.NONE), journal, Mode.REPLAY).finished()).isTrue();
    assertThat(Runs.run(LAB, terms(12, 3, Limits.NONE), journal, Mode.RERUN).finished()).isTrue();
    assertThat(only(journal, Event.Measured.class)).isNotEmpty();
  }
}
