package dev.pawl.cli.model;

import dev.pawl.Hash;
import dev.pawl.cli.report.WholeFile;
import dev.pawl.lm.Shape;
import dev.pawl.lm.train.Checkpoint;
import dev.pawl.lm.train.Corpus;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Progress;
import dev.pawl.lm.train.Trained;
import dev.pawl.lm.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A training that leaves a checkpoint beside its model where it is stopped, and goes on from there
/// when it is asked for again; a model and its lineage when it is done.
///
/// @param files where all of this is
/// @param job from its beginning
/// @param data what it is trained on, for the lineage
/// @param before the lineage of the model that it starts with; empty for new weights
public record ResumableTraining(
    ModelFiles files, Job job, Map<String, Object> data, List<Version> before) {

  public ResumableTraining {
    before = List.copyOf(before);
  }

  /// Whether it goes on.
  public boolean isBegun() {
    return Files.exists(files.checkpoint());
  }

  /// Trains until it is done or stopped, and leaves what came of it.
  ///
  /// @throws ModelException if there is a checkpoint, but of another training
  public Trained run(Trainer trainer, Consumer<Progress> watch, BooleanSupplier stop)
      throws IOException {
    Trained trained = trained(trainer, watch, stop);
    switch (trained.ending()) {
      case Ending.Done _ -> {
        files.write(trained.model(), lineage(trained));
        Files.deleteIfExists(files.checkpoint());
      }
      case Ending.Stopped(Checkpoint checkpoint) ->
          WholeFile.write(files.checkpoint(), checkpoint.bytes());
      case Ending.Diverged _, Ending.Crashed _ -> {}
    }
    return trained;
  }

  private Trained trained(Trainer trainer, Consumer<Progress> watch, BooleanSupplier stop)
      throws IOException {
    if (!isBegun()) {
      return trainer.train(job, watch, stop);
    }
    try {
      Checkpoint checkpoint = Checkpoint.of(Files.readAllBytes(files.checkpoint()));
      return trainer.train(job.from(checkpoint), watch, stop);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "%s is of another training: %s; type the command that was stopped, choose another --out, or delete it to begin anew"
              .formatted(files.checkpoint(), e.getMessage()));
    }
  }

  private List<Version> lineage(Trained trained) {
    List<Version> lineage = new ArrayList<>(before);
    lineage.add(
        new Version(
            trained.model().id(),
            before.isEmpty() ? Hash.ZERO : job.start().id(),
            Recipes.json(job.recipe()),
            data,
            trained.lossBefore(),
            trained.lossAfter(),
            flops(trained),
            Optional.empty(),
            List.of()));
    return lineage;
  }

  /// What all of it cost, from the first step on, as if it had never been stopped.
  public long flops(Trained trained) {
    long training = trained.curve().isEmpty() ? 0 : trained.curve().getLast().flops();
    return training + 2 * forward(job.start().shape(), job.heldOut());
  }

  private static long forward(Shape shape, Corpus corpus) {
    return switch (corpus) {
      case Corpus.Texts(var examples) ->
          examples.stream().mapToLong(e -> shape.flops(e.tokens().size() - 1)).sum();
      case Corpus.Pairs(var pairs) ->
          pairs.stream()
              .mapToLong(p ->
                  shape.flops(p.preferred().tokens().size() - 1)
                      + shape.flops(p.rejected().tokens().size() - 1))
              .sum();
    };
  }
}
