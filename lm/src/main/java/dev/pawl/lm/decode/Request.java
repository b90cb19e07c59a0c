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
/// @param draw the chance of this text alone
public record Request(
    Tokens prompt,
    int tokensMax,
    double temperature,
    double topP,
    @Nullable Automaton grammar,
    int end,
    Draw draw) {}
