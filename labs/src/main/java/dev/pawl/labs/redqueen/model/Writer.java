package dev.pawl.labs.redqueen.model;

import dev.pawl.Draw;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Prompts.Part;
import dev.pawl.labs.redqueen.model.RedcodeTokens.Fragment;
import dev.pawl.labs.redqueen.operators.Layout;
import dev.pawl.labs.redqueen.operators.Operators;
import dev.pawl.lm.Automaton;
import dev.pawl.lm.Model;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.decode.Decoder;
import dev.pawl.lm.decode.Request;
import dev.pawl.lm.decode.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One version of a model that writes warriors. Everything it does is a pure function; threads
/// share it.
public final class Writer implements Author {

  /// How often it is asked until it says something new.
  static final int TRIES = 4;

  private final Grammars grammars;
  private final RedcodeTokens alphabet;
  private final Settings settings;
  private final Prompts prompts;
  private final Sampling sampling;
  private final Model model;
  private final Decoder decoder;

  Writer(Model model, Grammars grammars, Settings settings, Sampling sampling) {
    this.model = model;
    this.grammars = grammars;
    this.alphabet = grammars.alphabet();
    this.settings = settings;
    this.prompts = new Prompts(alphabet, model.shape().context());
    this.sampling = sampling;
    this.decoder = new Decoder(model);
    if (!model.tokenizer().equals(alphabet.name())) {
      throw new IllegalArgumentException(
          "the model writes %s; this study has %s".formatted(model.tokenizer(), alphabet.name()));
    }
  }

  /// What was written.
  ///
  /// @param warrior empty if nothing new came out
  /// @param cell of its traits, as the model said before it wrote; empty if it was not asked
  /// @param ended whether the model ended it, or it ran into the limit and was cut there
  /// @param copies how many tries only gave a parent again
  /// @param flops of all tries
  public record Written(
      Optional<Warrior> warrior, List<Integer> cell, boolean ended, int copies, long flops) {}

  Model model() {
    return model;
  }

  /// The most FLOPs of one call.
  long flopsMax() {
    return TRIES * model.shape().flops(model.shape().context());
  }

  /// A warrior of the best class, from nothing.
  Written write(Draw draw) {
    return write(1, draw).getFirst();
  }

  /// `count` warriors of the best class, from nothing, each with a draw of its own.
  @Override
  public List<Written> write(int count, Draw draw) {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(
          request(prompts.write(Prompts.BEST), grammars.withCells(), draw.purpose("write " + i)));
    }
    List<Written> written = new ArrayList<>();
    for (Sample sample : decoder.sample(requests)) {
      Fragment read = alphabet.read(Tokens.of(), sample.tokens());
      written.add(written(whole(read), RedcodeTokens.cells(sample.tokens()), sample));
    }
    return written;
  }

  /// How surprising `warrior` is as one of the best class that is to fall into `cell`: minus the
  /// logarithm of its probability to the base 2, under the grammar; less is better. A warrior that
  /// is longer than the context is taken as far as it fits.
  public double bits(Warrior warrior, List<Integer> cell) {
    int from = prompts.write(Prompts.BEST, cell).size();
    Tokens text = prompts.writeAnswered(warrior, Prompts.BEST, cell);
    float[][] logits = decoder.logits(text);
    Automaton grammar = grammars.whole();
    int state = 0;
    double nats = 0;
    for (int i = from; i < text.size(); i++) {
      nats -= logProbability(logits[i - 1], grammar, state, text.at(i));
      state = grammar.next(state, text.at(i));
    }
    return nats / StrictMath.log(2);
  }

  private static double logProbability(float[] logits, Automaton grammar, int state, int token) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      most = grammar.next(state, i) >= 0 ? Math.max(most, logits[i]) : most;
    }
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += grammar.next(state, i) >= 0 ? StrictMath.exp(logits[i] - most) : 0;
    }
    return logits[token] - most - StrictMath.log(sum);
  }

  /// `parent` with a gap filled.
  Written edit(Warrior parent, Draw draw) {
    return untilNew(
        List.of(parent), draw, each -> edit(Gap.orInsertion(parent, size(), each), each));
  }

  /// A child of two parents, which are shown whole, or one up to a cut and the other from there.
  Written cross(Warrior first, Warrior second, Draw draw) {
    return untilNew(
        List.of(first, second),
        draw,
        each -> {
          Part one = Part.whole(first);
          Part two = Part.whole(second);
          if (each.nextBoolean()) {
            one = new Part(first, 0, 1 + each.nextInt(first.code().size()));
            two = new Part(second, each.nextInt(second.code().size()), second.code().size());
          }
          return cross(one, two, each);
        });
  }

  private Written edit(Part gap, Draw draw) {
    Warrior parent = gap.warrior();
    int size = parent.code().size();
    boolean startElsewhere = parent.start() < gap.from() || parent.start() >= gap.to();
    Automaton grammar = grammars.middle(size - gap.size(), startElsewhere);
    Tokens prompt = prompts.edit(gap, Prompts.BEST);
    Sample sample = decoder.sample(List.of(request(prompt, grammar, draw))).getFirst();
    Fragment middle = alphabet.read(prompt, sample.tokens());
    Layout layout =
        new Layout(size(), parent)
            .keep(0, 0, gap.from())
            .fresh(middle.code())
            .keep(0, gap.to(), size);
    Optional<Warrior> child =
        layout.size() == 0
            ? Optional.empty()
            : Optional.of(
                middle.start() >= 0
                    ? layout.startingAt(gap.from() + middle.start(), true)
                    : layout.startingAt(0, parent.start(), true));
    return written(child, List.of(), sample);
  }

  private Written cross(Part first, Part second, Draw draw) {
    Tokens prompt = prompts.cross(first, second, Prompts.BEST);
    Sample sample = decoder.sample(List.of(request(prompt, grammars.whole(), draw))).getFirst();
    return written(whole(alphabet.read(prompt, sample.tokens())), List.of(), sample);
  }

  private static Optional<Warrior> whole(Fragment read) {
    return read.code().isEmpty()
        ? Optional.empty()
        : Optional.of(Warrior.of(read.code(), Math.max(0, read.start())));
  }

  private static Written written(Optional<Warrior> warrior, List<Integer> cell, Sample sample) {
    return new Written(warrior, cell, sample.ended(), 0, sample.flops());
  }

  private interface Try {
    Written go(Draw draw);
  }

  private Written untilNew(List<Warrior> parents, Draw draw, Try attempt) {
    long flops = 0;
    for (int i = 0; i < TRIES; i++) {
      Written written = attempt.go(draw.purpose("try " + i));
      flops += written.flops();
      if (written.warrior().filter(child -> isNew(child, parents)).isPresent()) {
        return new Written(written.warrior(), List.of(), written.ended(), i, flops);
      }
    }
    return new Written(Optional.empty(), List.of(), false, TRIES, flops);
  }

  private boolean isNew(Warrior child, List<Warrior> parents) {
    return parents.stream().noneMatch(parent -> Operators.same(child, parent, settings));
  }

  private Request request(Tokens prompt, Automaton grammar, Draw draw) {
    int room = model.shape().context() - prompt.size();
    return new Request(
        prompt,
        Math.max(1, room),
        sampling.temperature(),
        sampling.topP(),
        grammar,
        RedcodeTokens.END,
        draw.purpose("sample"));
  }

  private int size() {
    return settings.coreSize();
  }
}
