package dev.pawl.cli;

import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.labs.Study;
import dev.pawl.labs.programs.writer.Asking;
import dev.pawl.labs.programs.writer.RemoteModels;
import dev.pawl.llm.Keys;
import dev.pawl.llm.Sleeper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Hands the keys of model servers to a run. This is the only place that reads them, from the
/// environment variables that the study names.
final class ModelAccess {

  private ModelAccess() {}

  /// Refuses a run whose models cannot be asked, before there is anything of it.
  static void check(Study study) {
    if (study.lab() instanceof Asking lab && lab.models().isPresent()) {
      RemoteModels models = lab.models().get();
      List<String> problems = models.problems(keys(models), lab.promptBytesMax());
      if (!problems.isEmpty()) {
        throw new Refusal(String.join("; ", problems));
      }
    }
  }

  /// Makes the models ready; nothing happens where there are none.
  static void open(Study study, RunDirectory directory, Mode mode) throws IOException {
    if (study.lab() instanceof Asking lab && lab.models().isPresent() && mode != Mode.REPLAY) {
      RemoteModels models = lab.models().get();
      boolean records = mode == Mode.RUN;
      try {
        models.open(
            directory.folder(),
            records,
            records ? keys(models) : Keys.NONE,
            Clock.system(),
            Sleeper.system());
      } catch (IllegalArgumentException e) {
        throw new Refusal(String.valueOf(e.getMessage()));
      }
    }
  }

  /// Why the models of a run cannot be asked any more, if so.
  static Optional<String> refusal(Study study) {
    return study.lab() instanceof Asking lab
        ? lab.models().flatMap(RemoteModels::refusal)
        : Optional.empty();
  }

  /// What a run has spent on its models; empty if it has none.
  static String spent(Study study) {
    return study.lab() instanceof Asking lab && lab.models().isPresent()
        ? lab.models()
            .map(RemoteModels::spent)
            .map(spent ->
                "  models     $%.6f, %,d requests, %,d tokens%n"
                    .formatted(spent.dollars(), spent.requests(), spent.tokens()))
            .orElse("")
        : "";
  }

  private static Keys keys(RemoteModels models) {
    try {
      return Keys.of(models.keyNames(), name -> Optional.ofNullable(System.getenv(name)));
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }
}
