package dev.pawl.lm.decode;

import dev.pawl.Draw;
import dev.pawl.lm.Automaton;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Tokens;
import java.util.Arrays;

/// A text that is being written.
final class Text {

  private final Request request;
  private final Cache cache;
  private final Draw draw;
  private final int[] tokens;
  private int size;
  private int run;
  private int state;
  private boolean ended;
  private boolean stuck;
  private double logProbability;

  Text(Request request, Shape shape, Cache cache) {
    this.request = request;
    this.cache = cache;
    this.draw = request.draw().purpose("tokens");
    this.tokens = Arrays.copyOf(request.prompt().toArray(), sizeMax(request, shape));
    this.size = request.prompt().size();
  }

  /// Prompt and text together; the last token is written but never read, so it needs no position.
  static int sizeMax(Request request, Shape shape) {
    return (int)
        Math.min((long) request.prompt().size() + request.tokensMax(), shape.context() + 1L);
  }

  Cache cache() {
    return cache;
  }

  boolean done() {
    return ended || stuck || size == tokens.length;
  }

  /// Adds as many of the tokens that were not run yet as there is room for.
  ///
  /// @return the row of the last token, if it is among them; otherwise -1
  int addTo(Pass pass) {
    int row = -1;
    while (run < size && pass.room() > 0) {
      row = pass.add(cache, run, tokens[run]);
      run++;
    }
    return run == size ? row : -1;
  }

  /// Writes one more token.
  void write(float[] logits, Choice choice) {
    Automaton grammar = request.grammar();
    int token =
        choice.choose(
            logits, grammar, state, request.temperature(), request.topP(), draw.nextDouble());
    if (token == Choice.NONE) {
      stuck = true;
      return;
    }
    logProbability += choice.logProbability();
    if (token == request.end()) {
      ended = true;
      return;
    }
    tokens[size++] = token;
    if (grammar != null) {
      state = grammar.next(state, token);
      ended = !done() && grammar.mustEnd(state); // with probability 1, so nothing need be run
    }
  }

  Sample sample(Shape shape) {
    int[] written = Arrays.copyOfRange(tokens, request.prompt().size(), size);
    return new Sample(Tokens.of(written), ended, logProbability, shape.flops(run));
  }
}
