package dev.pawl.labs.squared;

import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Progress;
import dev.pawl.lm.train.Trained;
import dev.pawl.lm.train.Trainer;
import dev.pawl.lm.train.WorkerTrainer;
import dev.pawl.lm.train.WorkerTrainer.Launch;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Trainers, one for each thread that trains at the same time. They compute with one thread each:
/// of small models, several trainings at once are more than one that is spread.
final class Workshop implements AutoCloseable {

  private final Supplier<Trainer> hire;
  private final Queue<Trainer> idle = new ConcurrentLinkedQueue<>();
  private final Queue<Trainer> all = new ConcurrentLinkedQueue<>();

  /// @param hire a new trainer
  Workshop(Supplier<Trainer> hire) {
    this.hire = hire;
  }

  /// With a process for each trainer.
  static Workshop ofProcesses() {
    return new Workshop(() -> new WorkerTrainer(new Launch(1)));
  }

  Trained train(Job job) {
    return train(job, _ -> {}, () -> false);
  }

  /// Trains, and tells how far it is.
  Trained train(Job job, Consumer<Progress> watch, BooleanSupplier stop) {
    Trainer trainer = idle.poll();
    if (trainer == null) {
      trainer = hire.get();
      all.add(trainer);
    }
    try {
      return trainer.train(job, watch, stop);
    } finally {
      idle.add(trainer);
    }
  }

  @Override
  public void close() {
    idle.clear();
    List<Trainer> leaving = new ArrayList<>(all);
    all.clear();
    leaving.forEach(Trainer::close);
  }
}
