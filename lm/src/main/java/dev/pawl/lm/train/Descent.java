package dev.pawl.lm.train;

import dev.pawl.lm.torch.Torch.Tensor;
import java.util.List;

/// Changes the weights by their gradients.
interface Descent {

  /// One step; without gradient.
  ///
  /// @param step from 1
  void step(int step, double learningRate);

  /// What a checkpoint must keep.
  List<Tensor> state();
}
