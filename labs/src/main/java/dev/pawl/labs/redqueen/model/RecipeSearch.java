package dev.pawl.labs.redqueen.model;

import dev.pawl.Bounds;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.Score;
import dev.pawl.engine.Contest;
import dev.pawl.engine.Improver.Watch;
import dev.pawl.labs.redqueen.model.Learning.Squared;
import dev.pawl.labs.squared.Screen;
import dev.pawl.labs.squared.operators.Operators;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.lm.Model;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Trained;
import dev.pawl.lm.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// Looks for a better recipe to give lessons by, on the lessons that the run has made itself.
///
/// Some candidates train on the same texts as the recipe in use, and the best is set against it:
/// pair by pair, on texts drawn anew and on another part of what is held out, until it is shown to
/// be better or given up. All of it together may cost a share of what the run has spent; what does
/// not fit waits for the next round, also in the middle of a contest.
final class RecipeSearch {

  private static final int TRIES = 32;

  /// A recipe that trains with cheaper updates gets more texts; so many times as many are enough.
  static final int TEXTS_FACTOR = 3;

  private static final Score NOBODY = new Score(0, Bounds.UNIT, List.of(), List.of(), "");

  private final Squared squared;
  private final Learning learning;
  private final Recipe human;
  private final Trainer trainer;
  private final List<Recipe> people;
  private final List<Proposer> proposers;

  RecipeSearch(Squared squared, Learning learning, Recipe human, Trainer trainer) {
    this.squared = squared;
    this.learning = learning;
    this.human = human;
    this.trainer = trainer;
    this.people = References.TRAINING.stream().map(References::recipe).toList();
    this.proposers = Operators.all(people);
  }

  /// What a lesson's part of the search came to.
  ///
  /// @param found for the lesson's description
  record Step(Syllabus syllabus, Map<String, Object> found, long flops) {}

  /// One training of the search.
  ///
  /// @param loss on what is held out, in bits a token; empty if it failed
  private record Tried(OptionalDouble loss, long flops) {}

  /// Texts and what is held out, for trainings that are compared.
  private record Ground(Model start, List<Example> texts, Texts heldOut, long budget) {

    /// The most that a training costs with the losses before and after it.
    long flopsMax() {
      return budget + 2 * Drill.forward(start.shape(), heldOut.examples());
    }
  }

  /// Goes on as far as the share reaches; empty if it was told to stop.
  Optional<Step> step(Model start, Curriculum curriculum, Syllabus before, Draw draw, Watch watch) {
    Syllabus now = before;
    List<Object> tried = new ArrayList<>();
    List<Object> decided = new ArrayList<>();
    for (int i = 0; decided.stream().noneMatch(RecipeSearch::won); i++) {
      boolean searches = now.open().isEmpty();
      Optional<Ground> ground =
          ground(start, curriculum, searches ? 0 : 1, draw.purpose("squared " + i));
      if (ground.isEmpty()
          || room(before, now, watch)
              < (searches ? squared.candidates() + 1 : 2) * (double) ground.get().flopsMax()) {
        break;
      }
      if (watch.isStopWanted()) {
        return Optional.empty();
      }
      watch.tell(
          searches
              ? "looking for a better recipe"
              : "recipe, pair %d".formatted(now.open().orElseThrow().differences().size() + 1));
      now =
          searches
              ? searched(ground.get(), now, draw.purpose("candidates " + i), tried)
              : paired(ground.get(), now, decided);
    }
    Map<String, Object> found = new TreeMap<>(now.describe());
    found.put("tried", tried);
    found.put("decided", decided);
    return Optional.of(new Step(now, found, now.flops() - before.flops()));
  }

