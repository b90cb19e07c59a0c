package dev.pawl.lm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.formula.Plain;
import dev.pawl.lm.formula.PlainRule;
import dev.pawl.lm.formula.Reader;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Processor;
import dev.pawl.lm.torch.Torch.Tensor;
import dev.pawl.lm.train.Computation.Special;
import dev.pawl.lm.train.Computation.Value;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Pair;
import dev.pawl.lm.train.Corpus.Pairs;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Ending.Stopped;
import dev.pawl.lm.train.Objective.Loss;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Objective.Preference;
import dev.pawl.lm.train.Procedure.Turn;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcedureTest {

  private static final String ADAMW =
      "debias(ema(g, 0.9), 0.9) / (sqrt(debias(ema(sq(g), 0.95), 0.95)) + 1e-8)";
  private static final String MUON = "0.2 * sqrt(max(r, c)) * orth(0.05 * g + 0.95 * ema(g, 0.95))";

  private final Trainer trainer = new TorchTrainer(1);
  private final Torch torch = new Torch(Processor.CPU, 1);

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void train_adamWAndMuonWrittenOut_areTheBuiltIn(Optimizer optimizer) {
    int steps = 20;
    Recipe recipe =
        new Recipe(new NextToken(), optimizer, Schedule.COSINE, 1e-2, 0.1, 0.1, 1, 4, steps, 7);
    Texts texts = plain(Samples.texts(12, Samples.MODERN, 1));
    Texts heldOut = Samples.texts(4, Samples.MODERN, 2);
    Model start = Samples.model(Samples.MODERN, 3);
    Formula rate =
        Reader.read(
            "0.01 * ramp(s / 0.1) * (0.1 + 0.9 * cosine(ramp((t - 0.1) / 0.9)))", Place.SCHEDULE);
    Formula blocks = Reader.read(optimizer == Optimizer.MUON ? MUON : ADAMW, Place.BLOCKS);
    Procedure procedure =
        procedure("nll", blocks, Reader.read(ADAMW, Place.REST), rate, 0.1, steps, 4);

    Trained builtIn = train(new Job(start, recipe, texts, heldOut));
    Trained written = train(new Job(start, recipe, inOrder(recipe, texts), heldOut).by(procedure));

    assertThat(written.lossAfter()).isCloseTo(builtIn.lossAfter(), within(1e-5));
    for (int i = 0; i < steps; i++) {
      Progress one = written.curve().get(i);
      Progress other = builtIn.curve().get(i);
      assertThat(one.loss()).isCloseTo(other.loss(), within(1e-5));
      assertThat(one.learningRate()).isCloseTo(other.learningRate(), within(1e-12));
      assertThat(one.flops()).isEqualTo(other.flops());
    }
    float[] differing = written.model().weight("model.layers.0.mlp.up_proj.weight");
    float[] there = builtIn.model().weight("model.layers.0.mlp.up_proj.weight");
    for (int i = 0; i < there.length; i++) {
      assertThat(differing[i]).isCloseTo(there[i], within(1e-5f));
    }
  }

  private static Texts plain(Texts texts) {
    return new Texts(texts.examples().stream().map(e -> new Example(e.tokens(), 0, 1)).toList());
  }

  /// What the recipe would shuffle.
  private static Texts inOrder(Recipe recipe, Texts texts) {
    Order order = new Order(recipe.seed(), texts.size(), recipe.batch());
    List<Example> examples = new ArrayList<>();
    for (int step = 0; step < recipe.steps(); step++) {
      order.of(step).forEach(i -> examples.add(texts.examples().get(i)));
    }
    return new Texts(examples);
  }

  private static Procedure procedure(
      String loss, Formula blocks, Formula rest, Formula rate, double decay, int steps, int batch) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      double t = (double) i / steps;
      double s = (i + 1.0) / steps;
      turns.add(new Turn(batch, t, Plain.value(rate, Map.of("t", t, "s", s)), decay));
    }
    Place place = loss.contains("pc") ? Place.PAIR : Place.TOKEN;
    return new Procedure(
        Reader.read(loss, place),
        new Rule(blocks, rest),
        Optional.empty(),
        Optional.empty(),
        turns);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DPO      | -logsig(0.5 * (pc - rc - (pr - rr)))",
        "IPO      | sq(pc - rc - (pr - rr) - 1)",
        "SIMPO    | -logsig(0.5 * (pc / lc - pr / lr) - 0.25)",
        "DISCOPOP | -logsig(0.5 * (pc - rc - (pr - rr))) * sigmoid(-10 * (pc - rc - (pr - rr))) + exp(-0.5 * (pc - rc - (pr - rr))) * sigmoid(10 * (pc - rc - (pr - rr)))"
      })
  void train_preferenceLossesWrittenOut_areTheBuiltIn(Loss loss, String text) {
    int steps = 6;
    Recipe recipe =
        new Recipe(
            new Preference(loss, 0.5),
            Optimizer.ADAMW,
            Schedule.CONSTANT,
            1e-3,
            0,
            0,
            1,
            4,
            steps,
            7);
    List<Pair> pairs = Samples.pairs(steps * 4, Samples.MODERN, 1).pairs();
    Pairs corpus =
        new Pairs(
            pairs.stream()
                .map(p ->
                    new Pair(
                        new Example(p.preferred().tokens(), p.preferred().promptLength(), 1),
                        p.rejected()))
                .toList());
    Order order = new Order(7, corpus.size(), 4);
    List<Pair> inOrder = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      order.of(step).forEach(i -> inOrder.add(corpus.pairs().get(i)));
    }
    Model start = Samples.model(Samples.MODERN, 3);
    Formula adam = Reader.read(ADAMW, Place.REST);

    Trained builtIn = train(new Job(start, recipe, corpus, corpus));
    Trained written =
        train(
            new Job(start, recipe, new Pairs(inOrder), corpus)
                .by(procedure(text, adam, adam, Formula.of(1e-3), 0, steps, 4)));

    assertThat(written.lossAfter()).isCloseTo(builtIn.lossAfter(), within(2e-5));
    assertThat(written.lossAfter()).isNotCloseTo(written.lossBefore(), within(1e-4));
    for (int i = 0; i < steps; i++) {
      assertThat(written.curve().get(i).gradientNorm())
          .isCloseTo(
              builtIn.curve().get(i).gradientNorm(),
              within(1e-3 * (1 + builtIn.curve().get(i).gradientNorm())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nll * p - ent / (1 + sq(lse))",
        "min(nll, uni) + max(ent, lse) + abs(nll - 2) + relu(lse - 1)",
        "sqrt(nll) + pow(p, 1.5) + exp(-nll) + log(ent)",
        "sigmoid(nll) * logsig(ent) + tanh(lse) + gelu(uni)",
        "cosine(p) + ramp(p) + sign(nll) + choose(nll - 1, sq(nll), ent)",
        "1 / nll + (2 - p) + max(0.3, p) + choose(t, nll, 2) + min(1, nll)",
        "detach(nll) * p + mean(nll) * 0 + nll * t"
      })
  void computation_ofEveryOperation_isThatOfPlainJavaAndSoIsItsGradient(String text) {
    Formula formula = Reader.read(text, Place.TOKEN);
    String[] names = {"nll", "p", "ent", "lse", "uni"};
    Map<String, Double> numbers = new HashMap<>(Map.of("t", 0.4));
    Draw draw = Draw.of(1, 2, "inputs");
    for (String name : names) {
      numbers.put(name, 0.2 + draw.nextDouble());
    }
    torch.scope(() -> {
      Map<String, Value> inputs = new HashMap<>(Map.of("t", Value.of(0.4)));
      Map<String, Tensor> gradients = new HashMap<>();
      for (String name : names) {
        gradients.put(name, torch.zeros(1));
        Tensor value =
            torch.floats(new float[] {Objects.requireNonNull(numbers.get(name)).floatValue()}, 1);
        inputs.put(name, Value.of(value.leaf(gradients.get(name))));
      }
      Tensor made = new Computation(formula, Special.NONE).of(inputs).tensorThere();
      made.sum().backward();

      assertThat(made.sum().toDouble()).isCloseTo(Plain.value(formula, numbers), within(1e-5));
      for (String name : names) {
        assertThat(Objects.requireNonNull(gradients.get(name)).sum().toDouble())
            .as(name)
            .isCloseTo(Plain.sloped(formula, numbers, Map.of(name, 1.0)).slope(), within(1e-4));
      }
      return 0;
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ADAMW,
        MUON,
        "sign(0.9 * before(ema(g, 0.99)) + 0.1 * g)",
        "g / rms(g) + 0.1 * w * ramp(sign(g * w)) + t",
        "ema(g, 0.9) / (rows(ema(g, 0.9)) * columns(g / rms(g)) + 1e-8)",
        "sign(g) * (rms(r) + columns(c)) / (rows(t + 1) @ tr(r)) + orth(0.5 * r) * sign(w)",
        "basis(ema(g @ tr(g), 0.9)) @ sign(tr(basis(ema(g @ tr(g), 0.9))) @ g)"
      })
  void step_ofARule_isThatOfPlainJava(String text) {
    Formula blocks = Reader.read(text, Place.BLOCKS);
    Formula rest = Reader.read("sign(g)", Place.REST);
    Procedure procedure = procedure("nll", blocks, rest, Formula.of(0.1), 0, 3, 1);
    Model start = Samples.model(Samples.MODERN, 5);
    torch.scope(() -> {
      Parameters parameters = new Parameters(torch, start);
      RuledDescent descent = new RuledDescent(torch, parameters, procedure);
      Parameters.Batch batch = parameters.batches().getFirst();
      PlainRule plain = new PlainRule(blocks);
      double[][] weights = matrix(parameters.values(), batch);
      for (int step = 1; step <= 3; step++) {
        float[] gradient = new float[(int) parameters.size()];
        Draw draw = Draw.of(9, step, "gradient");
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] = (float) (draw.nextGaussian() * 1e-3);
        }
        parameters.gradients().setInPlace(gradient);
        double[][] update =
            plain.update(matrix(parameters.gradients(), batch), weights, (step - 1) / 3.0);
        int now = step;
        torch.withoutGradient(() -> {
          descent.step(now, 0.1);
          return 0;
        });
        double[][] moved = matrix(parameters.values(), batch);
        for (int i = 0; i < batch.rows(); i++) {
          for (int j = 0; j < batch.columns(); j++) {
            weights[i][j] -= 0.1 * update[i][j];
            assertThat(moved[i][j]).as("step " + step).isCloseTo(weights[i][j], within(2e-4));
          }
        }
      }
      return 0;
    });
  }

  private static double[][] matrix(Tensor flat, Parameters.Batch batch) {
    float[] numbers =
        flat.narrow(0, batch.offset(), (long) batch.rows() * batch.columns()).toFloats();
    double[][] matrix = new double[batch.rows()][batch.columns()];
    for (int i = 0; i < numbers.length; i++) {
      matrix[i / batch.columns()][i % batch.columns()] = numbers[i];
    }
    return matrix;
  }

  @Test
  void logits_ofTheBlockWrittenOut_areThoseOfTheShape() {
    for (Shape shape : List.of(Samples.MODERN, Samples.CLASSIC)) {
      Model model = Samples.model(shape, 1);
      Formula middle = Reader.part("x + attention(norm(x))", Place.BLOCK, Map.of());
      Formula block = Reader.read("a + mlp(norm(a))", Place.BLOCK, Map.of("a", middle));
      Formula activation =
          Reader.read(
              shape.equals(Samples.MODERN) ? "h * sigmoid(h)" : "gelu(h)", Place.ACTIVATION);
      Formula adam = Reader.read(ADAMW, Place.REST);
      Procedure procedure =
          new Procedure(
              Formula.of("nll"),
              new Rule(adam, adam),
              Optional.of(activation),
              Optional.of(block),
              List.of(new Turn(1, 0, 0, 0)));
      float[][] logits = new float[2][];
      torch.scope(() -> {
        Tensor tokens = torch.longs(new long[] {1, 5, 3, 2, 7, 7}, 2, 3);
        Network one = Network.fixed(torch, model);
        Network other = Network.fixed(torch, model, procedure);
        logits[0] = one.logits(one.hidden(tokens)).toFloats();
        logits[1] = other.logits(other.hidden(tokens)).toFloats();
        return 0;
      });
      assertThat(logits[1]).containsExactly(logits[0], within(1e-4f));
    }
  }

  @Test
  void train_stoppedAndGoneOn_arrivesAtTheSameBits() {
    Formula lion = Reader.read("sign(0.9 * before(ema(g, 0.99)) + 0.1 * g)", Place.BLOCKS);
    Procedure procedure =
        procedure(
            "nll + 0.1 * ent", lion, Reader.read(ADAMW, Place.REST), Formula.of(1e-3), 0.1, 8, 2);
    Recipe recipe =
        new Recipe(new NextToken(), Optimizer.ADAMW, Schedule.CONSTANT, 0, 0, 0, 1, 2, 8, 1);
    Job job =
        new Job(
                Samples.model(Samples.MODERN, 1),
                recipe,
                Samples.texts(16, Samples.MODERN, 1),
                Samples.texts(3, Samples.MODERN, 2))
            .by(procedure);
    Trained whole = train(job);

    int[] asked = {0};
    Trained half = trainer.train(job, _ -> {}, () -> asked[0]++ == 4);
    Trained rest = train(job.from(((Stopped) half.ending()).checkpoint()));

    assertThat(rest.model()).isEqualTo(whole.model());
    assertThat(rest.curve()).isEqualTo(whole.curve());
    Job sent = Wire.parse(Wire.bytes(out -> Wire.write(out, job)), Wire::readJob);
    assertThat(sent.procedure()).isEqualTo(procedure);
  }

  @Test
  void flops_ofARule_countProductsOfMatrices() {
    Formula adam = Reader.read(ADAMW, Place.REST);
    Formula muon = Reader.read(MUON, Place.BLOCKS);
    Formula product = Reader.read("orth(g @ (tr(g) @ g))", Place.BLOCKS);
    Shape shape =
        new Shape(
            11,
            8,
            1,
            16,
            1,
            1,
            24,
            Shape.Norm.RMS,
            Shape.Position.ROPE,
            Shape.Activation.RELU2,
            false,
            true,
            0);

    assertThat(new Rule(adam, adam).flops(shape)).isZero();
    assertThat(new Rule(muon, adam).flops(shape)).isEqualTo(Flops.update(shape, Optimizer.MUON));
    long square = 4 * (2 * 16 * 16 * 16 * 2);
    long tall = 2 * 24 * 16 * 16 + 2 * 24 * 16 * 16; // (24 × 16): tr(g) @ g, then g @ that
    long wide = 2 * 24 * 24 * 16 + 2 * 16 * 24 * 24; // (16 × 24)
    assertThat(new Rule(product, adam).flops(shape) - new Rule(muon, adam).flops(shape))
        .isEqualTo(square + tall + wide);
  }

  @Test
  void job_procedureThatDoesNotFit_isRefused() {
    Formula adam = Reader.read(ADAMW, Place.REST);
    Procedure procedure = procedure("nll", adam, adam, Formula.of(1e-3), 0, 3, 4);
    Texts texts = Samples.texts(11, Samples.MODERN, 1);
    Job job =
        Job.fresh(
            Samples.MODERN,
            "test",
            Samples.recipe(new NextToken(), Optimizer.ADAMW, 3),
            texts,
            texts);

    assertThatThrownBy(() -> job.by(procedure)).hasMessageContaining("11 examples");
    assertThatThrownBy(() ->
            new Procedure(
                Formula.of("nll"),
                new Rule(adam, adam),
                Optional.empty(),
                Optional.empty(),
                List.of()))
        .hasMessageContaining("no steps");
    assertThatThrownBy(() -> new Turn(1, 0, Double.NaN, 0)).hasMessageContaining("NaN");
  }

  private Trained train(Job job) {
    return trainer.train(job, _ -> {}, () -> false);
  }
}
