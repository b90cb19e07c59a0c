package dev.pawl.benchmarks;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.journal.Event;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.labs.Study;
import dev.pawl.study.Setting;
import dev.pawl.study.StudyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The trials of a run without a model: what there is to learn from.
final class Evolved {

  private Evolved() {}

  /// Runs a study and returns what became of every ticket but the seeds.
  static List<Trial> trials(List<String> settings) throws InterruptedException {
    MemoryJournal journal = new MemoryJournal();
    List<Setting> all = settings.stream().map(Setting::parse).toList();
    Study study = Study.of(StudyFile.parse("benchmark", Path.of("."), "", all));
    new Engine(
            study.lab(),
            study.terms(),
            journal,
            Engine.Mode.RUN,
            Clock.system(),
            Optional::empty,
            status -> {})
        .run("benchmark");
    return trials(journal);
  }

  private static List<Trial> trials(MemoryJournal journal) {
    Map<Long, Event.Proposed> proposed = new HashMap<>();
    Map<Long, Outcome> outcomes = new HashMap<>();
    Set<Long> admitted = new HashSet<>();
    List<Long> order = new ArrayList<>();
    journal.read(
        0,
        entry -> {
          switch (entry.event()) {
            case Event.Proposed p when !p.proposer().equals("seed") -> proposed.put(p.ticket(), p);
            case Event.Scored s -> {
              outcomes.put(s.ticket(), s.outcome());
              order.add(s.ticket());
            }
            case Event.Admitted a -> admitted.add(a.ticket());
            default -> {}
          }
        });
    List<Trial> trials = new ArrayList<>();
    for (long ticket : order) {
      Event.Proposed p = proposed.get(ticket);
      Outcome outcome = outcomes.get(ticket);
      if (p != null && outcome != null) {
        trials.add(
            new Trial(
                ticket,
                p.round(),
                p.proposer(),
                p.parents(),
                candidate(journal, p.candidate()),
                outcome,
                admitted.contains(ticket)));
      }
    }
    return trials;
  }

  private static Candidate candidate(MemoryJournal journal, Hash id) {
    return Candidate.ofCanonical(journal.blob(id).orElseThrow());
  }
}
