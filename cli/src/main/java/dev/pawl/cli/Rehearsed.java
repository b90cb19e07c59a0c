package dev.pawl.cli;

import dev.pawl.Draw;
import dev.pawl.Outcome;
import dev.pawl.labs.Study;
import dev.pawl.labs.programs.evolution.Inspection;
import dev.pawl.labs.programs.evolution.ProgramsLab;
import dev.pawl.labs.programs.task.MachineFault;
import java.io.PrintWriter;
import java.util.Optional;

/// Scores the seed of a task before a run begins, so that a task that cannot run is refused with a
/// reason and leaves no run behind.
final class Rehearsed {

  private Rehearsed() {}

  /// Nothing happens where the lab is another.
  static void seed(Study study, PrintWriter err) {
    if (!(study.lab() instanceof ProgramsLab lab)) {
      return;
    }
    try {
      lab.task().lacks().forEach(lack -> err.printf("this task lacks %s%n", lack));
      Outcome outcome =
          lab.scoring().score(lab.task().seed(), Draw.of(study.terms().seed(), 0, "rehearsal"));
      Optional<String> complaint = Inspection.complaint(outcome);
      if (complaint.isPresent()) {
        throw new Refusal("%s; `pawl check` tells more".formatted(complaint.get().strip()));
      }
    } catch (MachineFault e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }
}
