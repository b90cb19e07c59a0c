package dev.pawl.labs.squared;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.labs.squared.Examiner.Exam;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/// With what share of its FLOPs a recipe reaches the loss that the reference has at the end, on a
/// source and a size of model that the search never meets. Each point of a curve is a training of
/// its own, planned to that many FLOPs: a schedule that was cut off is no schedule.
final class Reach {

  /// Where it trains, of all FLOPs: even steps.
  static final List<Double> SHARES = List.of(0.25, 0.5, 0.75, 1.0);

  /// Stands for: not with all of them.
  static final double NEVER = 2;

  /// The split of its measurements.
  static final String SPLIT = "transfer";

  static final String SHARE = "share of FLOPs to the reference’s loss";
  static final String OWN_CURVE = "excess bits, champion";
  static final String REFERENCE_CURVE = "excess bits, tuned reference";

  private Reach() {}

  /// The share, and both curves, whose results are one a share.
  ///
  /// @param seed of the run
  static List<Measurement> measure(
      Examiner examiner,
      Sealing sealing,
      Recipe reference,
      Recipe champion,
      long seed,
      ExecutorService workers) {
    List<Callable<Exam>> trainings = new ArrayList<>();
    for (Recipe recipe : List.of(reference, champion)) {
      for (double share : SHARES) {
        for (int i = 0; i < sealing.reachSeeds(); i++) {
          Draw draw = Draw.of(seed, i, "reach");
          Task task = sealing.task(sealing.kinds().get(i % sealing.kinds().size()), draw);
          long flops = Math.round(share * sealing.flops());
          trainings.add(() -> examiner.examOrNot(recipe, task, flops, Sealing.seed(draw)));
        }
      }
    }
    List<Exam> exams = Examiner.inTurn(trainings, workers);
    int half = exams.size() / 2;
    List<Exam> references = exams.subList(0, half);
    List<Exam> own = exams.subList(half, exams.size());
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < sealing.reachSeeds(); i++) {
      shares.add(share(curve(own, i), curve(references, i).getLast()));
    }
    List<Double> ownMeans = means(own, sealing.reachSeeds());
    List<Double> referenceMeans = means(references, sealing.reachSeeds());
    return List.of(
        new Measurement(SPLIT, SHARE, share(ownMeans, referenceMeans.getLast()), shares, Cost.NONE),
        new Measurement(SPLIT, OWN_CURVE, ownMeans.getLast(), ownMeans, cost(own)),
        new Measurement(
            SPLIT, REFERENCE_CURVE, referenceMeans.getLast(), referenceMeans, cost(references)));
  }

  private static Cost cost(List<Exam> exams) {
    return Cost.flops(exams.stream().mapToLong(Exam::flops).sum());
  }

  /// One excess a share.
  private static List<Double> curve(List<Exam> exams, int number) {
    int seeds = exams.size() / SHARES.size();
    List<Double> curve = new ArrayList<>();
    for (int i = 0; i < SHARES.size(); i++) {
      curve.add(exams.get(i * seeds + number).excess());
    }
    return curve;
  }

  private static List<Double> means(List<Exam> exams, int seeds) {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < SHARES.size(); i++) {
      means.add(
          exams.subList(i * seeds, (i + 1) * seeds).stream()
              .mapToDouble(Exam::excess)
              .average()
              .orElseThrow());
    }
    return means;
  }

  /// The first share at which `curve` is as low as `goal`, in a line between its points; what is
  /// reached before the first point counts as reached there.
  static double share(List<Double> curve, double goal) {
    for (int i = 0; i < curve.size(); i++) {
      if (curve.get(i) <= goal) {
        if (i == 0) {
          return SHARES.getFirst();
        }
        double above = curve.get(i - 1) - goal;
        double part = above / (curve.get(i - 1) - curve.get(i));
        return SHARES.get(i - 1) + part * (SHARES.get(i) - SHARES.get(i - 1));
      }
    }
    return NEVER;
  }
}
