package dev.pawl.labs.squared.recipe;

import dev.pawl.Candidate;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.train.Rule;
import java.util.Optional;

/// How to train a model, from nothing or from preferences. All formulas are in canonical form.
///
/// @param model what is trained
/// @param data what it is shown
/// @param token the loss of a token
/// @param pair the loss of a pair of texts, where it is for preferences too
/// @param rule how weights are changed
/// @param schedule how fast
public record Recipe(
    Architecture model,
    Data data,
    Formula token,
    Optional<Formula> pair,
    Rule rule,
    Schedule schedule) {

  public Recipe {
    Place.TOKEN.check(token);
    pair.ifPresent(Place.PAIR::check);
  }

  /// What is shown, by the progress of training.
  ///
  /// @param batch sequences a step
  /// @param length of a sequence, as a share of the task's context
  /// @param easy how choosy the lessons are: the easiest of 1 / easy sequences is taken
  /// @param mix of a task that has several sources, the share of the first; without it, as much as
  ///   each of the others
  /// @param second the share of the second in what the first left, likewise
  /// @param third the share of the third in what those before it left, likewise
  public record Data(
      Formula batch,
      Formula length,
      Formula easy,
      Optional<Formula> mix,
      Optional<Formula> second,
      Optional<Formula> third) {

    /// Without a mix.
    public Data(Formula batch, Formula length, Formula easy) {
      this(batch, length, easy, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Data {
      Place.SCHEDULE.check(batch);
      Place.SCHEDULE.check(length);
      Place.SCHEDULE.check(easy);
      mix.ifPresent(Place.SCHEDULE::check);
      second.ifPresent(Place.SCHEDULE::check);
      third.ifPresent(Place.SCHEDULE::check);
    }

    /// The share of a source, from 0, in what those before it left; empty where it is an even one.
    public Optional<Formula> mix(int source) {
      return switch (source) {
        case 0 -> mix;
        case 1 -> second;
        case 2 -> third;
        default -> Optional.empty();
      };
    }
  }

  /// How fast weights change, by the progress of training.
  ///
  /// @param rate the learning rate
  /// @param decay of matrices, times the rate
  /// @param clip the most that the norm of the gradient may be
  /// @param dropout the share of what attention and MLP add that is left out in training
  public record Schedule(Formula rate, Formula decay, double clip, Formula dropout) {

    /// Gradients are always bounded, however much.
    static final double CLIP_MAX = 1000;

    /// What leaves nothing out.
    static final Formula NO_DROPOUT = Formula.of(0);

    public Schedule {
      Place.SCHEDULE.check(rate);
      Place.SCHEDULE.check(decay);
      Place.SCHEDULE.check(dropout);
      if (!(clip > 0 && clip <= CLIP_MAX)) {
        throw new IllegalArgumentException(
            "clip is %s; it must be more than 0 and at most %s".formatted(clip, CLIP_MAX));
      }
    }
  }

  /// As a candidate; its id is that of the canonical text.
  public Candidate candidate() {
    return Candidate.of(RecipeWriter.FILE, RecipeWriter.text(this));
  }
}
