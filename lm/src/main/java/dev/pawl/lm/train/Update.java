package dev.pawl.lm.train;

import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Tensor;
import dev.pawl.lm.train.Recipe.Optimizer;
import java.util.List;

/// A step of the optimiser. AdamW takes everything, or everything behind what Muon takes.
final class Update implements Descent {

  private static final double FIRST_MOMENT = 0.9;
  private static final double SECOND_MOMENT = 0.95;
  private static final double EPSILON = 1e-8;

  private static final double MOMENTUM = 0.95;

  /// The quintic of Jordan 2024: steepest at 0, all singular values end near 1.
  private static final double[] QUINTIC = {3.4445, -4.7750, 2.0315};

  static final int NEWTON_SCHULZ_STEPS = 5;

  /// The root mean square of an update of AdamW, which Muon's are scaled to (Liu et al. 2025).
  private static final double UPDATE_SIZE = 0.2;

  private final Parameters parameters;
  private final double weightDecay;
  private final long adamFrom;
  private final Tensor first;
  private final Tensor second;
  private final Tensor momentum;

  Update(Torch torch, Parameters parameters, Recipe recipe) {
    this.parameters = parameters;
    this.weightDecay = recipe.weightDecay();
    this.adamFrom = recipe.optimizer() == Optimizer.MUON ? parameters.inBlocks() : 0;
    this.first = torch.zeros(parameters.size() - adamFrom);
    this.second = torch.zeros(parameters.size() - adamFrom);
    this.momentum = torch.zeros(adamFrom);
  }

  @Override
  public List<Tensor> state() {
    return List.of(first, second, momentum);
  }

  @Override
  public void step(int step, double learningRate) {
    if (weightDecay > 0) {
      Tensor matrices = parameters.values().narrow(0, 0, parameters.matrices());
      matrices.timesInPlace(1 - learningRate * weightDecay);
    }
    if (adamFrom > 0) {
      muon(learningRate);
    }
    adam(step, learningRate);
  }

  private void adam(int step, double learningRate) {
    long size = parameters.size() - adamFrom;
    Tensor gradient = parameters.gradients().narrow(0, adamFrom, size);
    first.towardsInPlace(gradient, 1 - FIRST_MOMENT);
    second.timesInPlace(SECOND_MOMENT);
    second.plusProductInPlace(gradient, gradient, 1 - SECOND_MOMENT);
    double firstPart = 1 - StrictMath.pow(FIRST_MOMENT, step);
    double secondPart = 1 - StrictMath.pow(SECOND_MOMENT, step);
    Tensor size2 = second.sqrt();
    size2.timesInPlace(1 / StrictMath.sqrt(secondPart));
    size2.plusInPlace(EPSILON);
    parameters
        .values()
        .narrow(0, adamFrom, size)
        .plusQuotientInPlace(first, size2, -learningRate / firstPart);
  }

  private void muon(double learningRate) {
    Tensor gradient = parameters.gradients().narrow(0, 0, adamFrom);
    momentum.towardsInPlace(gradient, 1 - MOMENTUM);
    Tensor ahead = gradient.towards(momentum, MOMENTUM);
    for (Parameters.Batch batch : parameters.batches()) {
      Tensor matrices = part(ahead, batch);
      double scale = UPDATE_SIZE * StrictMath.sqrt(Math.max(batch.rows(), batch.columns()));
      part(parameters.values(), batch).plusInPlace(orthogonal(matrices), -learningRate * scale);
    }
  }

  private static Tensor part(Tensor flat, Parameters.Batch batch) {
    return flat.narrow(0, batch.offset(), batch.size())
        .view(batch.count(), batch.rows(), batch.columns());
  }

  /// The nearest matrices with all singular values about 1, of each of a batch.
  static Tensor orthogonal(Tensor matrices) {
    boolean tall = matrices.size(1) > matrices.size(2);
    Tensor x = tall ? matrices.transpose(1, 2) : matrices;
    long count = x.size(0);
    Tensor norms = x.reshape(count, -1).square().sumLast().sqrt().plus(1e-7);
    x = x.over(norms.view(count, 1, 1));
    for (int i = 0; i < NEWTON_SCHULZ_STEPS; i++) {
      Tensor square = x.matmul(x.transpose(1, 2));
      Tensor polynomial = square.plusMatmul(QUINTIC[1], square, square, QUINTIC[2]);
      x = x.plusMatmul(QUINTIC[0], polynomial, x, 1);
    }
    return tall ? x.transpose(1, 2) : x;
  }
}
