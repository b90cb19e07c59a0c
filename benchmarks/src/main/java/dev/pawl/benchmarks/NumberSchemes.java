package dev.pawl.benchmarks;

import dev.pawl.Draw;
import dev.pawl.Outcome;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.corewar.hill.Split;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.engine.Improver.Watch;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.labs.redqueen.Capability;
import dev.pawl.labs.redqueen.RedQueen;
import dev.pawl.labs.redqueen.model.Learning;
import dev.pawl.labs.redqueen.model.Learning.Arm;
import dev.pawl.labs.redqueen.model.LearningImprover;
import dev.pawl.labs.redqueen.model.NumberScheme;
import dev.pawl.labs.redqueen.model.Sampling;
import dev.pawl.labs.redqueen.model.WarriorModel;
import dev.pawl.labs.redqueen.model.Writer;
import dev.pawl.labs.redqueen.model.Writer.Written;
import dev.pawl.labs.redqueen.operators.Operators;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.labs.redqueen.operators.RedcodeText.Reading;
import dev.pawl.lm.Model;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.TorchTrainer;
import dev.pawl.propose.Choice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Which way to write numbers a model learns best from: with each scheme, one lesson of equal
/// length on the same evolved warriors, then the bits that a warrior costs which it has not seen,
/// and what its own warriors are worth. Means over seeds.
public final class NumberSchemes {

  private static final Settings SETTINGS = Settings.STANDARD;
  private static final int HELD_OUT_ONE_IN = 10;
  private static final int BEST_OF = 32;
  private static final int BATTLES = 4;

  private NumberSchemes() {}

  /// Arguments: rounds of the run that evolves the warriors (6), tokens of a lesson (300000), seeds
  /// (3), samples of each model (256).
  public static void main(String[] args) throws InterruptedException {
    int rounds = argument(args, 0, 6);
    int tokens = argument(args, 1, 300_000);
    int seeds = argument(args, 2, 3);
    int samples = argument(args, 3, 256);
    List<Trial> trials = Evolved.trials(List.of("redqueen.rounds=" + rounds));
    System.out.printf(
        "%d trials of %d rounds; lessons of %d tokens%n", trials.size(), rounds, tokens);
    System.out.printf(
        "%-16s %14s %9s %9s %9s %9s %11s %11s%n",
        "scheme", "bits/warrior", "whole", "distinct", "score", "general", "best score", "general");
    for (NumberScheme scheme : NumberScheme.values()) {
      double[] sums = new double[8];
      for (int seed = 1; seed <= seeds; seed++) {
        double[] row = row(learning(scheme, tokens), trials, seed, samples);
        for (int i = 0; i < row.length; i++) {
          sums[i] += row[i] / seeds;
        }
        sums[7] += row[0] * row[0] / seeds;
      }
      double deviation = Math.sqrt(Math.max(0, sums[7] - sums[0] * sums[0]));
      System.out.printf(
          Locale.ROOT,
          "%-16s %8.1f ±%4.1f %9.3f %9.3f %9.3f %9.3f %11.3f %11.3f%n",
          scheme,
          sums[0],
          deviation,
          sums[1],
          sums[2],
          sums[3],
          sums[4],
          sums[5],
          sums[6]);
    }
  }

  private static int argument(String[] args, int i, int fallback) {
    return i < args.length ? Integer.parseInt(args[i]) : fallback;
  }

  private static Learning learning(NumberScheme scheme, int tokens) {
    return new Learning(
        Arm.FULL,
        0,
        scheme,
        200_000,
        256,
        Sampling.PLAIN,
        tokens,
        16,
        Optimizer.MUON,
        0.005,
        0.7,
        0.1,
        0,
        0.1,
        0,
        1,
        Optional.empty());
  }

  private static double[] row(Learning learning, List<Trial> trials, long seed, int samples) {
    LearningImprover improver =
        new LearningImprover(
            learning,
            SETTINGS,
            List.of(RedQueen.SPAWNED, RedQueen.COVERED),
            Operators.all(SETTINGS),
            Choice.adaptive(),
            new TorchTrainer(1),
            (writer, workers) -> List.of(),
            seed);
    trials.stream().filter(trial -> !isHeldOut(trial)).forEach(improver::observe);
    Lesson lesson = improver.learn(1, new Patient()).orElseThrow();
    Writer writer =
        new WarriorModel(learning.numbers(), SETTINGS)
            .writer(Model.read(lesson.version().bytes()), learning.sampling());
    List<Written> all = writer.write(samples, Draw.of(seed, 0, "samples"));
    Set<String> distinct = new HashSet<>();
    for (Written sample : all) {
      sample.warrior().ifPresent(w -> distinct.add(RedcodeText.write(w, SETTINGS)));
    }
    List<Measurement> measured = measure(writer, samples);
    return new double[] {
      bits(writer, trials),
      all.stream().filter(Written::ended).count() / (double) samples,
      distinct.size() / (double) samples,
      measured.get(0).value(),
      measured.get(1).value(),
      measured.get(2).value(),
      measured.get(3).value()
    };
  }

  private static boolean isHeldOut(Trial trial) {
    return trial.ticket() % HELD_OUT_ONE_IN == 0;
  }

  /// Of held-out warriors that the archive kept.
  private static double bits(Writer writer, List<Trial> trials) {
    List<Double> bits = new ArrayList<>();
    for (Trial trial : trials) {
      if (isHeldOut(trial)
          && trial.admitted()
          && trial.outcome() instanceof Outcome.Finished(var score)
          && RedcodeText.read(trial.candidate()) instanceof Reading.Read(Warrior warrior)) {
        List<Integer> cell =
            List.of(
                RedQueen.SPAWNED.cellOf(score.traits().get(0)),
                RedQueen.COVERED.cellOf(score.traits().get(1)));
        bits.add(writer.bits(warrior, cell));
      }
    }
    return bits.stream().mapToDouble(b -> b).average().orElse(Double.NaN);
  }

  private static List<Measurement> measure(Writer writer, int samples) {
    Capability capability =
        new Capability(
            SETTINGS,
            Hill.house(Split.SEARCH).warriors(),
            Hill.house(Split.SELECT).warriors(),
            BATTLES,
            samples,
            Math.min(BEST_OF, samples));
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      return capability.of(writer, workers);
    }
  }

  private static final class Patient implements Watch {
    @Override
    public void tell(String progress) {}

    @Override
    public double compute() {
      return 1e12;
    }

    @Override
    public boolean isStopWanted() {
      return false;
    }
  }
}
