package dev.pawl.engine;

import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.gate.attestation.Awaited;
import dev.pawl.gate.attestation.Note;
import dev.pawl.gate.attestation.SigningKey;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Petition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// People beside a run, in tests: they sign what waits and acknowledge what paused, always at the
/// same moment, so that the chain does not depend on when the test runs.
///
/// @param keys who sign, in this order
record Signers(List<SigningKey> keys) {

  static final long NOW = 1_800_000_000_000L;

  /// A machine on which it is always [#NOW].
  static Clock clock() {
    return clock(NOW);
  }

  static Clock clock(long millis) {
    Clock machine = Clock.system();
    return new Clock() {
      @Override
      public long millis() {
        return millis;
      }

      @Override
      public long nanos() {
        return machine.nanos();
      }

      @Override
      public long threadCpuNanos() {
        return machine.threadCpuNanos();
      }

      @Override
      public long processCpuNanos() {
        return machine.processCpuNanos();
      }
    };
  }

  /// Runs, and lets the run go on behind every pause, to its end.
  Ending runThrough(Lab lab, Terms terms, Journal journal) {
    Ending ending = Runs.run(lab, terms, journal, Mode.RUN, clock());
    while (!ending.finished()) {
      Gating gating = terms.gating();
      Optional<Petition> asked = Petition.of(journal);
      if (asked.isPresent()) {
        keys.subList(asked.get().notes().size(), keys.size())
            .forEach(key -> record(journal, signed(asked.get().change(), key)));
      } else {
        gating = gating.withAcknowledged(Set.of(pausedFor(journal)));
      }
      ending = Runs.run(lab, terms.withGating(gating), journal, Mode.RUN, clock());
    }
    return ending;
  }

  /// The id of the last pause.
  static String pausedFor(Journal journal) {
    return Runs.only(journal, Event.Paused.class).getLast().id();
  }

  static String signed(Awaited change, SigningKey key) {
    return signed(change, key, NOW + 1_000);
  }

  static String signed(Awaited change, SigningKey key, long expiresMillis) {
    return Note.unsigned(change.until(expiresMillis).text()).sign(key).toString();
  }

  static void record(Journal journal, String note) {
    journal.commit(new Journal.Batch(List.of(new Event.Approved(note, NOW)), List.of(), List.of()));
  }
}
