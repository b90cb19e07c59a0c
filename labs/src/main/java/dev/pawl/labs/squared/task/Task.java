package dev.pawl.labs.squared.task;

import dev.pawl.Draw;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Pair;
import dev.pawl.lm.train.Corpus.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a model is trained on and measured on.
///
/// @param lessons where training sequences come from
/// @param exam where those come from that are measured on
/// @param context of the model
/// @param scale how many times as wide and as deep as a recipe says models are
/// @param seed of the sequences that are measured on
/// @param liking what is preferred, where a task is to learn from preferences; empty where it is to
///   predict
public record Task(
    Source lessons, Source exam, int context, int scale, long seed, Optional<Taste> liking) {

  /// How many sequences are measured on.
  public static final int EXAMINED = 48;

  public Task {
    if (context < 8 || context > 1024 || scale < 1 || scale > 8) {
      throw new IllegalArgumentException(
          "the context is %d and the scale %d; they must be from 8 to 1024, and from 1 to 8"
              .formatted(context, scale));
    }
    if (lessons.vocabulary() != exam.vocabulary()) {
      throw new IllegalArgumentException("lessons and exam must have the same tokens");
    }
  }

  /// To predict.
  public Task(Source lessons, Source exam, int context, int scale, long seed) {
    this(lessons, exam, context, scale, seed, Optional.empty());
  }

  /// To learn what is liked in a chain.
  public static Task liking(Markov chain, int context, int scale, long seed) {
    return new Task(chain, chain, context, scale, seed, Optional.of(new Liking(chain, seed)));
  }

  /// To learn which warriors fight well.
  public static Task battles(int context, int scale, long seed) {
    Arms arms = new Arms(seed);
    return new Task(
        arms, arms, context, scale, seed, Optional.of(new Battles(arms, context + 1, seed)));
  }

  /// Of one source.
  public static Task of(Source source, int context, int scale, long seed) {
    Source exam = source instanceof Text text ? text.heldOut() : source;
    return new Task(source, exam, context, scale, seed);
  }

  /// For people.
  public String name() {
    String name = liking.map(Taste::name).orElseGet(lessons::name);
    return scale == 1 ? name : "%s ×%d".formatted(name, scale);
  }

  /// The sequences that are measured on.
  public Texts exams() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < EXAMINED; i++) {
      examples.add(example(exam.sample(Draw.of(seed, i, "exam"), context + 1)));
    }
    return new Texts(examples);
  }

  /// The nats of a token on average that the source itself needs on [#exams]; 0 where it is not
  /// known.
  public double entropy() {
    if (!exam.isExact()) {
      return 0;
    }
    double sum = 0;
    for (Example example : exams().examples()) {
      sum += exam.nats(example.tokens().toArray());
    }
    return sum / ((double) EXAMINED * context);
  }

  /// The lesson of a pair.
  public Pair pair(Draw draw, int length) {
    int[][] pair = liking.orElseThrow().pair(draw, length + 1);
    return new Pair(example(pair[0]), example(pair[1]));
  }

  static Example example(int[] tokens) {
    return new Example(Tokens.of(tokens), 1, 1);
  }

  /// A training sequence: the easiest of some.
  ///
  /// @param tries of how many
  /// @param shares how likely each source is, where there are several
  public Example lesson(Draw draw, int length, int tries, List<Double> shares) {
    if (lessons instanceof Mixed mixed) {
      // The easiest of all would be of one of them, whatever the mix is.
      double left = draw.purpose("source").nextDouble();
      int which = 0;
      while (which < mixed.sources().size() - 1 && left >= shares.get(which)) {
        left -= shares.get(which++);
      }
      int[] easiest = easiest(mixed.sources().get(which), draw, length, tries);
      return example(mixed.ofSource(which, easiest));
    }
    return example(easiest(lessons, draw, length, tries));
  }

  /// How many sources lessons come from.
  public int sources() {
    return lessons instanceof Mixed mixed ? mixed.sources().size() : 1;
  }

  private static int[] easiest(Source lessons, Draw draw, int length, int tries) {
    int[] best = lessons.sample(draw.purpose("try 0"), length + 1);
    double least = tries > 1 ? lessons.nats(best) : 0;
    for (int i = 1; i < tries; i++) {
      int[] other = lessons.sample(draw.purpose("try " + i), length + 1);
      double nats = lessons.nats(other);
      if (nats < least) {
        best = other;
        least = nats;
      }
    }
    return best;
  }
}
