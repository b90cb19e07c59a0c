package dev.pawl.lm.decode;

import dev.pawl.Draw;
import dev.pawl.lm.Automaton;
import dev.pawl.lm.Tokens;
import org.jspecify.annotations.Nullable;

/// Something to be written.
///
/// @param prompt to go on from; at least one token
/// @param tokensMax the most to write, the end token included
/// @param temperature 0 for the most probable token each time
/// @param topP the nucleus that is drawn from, by probability; 1 for everything
/// @param grammar what may be written; null for anything
/// @param end the token that ends the text; -1 for none
/// @param draw the chance of this text alone; how far it has been read is of no account
public record Request(
    Tokens prompt,
    int tokensMax,
    double temperature,
    double topP,
    @Nullable Automaton grammar,
    int end,
    Draw draw) {

  public Request {
    if (prompt.size() < 1
        || tokensMax < 1
        || !(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)
        || !(topP > 0 && topP <= 1)
        || end < -1) {
      throw new IllegalArgumentException(
          "a request has a prompt, 1 token or more, a temperature from 0, a topP above 0 to 1; found %d, %d, %s, %s"
              .formatted(prompt.size(), tokensMax, temperature, topP));
    }
    if (grammar != null && grammar.end() != end) {
      throw new IllegalArgumentException(
          "the grammar ends with token %d, the request with %d; they must be one"
              .formatted(grammar.end(), end));
    }
  }
}
