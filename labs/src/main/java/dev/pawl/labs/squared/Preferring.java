package dev.pawl.labs.squared;

import dev.pawl.Draw;
import dev.pawl.labs.squared.Examiner.Exam;
import dev.pawl.labs.squared.Plan.Unfit;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.labs.squared.task.Taste;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.decode.Decoder;
import dev.pawl.lm.decode.Request;
import dev.pawl.lm.decode.Sample;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.train.Corpus.Pair;
import dev.pawl.lm.train.Corpus.Pairs;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Objective;
import dev.pawl.lm.train.Objective.Loss;
import dev.pawl.lm.train.Procedure;
import dev.pawl.lm.train.Procedure.Turn;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import dev.pawl.lm.train.Trained;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An examination in learning from preferences: half of the FLOPs train a reference to predict, by
/// the recipe that most models are trained with; the other half go on from it on pairs, by the
/// recipe's loss of pairs, updates and schedule.
///
/// **What is measured** is reward at matched divergence, and not how far a loss went: policies
/// between the reference and what was trained, by interpolated weights (as in Ramé et al. 2024),
/// draw a curve of reward against divergence from the source, which is exact; where it passes a
/// given divergence, the reward is read off. What is reported is how much less it is than the best
/// that any policy can have there, which is known exactly or well, so zero is perfect. A policy
/// that never gets so far is taken where it ends.
final class Preferring {

  /// A sequence may diverge by so many nats a token.
  static final double NATS_A_TOKEN = 0.1;

  private static final double[] SHARES = {0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1};
  private static final int SAMPLES = 192;

  private final Workshop workshop;
  private final Recipe recipe;
  private final Task task;
  private final long flops;

  Preferring(Workshop workshop, Recipe recipe, Task task, long flops) {
    this.workshop = workshop;
    this.recipe = recipe;
    this.task = task;
    this.flops = flops;
  }

  /// A point of the curve.
  ///
  /// @param nats of divergence from the source, a sequence
  private record Point(double nats, double reward) {}

  /// The examination.
  ///
  /// @throws Unfit if the recipe cannot be carried out
  Exam exam(long seed) {
    List<Turn> turns = turns(recipe, task, flops / 2);
    Trained reference = workshop.train(predicting(recipe, task, flops).job(seed));
    Optional<String> failed = failure(reference);
    if (failed.isPresent()) {
      return failed(seed, reference.flops(), "the reference: " + failed.get());
    }
    Trained trained = workshop.train(job(reference.model(), turns, seed));
    long spent = reference.flops() + trained.flops();
    failed = failure(trained);
    if (failed.isPresent()) {
      return failed(seed, spent, failed.get());
    }
    List<Point> curve = new ArrayList<>();
    for (double share : SHARES) {
      Decoder decoder = new Decoder(between(reference.model(), trained.model(), share));
      List<Sample> samples = decoder.sample(requests());
      spent += samples.stream().mapToLong(Sample::flops).sum();
      curve.add(point(samples));
    }
    double nats = NATS_A_TOKEN * task.context();
    double best = liking().best(nats, task.context() + 1);
    return new Exam(
        task,
        seed,
        Math.clamp(best - at(curve, nats), Examiner.EXCESS_MIN, Examiner.EXCESS_MAX),
        spent,
        Optional.empty());
  }

  /// The most that an examination costs.
  ///
  /// @throws Unfit if the recipe cannot be carried out
  static long flopsWithExams(Recipe recipe, Task task, long flops) {
    Plan plan = predicting(recipe, task, flops);
    turns(recipe, task, flops / 2);
    long sampling = (long) SHARES.length * SAMPLES * plan.shape().flops(task.context() + 1);
    return plan.flopsWithExams()
        + flops / 2
        + 2L * Task.EXAMINED * plan.shape().flops(task.context())
        + sampling;
  }

  /// How the reference is trained; its model is the recipe's.
  private static Plan predicting(Recipe recipe, Task task, long flops) {
    if (!recipe.model().isStandard()) {
      throw new Unfit("the model has an activation or a block that policies cannot be drawn from");
    }
    Recipe by = References.recipe(References.TRAINING.getFirst());
    Recipe plain =
        new Recipe(
            recipe.model(), by.data(), by.token(), Optional.empty(), by.rule(), by.schedule());
    return Plan.of(plain, task, flops / 2);
  }

