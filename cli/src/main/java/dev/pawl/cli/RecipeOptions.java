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

  private static final long STEPS_MAX = 10_000_000;

  /// As texts are drawn before training begins, and kept.
  private static final long DRAWN_MAX = 20_000_000;

  private static final double MUON_RATE = 0.01;
  private static final double ADAMW_RATE = 0.005;

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
        "parameter, but at most 8 passes over files, and 2,000 for each",
        "warrior of a run."
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
      description = "At its peak. Default: 0.01 for muon, 0.005 for adamw.")
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

  /// For a corpus that is read again and again.
  ///
  /// @param parameters of the model
  /// @param pieces of the corpus
  /// @param pass tokens of one pass over it
  Recipe recipe(long parameters, int pieces, long pass) {
    int taken = taken(pieces);
    if (steps != null && tokens != null) {
      throw new Refusal("--steps and --tokens are two ways to say how long; give one");
    }
    if (steps != null) {
      return recipe(taken, Amount.parse("--steps", steps, 1, STEPS_MAX));
    }
    long wanted =
        tokens != null
            ? Amount.parse("--tokens", tokens, 1, 1_000_000_000_000L)
            : Math.min(TOKENS_PER_PARAMETER * parameters, PASSES_MAX * pass);
    return recipe(
        taken, Math.max(1, Math.round(Math.ceil((double) wanted * pieces / pass / taken))));
  }

  /// How many tokens are to be drawn from a corpus that makes texts as they are needed.
  ///
  /// @param most that it is good for
  int tokens(long parameters, long most) {
    if (steps != null) {
      throw new Refusal(
          "of a run, texts are drawn until there are enough: give --tokens, not --steps");
    }
    return (int)
        (tokens != null
            ? Amount.parse("--tokens", tokens, 1, DRAWN_MAX)
            : Math.clamp(TOKENS_PER_PARAMETER * parameters, 1, Math.min(most, DRAWN_MAX)));
  }

  /// For a corpus that is read once.
  Recipe once(int pieces) {
    int taken = taken(pieces);
    return recipe(taken, Math.ceilDiv(pieces, taken));
  }

  private int taken(int pieces) {
    if (batch < 1) {
      throw new Refusal("--batch is %d; a step takes 1 or more".formatted(batch));
    }
    return Math.min(batch, pieces);
  }

  private Recipe recipe(int taken, long count) {
    if (count > STEPS_MAX) {
      throw new Refusal(
          "that is %,d steps of --batch %d; %,d are possible".formatted(count, taken, STEPS_MAX));
    }
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
          (int) count,
          seed);
    } catch (IllegalArgumentException e) {
      throw new Refusal("%s; `pawl model train --help` explains".formatted(e.getMessage()));
    }
  }
}
