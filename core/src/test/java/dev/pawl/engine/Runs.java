package dev.pawl.engine;

import dev.pawl.Hash;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.study.StudyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs labs on journals, in tests.
final class Runs {

  private Runs() {}

  static Terms terms(int window, int threads, Limits limits) {
    return new Terms(7, window, "{}", limits, threads);
  }

  /// Terms of a study with this section `gate`.
  static Terms gated(int window, int threads, Limits limits, String gate) {
    StudyFile file = StudyFile.parse("test", Path.of(""), "gate: " + gate, List.of());
    Gating gating = Gating.of(file.root().section("gate"), 7);
    file.check();
    return new Terms(7, window, file.effective(), limits, threads, gating);
  }

  static <E extends Event> List<E> only(Journal journal, Class<E> type) {
    return events(journal).stream().filter(type::isInstance).map(type::cast).toList();
  }

  static Ending run(Lab lab, Terms terms, Journal journal, Mode mode) {
    return run(lab, terms, journal, mode, Clock.system());
  }

  static Ending run(Lab lab, Terms terms, Journal journal, Mode mode, Clock clock) {
    Engine engine = new Engine(lab, terms, journal, mode, clock, Optional::empty, status -> {});
    try {
      return engine.run("test");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static List<Hash> chain(Journal journal) {
    List<Hash> hashes = new ArrayList<>();
    journal.read(0, entry -> hashes.add(entry.hash()));
    return hashes;
  }

  static List<Event> events(Journal journal) {
    List<Event> events = new ArrayList<>();
    journal.read(0, entry -> events.add(entry.event()));
    return events;
  }
}
