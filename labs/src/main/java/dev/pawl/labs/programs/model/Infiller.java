package dev.pawl.labs.programs.model;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.labs.evidence.Evidence.One;
import dev.pawl.labs.programs.Lexer;
import dev.pawl.labs.programs.Surface;
import dev.pawl.lm.Automaton;
import dev.pawl.lm.Model;
import dev.pawl.lm.decode.Decoder;
import dev.pawl.lm.decode.Request;
import dev.pawl.lm.decode.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// One version of the model that edits programs. Everything it does is a pure function; threads
/// share it.
final class Infiller {

  /// How often it is asked until it writes something legal and new.
  static final int TRIES = 8;

  private static final double BEST_SHARE = 0.7;

  private final Model model;
  private final Decoder decoder;
  private final Surface surface;
  private final BiPredicate<Candidate, Candidate> fits;
  private final Learning learning;
  private final Vocabulary vocabulary;
  private final Prompts prompts;

  /// @param fits whether a child, the second, may take the place of its parent
  Infiller(
      Model model,
      Vocabulary vocabulary,
      Surface surface,
      BiPredicate<Candidate, Candidate> fits,
      Learning learning) {
    this.model = model;
    this.decoder = new Decoder(model);
    this.surface = surface;
    this.fits = fits;
    this.learning = learning;
    this.vocabulary = vocabulary;
    this.prompts = new Prompts(vocabulary, model.shape().context());
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  Model model() {
    return model;
  }

  /// What came of asking.
  ///
  /// @param child empty if no try gave a legal one that is new
  /// @param flops of all tries
  record Written(Optional<Candidate> child, int tries, long flops) {}

  /// The most FLOPs of one call.
  long flopsMax() {
    return TRIES * model.shape().flops(model.shape().context());
  }

  /// `parent` with a gap filled.
  ///
  /// @param known what was tried
  /// @param until the ticket up to which it counts as known
  Written edit(Candidate parent, Known known, long until, Draw draw) {
    long flops = 0;
    for (int i = 1; i <= TRIES; i++) {
      One one = attempt(parent, draw.purpose("try " + i));
      flops += one.flops();
      if (one.candidate().filter(child -> !known.has(child, until)).isPresent()) {
        return new Written(one.candidate(), i, flops);
      }
    }
    return new Written(Optional.empty(), TRIES, flops);
  }

  /// One try, new or not; no candidate if what was written is nothing legal, or changes nothing.
  One attempt(Candidate parent, Draw draw) {
    Optional<Gap> found = Gap.of(surface, parent, draw.purpose("gap"));
    if (found.isEmpty()) {
      return new One(Optional.empty(), 0);
    }
    Gap gap = found.get();
    int quality = Vocabulary.BEST + (draw.nextDouble() < BEST_SHARE ? 0 : 1);
    Request request =
        new Request(
            Prompts.tokens(prompts.ask(parent, gap, quality)),
            prompts.middleMax(),
            learning.temperature(),
            learning.topP(),
            anythingBut(vocabulary.encode(gap.in(parent))),
            vocabulary.end(),
            draw.purpose("sample"));
    Sample sample = decoder.sample(List.of(request)).getFirst();
    return new One(
        sample.ended() ? child(parent, gap, text(sample)) : Optional.empty(), sample.flops());
  }

  private Optional<Candidate> child(Candidate parent, Gap gap, String middle) {
    if (!Gap.areMatched(Lexer.split(middle))) {
      return Optional.empty();
    }
    Candidate child = gap.fill(parent, middle);
    return child.equals(parent) || surface.violation(child).isPresent() || !fits.test(parent, child)
        ? Optional.empty()
        : Optional.of(child);
  }

  private String text(Sample sample) {
    return vocabulary.decode(Arrays.stream(sample.tokens().toArray()).boxed().toList());
  }

  /// Every text but these tokens, which stood in the gap: a model that learned well would mostly
  /// write them again. State i has seen the first i of them and nothing else; the last one is free.
  private Automaton anythingBut(List<Integer> old) {
    int free = old.size() + 1;
    List<int[]> rows = new ArrayList<>();
    for (int state = 0; state <= free; state++) {
      int[] row = new int[vocabulary.size()];
      for (int token = 0; token < row.length; token++) {
        row[token] = vocabulary.isWritable(token) ? free : Automaton.FORBIDDEN;
      }
      row[vocabulary.end()] = state == old.size() ? Automaton.FORBIDDEN : free;
      if (state < old.size() && vocabulary.isWritable(old.get(state))) {
        row[old.get(state)] = state + 1;
      }
      rows.add(row);
    }
    return new Automaton(rows.toArray(int[][]::new), vocabulary.end());
  }
}
