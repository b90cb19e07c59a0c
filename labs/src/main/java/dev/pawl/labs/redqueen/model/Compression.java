package dev.pawl.labs.redqueen.model;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Writer.Written;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.train.Corpus;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Fresh;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Objective;
import dev.pawl.lm.train.Recipe;
import dev.pawl.lm.train.Trained;
import dev.pawl.lm.train.Trainer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Makes a smaller model of a model, on its own output: the teacher writes, a gate keeps what is
/// good enough, and the student learns the teacher's distribution over that.
public final class Compression {

  private static final int PER_CALL = 64;
  private static final int ASKED_PER_WARRIOR_MAX = 8;
  private static final int HELD_OUT_ONE_IN = 16;
  private static final double DIVERGENCE_SHARE = 0.9;
  private static final int EPOCHS_MAX = 64;
  private static final int PARAMETERS_LEAST = 20_000;

  private static final int BATCH = 16;
  private static final double LEARNING_RATE = 0.005;

  private final WarriorModel kind;
  private final Sampling sampling;
  private final Trainer trainer;

  /// @param kind of teacher and student
  /// @param sampling of both
  public Compression(WarriorModel kind, Sampling sampling, Trainer trainer) {
    this.kind = kind;
    this.sampling = sampling;
    this.trainer = trainer;
  }

  /// A smaller model.
  ///
  /// @param warriors different ones that passed the gate and that it learned from
  /// @param asked how many the teacher wrote
  /// @param trained how learning went
  /// @param cost of writing and learning
  public record Compressed(Writer student, int warriors, int asked, Trained trained, Cost cost) {}

  /// A student with a quarter of the teacher's parameters, or 20,000 if that is more.
  ///
  /// @param gate which of the teacher's warriors are worth learning from
  /// @param warriorsWanted how many of them; the teacher is asked for more until there are enough,
  ///   or 8 times as many were asked for
  /// @param tokens that the student reads
  /// @throws IllegalStateException if the gate lets fewer than two different ones pass
  public Compressed compress(
      Writer teacher, Predicate<Warrior> gate, int warriorsWanted, int tokens, Draw draw) {
    Output output = output(teacher, gate, warriorsWanted, draw);
    if (output.kept().size() < 2) {
      throw new IllegalStateException(
          "%d of %d warriors that the model wrote passed the gate; at least 2 are needed"
              .formatted(output.kept().size(), output.asked()));
    }
    Trained trained = learn(teacher.model(), examples(teacher.model(), output, draw), tokens, draw);
    Cost cost = Cost.flops(output.flops() + trained.flops());
    return new Compressed(
        kind.writer(trained.model(), sampling),
        output.kept().size(),
        output.asked(),
        trained,
        cost);
  }

  /// What the teacher wrote.
  private record Output(List<Written> kept, int asked, long flops) {}

  private Output output(Writer teacher, Predicate<Warrior> gate, int wanted, Draw draw) {
    Set<String> seen = new HashSet<>();
    List<Written> kept = new ArrayList<>();
    long flops = 0;
    int asked = 0;
    while (kept.size() < wanted && asked < ASKED_PER_WARRIOR_MAX * wanted) {
      for (Written written : teacher.write(PER_CALL, draw.purpose("from " + asked))) {
        asked++;
        flops += written.flops();
        boolean passes = written.ended() && written.warrior().filter(gate).isPresent();
        if (passes
            && seen.add(RedcodeText.write(written.warrior().orElseThrow(), kind.settings()))) {
          kept.add(written);
        }
      }
    }
    return new Output(kept, asked, flops);
  }

  /// Each warrior to be written, and with a gap to be filled.
  private List<Example> examples(Model teacher, Output output, Draw draw) {
    Prompts prompts = new Prompts(kind.alphabet(), teacher.shape().context());
    List<Example> examples = new ArrayList<>();
    for (Written written : output.kept()) {
      Warrior warrior = written.warrior().orElseThrow();
      Draw gap = draw.purpose("gap " + examples.size());
      examples.add(example(prompts.writeAnswered(warrior, Prompts.BEST, written.cell())));
      examples.add(
          example(
              prompts.editAnswered(
                  Gap.of(warrior, kind.settings().coreSize(), gap), Prompts.BEST)));
    }
    return examples;
  }

  private static Example example(Tokens text) {
    return new Example(text, 2, 1);
  }

  private Trained learn(Model teacher, List<Example> all, int tokens, Draw draw) {
    Shape shape = teacher.shape();
    int heldOut = Math.max(1, all.size() / HELD_OUT_ONE_IN);
    List<Example> texts = all.subList(heldOut, all.size());
    double length = texts.stream().mapToInt(text -> text.tokens().size()).average().orElseThrow();
    int batch = Math.min(BATCH, texts.size());
    long epochs = (long) texts.size() * EPOCHS_MAX / batch;
    int steps = (int) Math.clamp(Math.round(tokens / length / batch), 1, Math.max(1, epochs));
    Recipe recipe =
        new Recipe(
            new Objective.Distillation(DIVERGENCE_SHARE, 1),
            Recipe.Optimizer.MUON,
            Recipe.Schedule.WSD,
            LEARNING_RATE,
            0.01,
            0.05,
            1,
            batch,
            steps,
            draw.purpose("recipe").nextLong() >>> 1);
    Shape small =
        Shape.of(
            Math.max(PARAMETERS_LEAST, shape.parameters() / 4),
            shape.vocabulary(),
            shape.context());
    Model student = Fresh.model(small, teacher.tokenizer(), recipe.seed());
    return trainer.train(
        new Job(
            student,
            recipe,
            new Corpus.Texts(texts),
            new Corpus.Texts(all.subList(0, heldOut)),
            teacher,
            null),
        progress -> {},
        () -> false);
  }
}
