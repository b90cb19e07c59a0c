package dev.pawl.labs.squared.writer;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What came of recipes, as far as it is told to models. Part of the fold: [#observe] is the only
/// change.
public final class Talks {

  private static final int BEST_MAX = 4;
  private static final int OWN_MAX = 4;

  private List<Told> best = List.of();
  private final Map<String, List<Told>> own = new HashMap<>();
  private final Set<Hash> known = new HashSet<>();

  /// A recipe, and what a model is told about it.
  record Told(Candidate candidate, double value, String outcome) {

    /// What its author expected; empty if that is not known.
    String thought() {
      return candidate.files().getOrDefault(RecipeWriter.THOUGHT, "");
    }
  }

  /// What was known at one moment; does not change.
  ///
  /// @param best the best last
  /// @param own what the model that is asked wrote before, the newest last
  record View(List<Told> best, List<Told> own, Set<Hash> known) {}

  /// Takes note of a trial.
  public void observe(Trial trial) {
    known.add(plain(trial.candidate()).id());
    Told told =
        switch (trial.outcome()) {
          case Outcome.Finished(var score) ->
              new Told(
                  trial.candidate(),
                  score.value(),
                  "Score %s: %s.".formatted(score.value(), score.feedback()));
          case Outcome.Refused(var reason) -> failed(trial, "It was refused: " + reason);
          case Outcome.Crashed(var reason) -> failed(trial, "Its training failed: " + reason);
          case Outcome other -> failed(trial, "It failed: " + other.getClass().getSimpleName());
        };
    if (trial.proposer().startsWith(RecipeWriting.NAME)) {
      List<Told> mine = new ArrayList<>(own.getOrDefault(trial.proposer(), List.of()));
      mine.add(told);
      own.put(
          trial.proposer(),
          List.copyOf(mine.subList(Math.max(0, mine.size() - OWN_MAX), mine.size())));
    }
    if (trial.outcome() instanceof Outcome.Finished) {
      List<Told> all = new ArrayList<>(best);
      all.add(told);
      all.sort(Comparator.comparingDouble(Told::value));
      best = List.copyOf(all.subList(Math.max(0, all.size() - BEST_MAX), all.size()));
    }
  }

  /// The recipe alone: with another thought it is the same one.
  static Candidate plain(Candidate candidate) {
    String text = candidate.files().get(RecipeWriter.FILE);
    return text == null ? candidate : Candidate.of(RecipeWriter.FILE, text);
  }

  private static Told failed(Trial trial, String outcome) {
    return new Told(trial.candidate(), Double.NEGATIVE_INFINITY, outcome);
  }

  View view(String proposer) {
    return new View(best, own.getOrDefault(proposer, List.of()), Set.copyOf(known));
  }
}