  private static List<Turn> turns(Recipe recipe, Task task, long flops) {
    Formula pair = pair(recipe);
    Shape shape = recipe.model().shape(task.lessons().vocabulary(), task.context(), task.scale());
    int forwards = pair.reads("rc") || pair.reads("rr") ? 4 : 3;
    long update = recipe.rule().flops(shape);
    List<Turn> turns = new ArrayList<>();
    long spent = 0;
    while (turns.size() < Plan.STEPS_MAX) {
      double t = (double) spent / flops;
      int batch = Plan.whole(recipe.data().batch(), t, t, 1, Plan.BATCH_MAX);
      long cost = 2L * forwards * batch * shape.flops(task.context()) + update;
      if (spent + cost > flops) {
        break;
      }
      spent += cost;
      double s = (double) spent / flops;
      turns.add(Plan.step(recipe, batch, task.context(), 1, t, s).turn());
    }
    if (turns.size() < Plan.STEPS_MIN || turns.size() == Plan.STEPS_MAX) {
      throw new Unfit(
          "the FLOPs are enough for %d steps on pairs; they must be from %d to %d"
              .formatted(turns.size(), Plan.STEPS_MIN, Plan.STEPS_MAX));
    }
    return turns;
  }

  private static Formula pair(Recipe recipe) {
    return recipe
        .pair()
        .orElseThrow(() ->
            new Unfit("the recipe has no loss of pairs; begin with one that has, such as dpo"));
  }

  private Job job(Model reference, List<Turn> turns, long seed) {
    List<Pair> lessons = new ArrayList<>();
    for (Turn turn : turns) {
      for (int i = 0; i < turn.examples(); i++) {
        lessons.add(task.pair(Draw.of(seed, lessons.size(), "pair"), task.context()));
      }
    }
    // Of the kind, only whether it needs a reference counts: SimPO has one where the formula does.
    var choices =
        new dev.pawl.lm.train.Recipe(
            new Objective.Preference(Loss.SIMPO, 1),
            Optimizer.ADAMW,
            Schedule.CONSTANT,
            0,
            0,
            0,
            recipe.schedule().clip(),
            1,
            turns.size(),
            seed);
    Procedure procedure =
        new Procedure(pair(recipe), recipe.rule(), Optional.empty(), Optional.empty(), turns);
    return new Job(reference, choices, new Pairs(lessons), task.exams()).by(procedure);
  }

  /// All policies begin with the same tokens and the same chance.
  private List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      int first = task.lessons().sample(Draw.of(task.seed(), i, "first"), 2)[0];
      requests.add(
          new Request(
              Tokens.of(first), task.context(), 1, 1, null, -1, Draw.of(task.seed(), i, "policy")));
    }
    return requests;
  }

  private Point point(List<Sample> samples) {
    double nats = 0;
    double reward = 0;
    for (int i = 0; i < samples.size(); i++) {
      int first = task.lessons().sample(Draw.of(task.seed(), i, "first"), 2)[0];
      int[] tokens = Tokens.of(first).plus(samples.get(i).tokens()).toArray();
      nats += samples.get(i).logProbability() + task.lessons().nats(tokens);
      reward += liking().reward(tokens);
    }
    return new Point(nats / samples.size(), reward / samples.size());
  }

  private Taste liking() {
    return task.liking().orElseThrow();
  }

  /// The reward where the curve first reaches `nats`.
  private static double at(List<Point> curve, double nats) {
    Point before = curve.getFirst();
    for (Point point : curve) {
      if (point.nats >= nats) {
        double share =
            point.nats > before.nats ? (nats - before.nats) / (point.nats - before.nats) : 0;
        return before.reward + Math.clamp(share, 0, 1) * (point.reward - before.reward);
      }
      before = point;
    }
    return before.reward;
  }

  private static Model between(Model from, Model to, double share) {
    Map<String, float[]> weights = new TreeMap<>();
    from.weights()
        .forEach((name, start) -> {
          float[] end = to.weight(name);
          float[] mixed = new float[start.length];
          for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) (start[i] + share * (end[i] - start[i]));
          }
          weights.put(name, mixed);
        });
    return new Model(from.shape(), from.tokenizer(), weights);
  }

  private Exam failed(long seed, long spent, String reason) {
    return new Exam(task, seed, Examiner.EXCESS_MAX, spent, Optional.of(reason));
  }

  private static Optional<String> failure(Trained trained) {
    return switch (trained.ending()) {
      case Ending.Done() -> Optional.empty();
      case Ending.Stopped _ -> Optional.of("the training was stopped");
      case Ending.Diverged(int step, String reason) ->
          Optional.of("diverged at step %d: %s".formatted(step, reason));
      case Ending.Crashed(String reason) -> Optional.of("the training crashed: " + reason);
    };
  }
}