  private static boolean won(Object decided) {
    return decided instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("won"));
  }

  private double room(Syllabus before, Syllabus now, Watch watch) {
    double compute = watch.compute() + now.flops() - before.flops();
    return squared.share() * compute - now.flops();
  }

  private Optional<Ground> ground(Model start, Curriculum curriculum, int part, Draw draw) {
    Optional<Texts> heldOut = curriculum.heldOut(part, draw.purpose("held out"));
    int tokens = (int) Math.max(1, Math.round(learning.tokens() * squared.tokens()));
    List<Example> plain = curriculum.texts(tokens, draw);
    return heldOut.map(held ->
        new Ground(
            start,
            curriculum.texts(TEXTS_FACTOR * tokens, draw),
            held,
            Drill.flops(human, start.shape(), plain, learning.batch())));
  }

  private Syllabus searched(Ground ground, Syllabus now, Draw draw, List<Object> tried) {
    Tried own = train(now.recipe(), ground);
    long flops = own.flops();
    Optional<Recipe> best = Optional.empty();
    double bestGain = 0;
    for (int i = 0; i < squared.candidates(); i++) {
      Map<String, Object> entry = new TreeMap<>();
      Optional<Recipe> candidate = propose(now.recipe(), draw.purpose("candidate " + i), entry);
      if (candidate.isEmpty()) {
        continue;
      }
      Tried other = train(candidate.get(), ground);
      flops += other.flops();
      if (own.loss().isPresent() && other.loss().isPresent()) {
        double gain = own.loss().getAsDouble() - other.loss().getAsDouble();
        entry.put("gain", gain);
        if (gain > bestGain && squared.isWorthAContest(gain)) {
          bestGain = gain;
          best = candidate;
        }
      }
      tried.add(entry);
    }
    Syllabus after = now.spending(flops);
    return best.map(after::opening).orElse(after);
  }

  private Syllabus paired(Ground ground, Syllabus now, List<Object> decided) {
    Recipe contender = now.open().orElseThrow().recipe();
    Tried own = train(now.recipe(), ground);
    Tried other = train(contender, ground);
    Syllabus seen = now.spending(own.flops() + other.flops()).seeing(difference(own, other));
    Contest contest = seen.contest(squared);
    if (contest.isOpen()) {
      return seen;
    }
    List<Double> differences = seen.open().orElseThrow().differences();
    Map<String, Object> entry = new TreeMap<>();
    entry.put("recipe", RecipeWriter.text(contender));
    entry.put("parent", RecipeWriter.text(now.recipe()));
    entry.put("attempt", now.attempts());
    entry.put("pairs", differences.size());
    entry.put(
        "gain", squared.unit() * differences.stream().mapToDouble(d -> d).average().orElseThrow());
    entry.put("evidence", contest.evidence());
    entry.put("needed", contest.needed());
    entry.put("won", contest.isWon());
    decided.add(entry);
    return seen.decided(contest.isWon() ? contender : now.recipe());
  }

  /// What fails counts against the contender, on whichever side it is.
  private double difference(Tried own, Tried other) {
    if (other.loss().isEmpty()) {
      return -1;
    }
    return own.loss().isEmpty()
        ? 0
        : Math.clamp(
            (own.loss().getAsDouble() - other.loss().getAsDouble()) / squared.unit(), -1, 1);
  }

  private Tried train(Recipe recipe, Ground ground) {
    Optional<Job> job =
        Drill.job(
            recipe,
            ground.start(),
            ground.texts(),
            ground.heldOut(),
            learning.batch(),
            ground.budget());
    if (job.isEmpty()) {
      return new Tried(OptionalDouble.empty(), 0);
    }
    Trained trained = trainer.train(job.get(), _ -> {}, () -> false);
    return new Tried(
        trained.ending() instanceof Ending.Done
            ? OptionalDouble.of(trained.lossAfter() / StrictMath.log(2))
            : OptionalDouble.empty(),
        trained.flops());
  }

  /// A recipe that differs from the one in use in what counts here.
  private Optional<Recipe> propose(Recipe current, Draw draw, Map<String, Object> entry) {
    for (int i = 0; i < TRIES; i++) {
      Draw each = draw.purpose("try " + i);
      Proposer proposer = proposers.get(each.purpose("who").nextInt(proposers.size()));
      List<Elite> parents = new ArrayList<>();
      for (int p = 0; p < proposer.parents(); p++) {
        Recipe parent =
            p == 0 ? current : people.get(each.purpose("parent " + p).nextInt(people.size()));
        parents.add(new Elite(parent.candidate(), NOBODY, 1));
      }
      Optional<Recipe> made =
          proposer.propose(parents, each.purpose("propose"))
                      instanceof Proposer.Proposal.Wrote(var candidate, var _)
                  && RecipeReader.read(candidate) instanceof Reading.Read(var read)
              ? Optional.of(within(current, read))
              : Optional.empty();
      if (made.isPresent() && !made.get().equals(current) && Screen.of(made.get()).isEmpty()) {
        entry.put("proposer", proposer.name());
        entry.put("recipe", RecipeWriter.text(made.get()));
        return made;
      }
    }
    return Optional.empty();
  }

  /// `other` with the model and the data of `current`: those are fixed by the study.
  static Recipe within(Recipe current, Recipe other) {
    return new Recipe(
        current.model(),
        current.data(),
        other.token(),
        current.pair(),
        other.rule(),
        other.schedule());
  }

  /// How much worse `other` trains than `recipe`, in bits a token, for each of some draws of texts;
  /// what fails is not counted.
  ///
  /// @param costs is told what each training cost
  List<Double> losses(
      Recipe recipe,
      Recipe other,
      Model start,
      Curriculum curriculum,
      Draw draw,
      LongConsumer costs) {
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i < squared.reversals(); i++) {
      Optional<Ground> ground = ground(start, curriculum, 1, draw.purpose("reversal " + i));
      if (ground.isPresent()) {
        Tried own = train(recipe, ground.get());
        Tried back = train(other, ground.get());
        costs.accept(own.flops() + back.flops());
        if (own.loss().isPresent() && back.loss().isPresent()) {
          losses.add(back.loss().getAsDouble() - own.loss().getAsDouble());
        }
      }
    }
    return losses;
  }
}
