package dev.pawl.lm.train;

import dev.pawl.Draw;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Tensor;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Pair;
import dev.pawl.lm.train.Corpus.Pairs;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Objective.Distillation;
import dev.pawl.lm.train.Objective.Loss;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Objective.Preference;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The objective of a job on its corpus.
///
/// Weights are relative to the mean of the corpus and not of the batch, so that an example counts
/// the same whatever it meets in its batch.
final class Goal {

  /// The most tokens, padding included, that are measured at once.
  private static final int TOKENS_MEASURED_MAX = 1 << 13;

  /// A loss of a batch that can be traced back.
  ///
  /// @param shown what the curve shows: the loss, but where it is a formula, that of the objective
  record Measured(Tensor loss, Tensor shown, long tokens, long flops) {}

  /// A loss of the held-out corpus.
  record Held(double loss, long flops) {}

  private final Torch torch;
  private final Job job;
  private final Network network;
  private final @Nullable Network other;
  private final double meanWeight;
  private final @Nullable WrittenLoss written;

  Goal(Torch torch, Job job, Parameters parameters) {
    this.torch = torch;
    this.job = job;
    Procedure procedure = job.procedure();
    this.written = procedure == null ? null : new WrittenLoss(torch, procedure);
    this.network = new Network(torch, job.start().shape(), parameters.leaves(), procedure);
    this.meanWeight = meanWeight(job.corpus());
    this.other =
        switch (job.recipe().objective()) {
          case NextToken() -> null;
          case Distillation d -> Network.fixed(torch, Objects.requireNonNull(job.teacher()), null);
          case Preference p ->
              p.loss() == Loss.SIMPO && (written == null || !written.readsReference())
                  ? null
                  : Network.fixed(torch, job.start(), procedure);
        };
  }

  /// Of a learned token, or of a pair.
  private static double meanWeight(Corpus corpus) {
    return switch (corpus) {
      case Texts(List<Example> examples) ->
          examples.stream().mapToDouble(e -> e.weight() * e.learned()).sum()
              / examples.stream().mapToInt(Example::learned).sum();
      case Pairs(List<Pair> pairs) ->
          pairs.stream().mapToDouble(p -> p.preferred().weight()).average().orElse(1);
    };
  }

  /// The loss on these examples or pairs of the corpus.
  ///
  /// @param step from 0
  Measured on(List<Integer> numbers, int step) {
    network.drop(masks(step));
    try {
      return losses(numbers, step);
    } finally {
      network.drop(null);
    }
  }

  /// Null without dropout.
  private @Nullable Dropout masks(int step) {
    Procedure procedure = job.procedure();
    double share = procedure == null ? 0 : procedure.turns().get(step).dropout();
    return share == 0
        ? null
        : new Dropout(torch, share, Draw.of(job.recipe().seed(), step, "dropout"));
  }

  private Measured losses(List<Integer> numbers, int step) {
    return switch (job.corpus()) {
      case Texts(List<Example> examples) ->
          onTexts(numbers.stream().map(examples::get).toList(), step);
      case Pairs(List<Pair> pairs) -> {
        List<Pair> chosen = numbers.stream().map(pairs::get).toList();
        float[] weights = new float[chosen.size()];
        for (int i = 0; i < weights.length; i++) {
          weights[i] = (float) (chosen.get(i).preferred().weight() / meanWeight / weights.length);
        }
        Tensor counted = torch.floats(weights, weights.length);
        Sides scores = scores(chosen);
        Tensor shown = onPairs((Preference) job.recipe().objective(), scores).times(counted).sum();
        Tensor loss = written == null ? shown : written.onPairs(scores, step).times(counted).sum();
        List<Example> both = sides(chosen);
        yield new Measured(loss, shown, tokens(both), 3 * forward(both) + flopsOfOther(both));
      }
    };
  }

  private Measured onTexts(List<Example> examples, int step) {
    Batch batch = Batch.of(torch, examples);
    Tensor logits = torch.mixed(() -> batch.logits(network));
    double scale = 1 / (meanWeight * batch.learnedCount());
    if (written != null) {
      WrittenLoss.Losses both = written.onTokens(logits, batch, examples, step);
      return new Measured(
          both.written().times(batch.weights()).sum().times(scale),
          both.nextToken().detach().times(batch.weights()).sum().times(scale),
          batch.readCount(),
          3 * forward(examples));
    }
    Tensor losses = Losses.nextToken(logits, batch.targets());
    if (job.recipe().objective() instanceof Distillation(double share, double temperature)) {
      Network teacher = Objects.requireNonNull(other);
      Tensor taught = torch.withoutGradient(() -> torch.mixed(() -> batch.logits(teacher)));
      Tensor divergence = Losses.distillation(logits, taught, temperature);
      losses = losses.times(1 - share).plus(divergence.times(share));
    }
    Tensor loss = losses.times(batch.weights()).sum().times(scale);
    return new Measured(
        loss, loss, batch.readCount(), 3 * forward(examples) + flopsOfOther(examples));
  }

