package dev.pawl.lm.train;

import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Processor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Trains in this process, on the calling thread. A crash of native code ends the process: it is
/// for tests and for workers.
///
/// @param processor what computes
/// @param threads of one operation, on the CPU
public record TorchTrainer(Processor processor, int threads) implements Trainer {

  /// On the CPU.
  public TorchTrainer(int threads) {
    this(Processor.CPU, threads);
  }

  @Override
  public Trained train(Job job, Consumer<Progress> watch, BooleanSupplier stop) {
    Torch torch = new Torch(processor, threads);
    return torch.scope(() -> new Training(torch, job).run(watch, stop));
  }
}
