package dev.pawl.lm.train;

import dev.pawl.lm.Model;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Tensor;
import dev.pawl.lm.train.Ending.Diverged;
import dev.pawl.lm.train.Ending.Done;
import dev.pawl.lm.train.Ending.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One training as it runs.
final class Training {

  private final Torch torch;
  private final Job job;
  private final Recipe recipe;
  private final Parameters parameters;
  private final Descent descent;
  private final Goal goal;
  private final IntFunction<List<Integer>> order;
  private final long updateFlops;
  private final List<Progress> curve = new ArrayList<>();
  private double lossBefore;
  private long tokensBefore;
  private long flopsBefore;
  private long measuringFlops;

  Training(Torch torch, Job job) {
    this.torch = torch;
    this.job = job;
    this.recipe = job.recipe();
    this.parameters = new Parameters(torch, job.start());
    Procedure procedure = job.procedure();
    this.descent =
        procedure == null
            ? new Update(torch, parameters, recipe)
            : new RuledDescent(torch, parameters, procedure);
    this.goal = new Goal(torch, job, parameters);
    Order shuffled = new Order(recipe.seed(), job.corpus().size(), recipe.batch());
    this.order = procedure == null ? shuffled::of : inTurn(procedure);
    this.updateFlops =
        procedure == null
            ? Flops.update(job.start().shape(), recipe.optimizer())
            : procedure.rule().flops(job.start().shape());
  }

  /// The examples of each step, one after the other.
  private static IntFunction<List<Integer>> inTurn(Procedure procedure) {
    List<Procedure.Turn> turns = procedure.turns();
    int[] starts = new int[turns.size() + 1];
    for (int i = 0; i < turns.size(); i++) {
      starts[i + 1] = starts[i] + turns.get(i).examples();
    }
    return step -> IntStream.range(starts[step], starts[step + 1]).boxed().toList();
  }

  Trained run(Consumer<Progress> watch, BooleanSupplier stop) {
    begin();
    while (curve.size() < recipe.steps()) {
      if (stop.getAsBoolean()) {
        return finish(new Stopped(checkpoint().write()));
      }
      Progress progress = torch.scope(() -> step(curve.size()));
      curve.add(progress);
      watch.accept(progress);
      String divergence = Divergence.of(curve);
      if (divergence != null) {
        return diverged(divergence);
      }
    }
    return finish(new Done());
  }

  private void begin() {
    Checkpoint checkpoint = job.checkpoint();
    if (checkpoint == null) {
      lossBefore = measure();
      return;
    }
    State state = State.read(checkpoint, job);
    lossBefore = state.lossBefore();
    curve.addAll(state.curve());
    if (!curve.isEmpty()) {
      tokensBefore = curve.getLast().tokens();
      flopsBefore = curve.getLast().flops();
    }
    List<Tensor> kept = kept();
    for (int i = 0; i < kept.size(); i++) {
      kept.get(i).setInPlace(state.numbers().get(i));
    }
  }

  private State checkpoint() {
    List<float[]> numbers = kept().stream().map(Tensor::toFloats).toList();
    return new State(State.fingerprint(job), lossBefore, curve, numbers);
  }

  private List<Tensor> kept() {
    List<Tensor> kept = new ArrayList<>(List.of(parameters.values()));
    kept.addAll(descent.state());
    return kept;
  }

  private Progress step(int step) {
    parameters.gradients().zeroInPlace();
    Procedure procedure = job.procedure();
    Goal.Measured measured = goal.on(order.apply(step), step);
    measured.loss().backward();
    double norm = parameters.gradients().norm().toDouble();
    double learningRate =
        procedure == null ? recipe.learningRateAt(step) : procedure.turns().get(step).rate();
    if (Double.isFinite(norm)) {
      torch.withoutGradient(() -> change(step + 1, norm, learningRate));
    }
    long flops = measured.flops() + updateFlops;
    Progress last = curve.isEmpty() ? null : curve.getLast();
    return new Progress(
        step + 1,
        recipe.steps(),
        measured.shown().toDouble(),
        norm,
        learningRate,
        measured.tokens() + (last == null ? 0 : last.tokens()),
        flops + (last == null ? 0 : last.flops()));
  }

  private @Nullable Void change(int step, double norm, double learningRate) {
    if (recipe.clip() > 0 && norm > recipe.clip()) {
      parameters.gradients().timesInPlace(recipe.clip() / norm);
    }
    descent.step(step, learningRate);
    return null;
  }

  /// The loss on what is held out.
  private double measure() {
    Goal.Held held = goal.onHeldOut();
    measuringFlops += held.flops();
    return held.loss();
  }

  private Trained finish(Ending ending) {
    double lossAfter = measure();
    double norm = parameters.values().norm().toDouble();
    if (!Double.isFinite(lossAfter) || !Double.isFinite(norm)) {
      return diverged(
          "the held-out loss is %s and the norm of the weights %s".formatted(lossAfter, norm));
    }
    return trained(ending, parameters.model(job.start().tokenizer()), lossAfter);
  }

  private Trained diverged(String reason) {
    return trained(new Diverged(curve.size(), reason), job.start(), lossBefore);
  }

  private Trained trained(Ending ending, Model model, double lossAfter) {
    long tokens = curve.isEmpty() ? 0 : curve.getLast().tokens();
    long flops = curve.isEmpty() ? 0 : curve.getLast().flops();
    return new Trained(
        ending,
        model,
        curve,
        lossBefore,
        lossAfter,
        tokens - tokensBefore,
        flops - flopsBefore + measuringFlops);
  }
}
