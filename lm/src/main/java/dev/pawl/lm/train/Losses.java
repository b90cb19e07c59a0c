package dev.pawl.lm.train;

import dev.pawl.lm.torch.Torch.Tensor;
import dev.pawl.lm.train.Objective.Preference;

/// The losses, as means over tokens or pairs.
final class Losses {

  /// The temperature of the mixture in LRML.
  static final double DISCOPOP_TEMPERATURE = 0.05;

  private Losses() {}

  /// The negative log-probability of `targets`.
  static Tensor nextToken(Tensor logits, Tensor targets) {
    return logits.logSoftmax().pick(targets).times(-1);
  }

  /// The divergence of the teacher from the model at `temperature`, times its square, at each
  /// token.
  static Tensor distillation(Tensor logits, Tensor teacher, double temperature) {
    Tensor model = logits.times(1 / temperature).logSoftmax();
    Tensor target = teacher.times(1 / temperature).logSoftmax();
    Tensor divergence = target.exp().times(target.minus(model)).sumLast();
    return divergence.times(temperature * temperature);
  }

  /// The loss of each pair.
  ///
  /// @param lead how much more probable (in nats) the model made the preferred text than the
  ///   rejected one, in relation to the reference; for SimPO per token and without reference
  static Tensor preference(Preference objective, Tensor lead) {
    double beta = objective.beta();
    Tensor z = lead.times(beta);
    return switch (objective.loss()) {
      case DPO -> z.logSigmoid().times(-1);
      case SIMPO -> z.plus(-objective.margin()).logSigmoid().times(-1);
      case IPO -> lead.plus(-1 / (2 * beta)).square();
      case DISCOPOP -> {
        Tensor mixture = z.times(1 / DISCOPOP_TEMPERATURE);
        Tensor logistic = z.logSigmoid().times(mixture.times(-1).sigmoid()).times(-1);
        yield logistic.plus(mixture.logSigmoid().minus(z).exp()); // exp(-z) alone could overflow
      }
    };
  }
}
