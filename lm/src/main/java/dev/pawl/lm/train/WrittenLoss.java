package dev.pawl.lm.train;

import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Tensor;
import dev.pawl.lm.train.Computation.Special;
import dev.pawl.lm.train.Computation.Value;
import dev.pawl.lm.train.Corpus.Example;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The loss formula of a [Procedure].
final class WrittenLoss {

  private final Torch torch;
  private final Procedure procedure;
  private final Formula formula;
  private final Computation computation;

  WrittenLoss(Torch torch, Procedure procedure) {
    this.torch = torch;
    this.procedure = procedure;
    this.formula = procedure.loss();
    this.computation = new Computation(formula, Special.NONE);
  }

  /// Of each learned token.
  record Losses(Tensor written, Tensor nextToken) {}

  /// Whether it compares with the model that training starts from.
  boolean readsReference() {
    return formula.reads("rc") || formula.reads("rr");
  }

  Losses onTokens(Tensor logits, Batch batch, List<Example> examples, int step) {
    Tensor all = logits.logSoftmax();
    Tensor nll = all.pick(batch.targets()).times(-1);
    Map<String, Value> inputs = inputs(step);
    inputs.put("nll", Value.of(nll));
    if (formula.reads("p")) {
      inputs.put("p", Value.of(nll.times(-1).exp()));
    }
    if (formula.reads("ent")) {
      inputs.put("ent", Value.of(all.exp().times(all).sumLast().times(-1)));
    }
    if (formula.reads("lse")) {
      inputs.put("lse", Value.of(logits.logSumExp()));
    }
    if (formula.reads("uni")) {
      inputs.put("uni", Value.of(all.sumLast().times(-1.0 / logits.size(1))));
    }
    if (formula.reads("pos")) {
      inputs.put("pos", Value.of(positions(examples)));
    }
    return new Losses(whole(inputs, nll), nll);
  }

  private Tensor positions(List<Example> examples) {
    float[] positions = new float[examples.stream().mapToInt(Example::learned).sum()];
    int at = 0;
    for (Example example : examples) {
      int size = example.tokens().size();
      for (int i = size - example.learned(); i < size; i++) {
        positions[at++] = (float) i / (size - 1);
      }
    }
    return torch.floats(positions, positions.length);
  }

  /// Of each pair.
  Tensor onPairs(Goal.Sides sides, int step) {
    int count = sides.count();
    Tensor reference = sides.reference();
    Map<String, Value> inputs = inputs(step);
    put(inputs, "pc", "pr", sides.model(), count);
    put(inputs, "lc", "lr", sides.lengths(), count);
    if (reference != null) {
      put(inputs, "rc", "rr", reference, count);
    }
    return whole(inputs, sides.model().narrow(0, 0, count));
  }

  private static void put(
      Map<String, Value> inputs, String first, String second, Tensor both, int count) {
    inputs.put(first, Value.of(both.narrow(0, 0, count)));
    inputs.put(second, Value.of(both.narrow(0, count, count)));
  }

  private Map<String, Value> inputs(int step) {
    Map<String, Value> inputs = new HashMap<>();
    inputs.put("t", Value.of(procedure.turns().get(step).progress()));
    return inputs;
  }

  private Tensor whole(Map<String, Value> inputs, Tensor like) {
    return Computation.spread(computation.of(inputs), like);
  }
}
