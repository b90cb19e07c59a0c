package dev.pawl.engine;

import static dev.pawl.engine.Runs.events;
import static dev.pawl.engine.Runs.gated;
import static dev.pawl.engine.Runs.only;
import static dev.pawl.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.journal.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A promoted version of the improver is taken back.
class VersionRollbackTest {

  private static final Lab LAB =
      new Proven(
          new HillClimb(9, 40, false),
          (number, _) -> Draw.of(number, 0, "skill").nextDouble(),
          false,
          new AtomicInteger());
  private static final Terms TERMS =
      gated(
          8,
          2,
          Limits.NONE,
          "{champions: false, version-tasks: 100, futility: 90, audit: 10,"
              + " triggers: {gap: false}}");

  @Test
  void rolledBack_inTheMiddleOfARound_theOneBeforeWritesFromTheNextRoundOn(@TempDir Path folder) {
    MemoryJournal whole = new MemoryJournal();
    run(LAB, TERMS, whole, Mode.RUN);
    Event.Gated promoted =
        only(whole, Event.Gated.class).stream()
            .filter(Event.Gated::promotes)
            .findFirst()
            .orElseThrow();
    Event.Attempted attempt =
        only(whole, Event.Attempted.class).stream()
            .filter(a -> a.attempt().number() == promoted.attempt())
            .findFirst()
            .orElseThrow();
    Hash before = attempt.attempt().champion();
    int round = promoted.round();
    MemoryJournal journal = cutInto(whole, round + 1);

    journal.commit(
        new Journal.Batch(
            List.of(
                new Event.RolledBack(
                    Event.VERSIONS, attempt.attempt().candidate(), before, "it cheats")),
            List.of(),
            List.of()));
    assertThat(run(LAB, TERMS, journal, Mode.RUN).finished()).isTrue();

    assertThat(proposed(journal, round + 1)).isEqualTo(proposed(whole, round + 1));
    assertThat(proposed(journal, round + 2)).isNotEqualTo(proposed(whole, round + 2));
    assertThat(
            only(journal, Event.Attempted.class).stream()
                .filter(a -> a.attempt().number() == promoted.attempt() + 1)
                .map(a -> a.attempt().champion()))
        .containsExactly(before);
    assertThat(run(LAB, TERMS, journal, Mode.REPLAY).finished()).isTrue();
    assertThat(run(LAB, TERMS, journal, Mode.RERUN).finished()).isTrue();
    assertThat(findings(journal, folder.resolve("j"))).isEmpty();
  }

  private static List<Event.Proposed> proposed(Journal journal, int round) {
    return only(journal, Event.Proposed.class).stream().filter(p -> p.round() == round).toList();
  }

  /// The journal up to the tenth score of this round.
  private static MemoryJournal cutInto(MemoryJournal whole, int round) {
    List<Event> all = events(whole);
    int end = 0;
    int scores = 0;
    int at = 0;
    for (int i = 0; i < all.size() && scores < 10; i++) {
      at = all.get(i) instanceof Event.Proposed p ? p.round() : at;
      if (all.get(i) instanceof Event.Scored && at == round) {
        scores++;
        end = i + 1;
      }
    }
    MemoryJournal cut = new MemoryJournal();
    cut.commit(new Journal.Batch(all.subList(0, end), blobs(whole), List.of()));
    return cut;
  }

  private static List<byte[]> blobs(MemoryJournal whole) {
    return events(whole).stream()
        .flatMap(event ->
            switch (event) {
              case Event.Proposed p -> Stream.of(p.candidate());
              case Event.Learned l -> Stream.of(l.version());
              default -> Stream.<Hash>empty();
            })
        .map(whole::blob)
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<String> findings(MemoryJournal origin, Path file) {
    try (Journal journal = SqliteJournal.create(file)) {
      journal.commit(new Journal.Batch(events(origin), blobs(origin), List.of()));
    }
    return Verification.of(file).findings().stream().map(Object::toString).toList();
  }
}