  /// The loss of each pair.
  private static Tensor onPairs(Preference objective, Sides sides) {
    Tensor reference = sides.reference;
    Tensor scores =
        reference == null || objective.loss() == Loss.SIMPO
            ? sides.model.over(sides.lengths)
            : sides.model.minus(reference);
    int count = sides.count;
    Tensor lead = scores.narrow(0, 0, count).minus(scores.narrow(0, count, count));
    return Losses.preference(objective, lead);
  }

  /// The log-probabilities of all preferred texts, then of all rejected ones.
  ///
  /// @param reference under the reference, if there is one
  /// @param lengths how many tokens of each are learned
  record Sides(Tensor model, @Nullable Tensor reference, Tensor lengths, int count) {}

  private Sides scores(List<Pair> pairs) {
    List<Example> sides = sides(pairs);
    Batch batch = Batch.of(torch, sides);
    Tensor ones = Batch.ones(torch, sides);
    Tensor scores = scores(batch, ones, network);
    Network reference = other;
    Tensor before =
        reference == null ? null : torch.withoutGradient(() -> scores(batch, ones, reference));
    return new Sides(scores, before, ones.sumLast(), pairs.size());
  }

  /// The log-probability of each example's learned tokens.
  private Tensor scores(Batch batch, Tensor ones, Network of) {
    Tensor logits = torch.mixed(() -> batch.logits(of));
    Tensor losses = Losses.nextToken(logits, batch.targets());
    return ones.matmul(losses).times(-1);
  }

  private static List<Example> sides(List<Pair> pairs) {
    return Stream.concat(pairs.stream().map(Pair::preferred), pairs.stream().map(Pair::rejected))
        .toList();
  }

  /// The loss on what is held out, each token of a text, or pair, counting by its weight.
  Held onHeldOut() {
    return torch.withoutGradient(() ->
        switch (job.heldOut()) {
          case Texts(List<Example> examples) -> heldTexts(examples);
          case Pairs(List<Pair> pairs) -> heldPairs(pairs);
        });
  }

  private Held heldTexts(List<Example> examples) {
    int chunk = Math.max(1, TOKENS_MEASURED_MAX / job.start().shape().context());
    double sum = 0;
    double weight = 0;
    for (int from = 0; from < examples.size(); from += chunk) {
      List<Example> some = examples.subList(from, Math.min(examples.size(), from + chunk));
      sum += torch.scope(() -> weightedLoss(some));
      weight += some.stream().mapToDouble(e -> e.weight() * e.learned()).sum();
    }
    return new Held(sum / weight, forward(examples));
  }

  private double weightedLoss(List<Example> examples) {
    Batch batch = Batch.of(torch, examples);
    Tensor logits = torch.mixed(() -> batch.logits(network));
    return Losses.nextToken(logits, batch.targets()).times(batch.weights()).sum().toDouble();
  }

  private Held heldPairs(List<Pair> pairs) {
    Preference objective = (Preference) job.recipe().objective();
    int chunk = Math.max(1, TOKENS_MEASURED_MAX / 2 / job.start().shape().context());
    double sum = 0;
    double weight = 0;
    for (int from = 0; from < pairs.size(); from += chunk) {
      List<Pair> some = pairs.subList(from, Math.min(pairs.size(), from + chunk));
      float[] losses = torch.scope(() -> onPairs(objective, scores(some)).toFloats());
      for (int i = 0; i < losses.length; i++) {
        sum += losses[i] * some.get(i).preferred().weight();
        weight += some.get(i).preferred().weight();
      }
    }
    List<Example> both = sides(pairs);
    return new Held(sum / weight, forward(both) + flopsOfOther(both));
  }

  private static long tokens(List<Example> examples) {
    return examples.stream().mapToLong(e -> e.tokens().size() - 1).sum();
  }

  private long forward(List<Example> examples) {
    return Flops.forward(job.start().shape(), examples);
  }

  private long flopsOfOther(List<Example> examples) {
    if (other == null) {
      return 0;
    }
    var model = job.teacher() == null ? job.start() : job.teacher();
    return Flops.forward(model.shape(), examples);
  }
}
