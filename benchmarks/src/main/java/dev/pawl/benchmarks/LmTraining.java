package dev.pawl.benchmarks;

import dev.pawl.Draw;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.train.Corpus;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Progress;
import dev.pawl.lm.train.Recipe;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import dev.pawl.lm.train.Trained;
import dev.pawl.lm.train.WorkerTrainer;
import dev.pawl.lm.train.WorkerTrainer.Launch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// How many tokens a second are trained on, for models of three sizes, with one thread, with two,
/// and with two workers of one thread each. The median step counts, so that a busy moment of the
/// machine does not.
///
/// Arguments: the size of the models (`small`, `middle`, `large`; all without any) and the steps.
public final class LmTraining {

  private static final int VOCABULARY = 128;
  private static final int CONTEXT = 128;
  private static final int BATCH = 32;
  private static final int STEPS = 30;

  /// Until the worker is warm.
  private static final int STEPS_WARM = 8;

  private record Model(String name, int layers, int width) {

    Shape shape() {
      int heads = width / 32;
      return new Shape(
          VOCABULARY,
          CONTEXT,
          layers,
          width,
          heads,
          heads,
          4 * width,
          Norm.RMS,
          Position.ROPE,
          Activation.RELU2,
          true,
          true,
          0);
    }
  }

  private LmTraining() {}

  /// Prints a table.
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    List<Model> models =
        Stream.of(new Model("small", 2, 64), new Model("middle", 3, 96), new Model("large", 4, 128))
            .filter(model -> args.length == 0 || args[0].equals(model.name))
            .toList();
    int steps = args.length < 2 ? STEPS : Integer.parseInt(args[1]);
    System.out.println(
        "model   optimiser  1 thread  2 threads  ratio  2 workers  ratio  (tokens/s)");
    for (Model model : models) {
      for (Optimizer optimizer : Optimizer.values()) {
        Job job = job(model.shape(), optimizer, steps);
        double one = tokensPerSecond(job, 1, 1);
        double two = tokensPerSecond(job, 2, 1);
        double both = tokensPerSecond(job, 1, 2);
        System.out.printf(
            Locale.ROOT,
            "%-7s %-9s %9.0f %10.0f %6.2f %10.0f %6.2f%n",
            model.name,
            optimizer,
            one,
            two,
            two / one,
            both,
            both / one);
      }
    }
  }

  private static Job job(Shape shape, Optimizer optimizer, int steps) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 2 * BATCH; i++) {
      Draw draw = Draw.of(1, i, "text");
      int[] tokens = draw.ints(CONTEXT + 1, 0, VOCABULARY).toArray();
      examples.add(new Example(Tokens.of(tokens), 0, 1));
    }
    Recipe recipe =
        new Recipe(
            new NextToken(), optimizer, Schedule.CONSTANT, 1e-3, 0.01, 0, 1, BATCH, steps, 1);
    Corpus heldOut = new Texts(examples.subList(0, 1));
    return Job.fresh(shape, "numbers", recipe, new Texts(examples), heldOut);
  }

  /// Of all workers together.
  private static double tokensPerSecond(Job job, int threads, int workers)
      throws InterruptedException, ExecutionException {
    try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
      List<Future<Double>> each =
          executor.invokeAll(Collections.nCopies(workers, () -> tokensPerSecond(job, threads)));
      double sum = 0;
      for (Future<Double> one : each) {
        sum += one.get();
      }
      return sum;
    }
  }

  private static double tokensPerSecond(Job job, int threads) {
    List<Long> nanos = new ArrayList<>();
    try (WorkerTrainer trainer = new WorkerTrainer(new Launch(threads))) {
      Trained trained =
          trainer.train(job, (Progress progress) -> nanos.add(System.nanoTime()), () -> false);
      if (nanos.size() < job.recipe().steps()) {
        throw new IllegalStateException(trained.ending().toString());
      }
    }
    double[] steps = new double[nanos.size() - STEPS_WARM];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = nanos.get(i + STEPS_WARM) - nanos.get(i + STEPS_WARM - 1);
    }
    Arrays.sort(steps);
    return BATCH * CONTEXT / (steps[steps.length / 2] / 1e9);
  }
}
