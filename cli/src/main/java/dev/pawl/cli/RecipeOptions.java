package dev.pawl.cli;

import dev.pawl.cli.model.Amount;
import dev.pawl.lm.train.Objective;
import dev.pawl.lm.train.Recipe;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a model is trained, as options.
final class RecipeOptions {

  /// Tokens for each parameter that training pays off for (Hoffmann et al. 2022).
  private static final int TOKENS_PER_PARAMETER = 20;

  /// More often than this a text is learned by heart.
  private static final int PASSES_MAX = 8;

  private static final double MUON_RATE = 0.005;
  private static final double ADAMW_RATE = 0.003;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of the optimiser. Default: as many as --tokens need.")
  @Nullable String steps;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = {
        "Tokens to train on, such as 5m. Default: 20 for each",
        "parameter, but at most 8 passes over the corpus."
      })
  @Nullable String tokens;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "16",
      description = "Pieces of text in a step. Default: ${DEFAULT-VALUE}.")
  int batch;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "muon",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  Optimizer optimizer = Optimizer.MUON;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "At its peak. Default: 0.005 for muon, 0.003 for adamw.")
  @Nullable Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      defaultValue = "wsd",
      description = {
        "Of the learning rate: ${COMPLETION-CANDIDATES}.",
        "Default: ${DEFAULT-VALUE}, constant until the last fifth."
      })
  Schedule schedule = Schedule.WSD;

  @Option(
      names = "--warmup",
      paramLabel = "X",
      defaultValue = "0.05",
      description = "Part of the steps before the peak. Default: ${DEFAULT-VALUE}.")
  double warmup;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      defaultValue = "0.01",
      description = "Of matrices. Default: ${DEFAULT-VALUE}.")
  double weightDecay;

  @Option(
      names = "--clip",
      paramLabel = "X",
      defaultValue = "1",
      description = "Most of the gradient's norm; 0 for none. Default: ${DEFAULT-VALUE}.")
  double clip;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of weights and order. Default: ${DEFAULT-VALUE}.")
  long seed;

  /// @param parameters of the model
  /// @param pieces of the corpus
  /// @param pass tokens of one pass over it
  Recipe recipe(long parameters, int pieces, long pass) {
    if (batch < 1) {
      throw new Refusal("--batch is %d; a step takes 1 or more".formatted(batch));
    }
    int taken = Math.min(batch, pieces);
    double rate =
        learningRate != null ? learningRate : optimizer == Optimizer.MUON ? MUON_RATE : ADAMW_RATE;
    try {
      return new Recipe(
          new Objective.NextToken(),
          optimizer,
          schedule,
          rate,
          weightDecay,
          warmup,
          clip,
          taken,
          steps(parameters, taken * (double) pass / pieces, pass),
          seed);
    } catch (IllegalArgumentException e) {
      throw new Refusal("%s; `pawl model train --help` explains".formatted(e.getMessage()));
    }
  }

  private int steps(long parameters, double tokensPerStep, long pass) {
    if (steps != null && tokens != null) {
      throw new Refusal("--steps and --tokens are two ways to say how long; give one");
    }
    if (steps != null) {
      return (int) Amount.parse("--steps", steps, 1, 10_000_000);
    }
    long wanted =
        tokens != null
            ? Amount.parse("--tokens", tokens, 1, 1_000_000_000_000L)
            : Math.min(TOKENS_PER_PARAMETER * parameters, PASSES_MAX * pass);
    double count = Math.ceil(wanted / tokensPerStep);
    if (count > 10_000_000) {
      throw new Refusal(
          "--tokens %,d are %,.0f steps of --batch %d; 10,000,000 are possible"
              .formatted(wanted, count, batch));
    }
    return (int) Math.max(1, count);
  }
}
