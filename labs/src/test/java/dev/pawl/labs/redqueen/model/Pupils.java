package dev.pawl.labs.redqueen.model;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.archive.Axis;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.engine.Improver.Watch;
import dev.pawl.labs.redqueen.model.Learning.Arm;
import dev.pawl.labs.redqueen.model.Learning.Squared;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.train.Fresh;
import dev.pawl.lm.train.Recipe.Optimizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Small models, and trials to learn from.
final class Pupils {

  static final Settings SETTINGS = Settings.of(8000, 8_000, 800, 20, 100);
  static final List<Axis> AXES = List.of(Axis.of("spawned", 1, 10), Axis.of("covered", 10, 100));

  private Pupils() {}

  static Learning learning(Arm arm) {
    return new Learning(
        arm,
        0,
        NumberScheme.SMALL_HIGH_LOW,
        40_000,
        128,
        Sampling.PLAIN,
        10_000,
        8,
        Optimizer.MUON,
        0.01,
        0.7,
        Past.BEST,
        0,
        0.1,
        0,
        1,
        Optional.empty());
  }

  /// The same, with other figures.
  static Learning with(Learning l, int tokens, double learningRate, int pairs) {
    return new Learning(
        l.arm(),
        0,
        l.numbers(),
        l.parameters(),
        l.context(),
        l.sampling(),
        tokens,
        l.batch(),
        l.optimizer(),
        learningRate,
        l.replay(),
        l.best(),
        pairs,
        l.beta(),
        l.samples(),
        l.bestOf(),
        l.squared());
  }

  /// The same, with recipes that are improved.
  static Learning with(Learning l, Arm arm, Squared squared) {
    return new Learning(
        arm,
        0,
        l.numbers(),
        l.parameters(),
        l.context(),
        l.sampling(),
        l.tokens(),
        l.batch(),
        l.optimizer(),
        l.learningRate(),
        l.replay(),
        l.best(),
        l.pairs(),
        l.beta(),
        l.samples(),
        l.bestOf(),
        Optional.of(squared));
  }

  static Grammars grammars() {
    return new Grammars(new RedcodeTokens(NumberScheme.SMALL_HIGH_LOW, SETTINGS));
  }

  /// A model that knows nothing.
  static Model beginner(Grammars grammars) {
    RedcodeTokens alphabet = grammars.alphabet();
    return Fresh.model(Shape.of(40_000, alphabet.vocabulary(), 128), alphabet.name(), 1);
  }

  static Writer writer(Model model, Grammars grammars) {
    return new Writer(model, grammars, SETTINGS, Sampling.PLAIN);
  }

  /// In the middle of the grid.
  static Trial trial(long ticket, String proposer, Warrior warrior, double value) {
    Trial t = trial(ticket, warrior, value, 5, 50);
    return new Trial(
        ticket, t.round(), proposer, List.of(), t.candidate(), t.outcome(), t.admitted());
  }

  static Trial trial(long ticket, Warrior warrior, double value, double spawned, double covered) {
    return trial(ticket, warrior, List.of(), value, spawned, covered);
  }

  static Trial trial(
      long ticket,
      Warrior warrior,
      List<Hash> parents,
      double value,
      double spawned,
      double covered) {
    Score score =
        new Score(value, Bounds.UNIT, Collections.nCopies(4, value), List.of(spawned, covered), "");
    Candidate candidate = RedcodeText.candidate(warrior, SETTINGS);
    return new Trial(ticket, 1, "point", parents, candidate, new Outcome.Finished(score), true);
  }

  /// `count` different warriors of the usual kinds, the longer the better.
  static List<Trial> trials(int count) {
    List<Trial> trials = new ArrayList<>();
    for (Warrior warrior : Warriors.some(count, SETTINGS, 5)) {
      int ticket = trials.size() + 1;
      double value = warrior.code().size() / 20.0;
      trials.add(trial(ticket, warrior, value, ticket % 20, 20 + ticket % 200));
    }
    return trials;
  }

  /// Waits until the end.
  static Watch patient() {
    return new Watch() {
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
    };
  }
}
