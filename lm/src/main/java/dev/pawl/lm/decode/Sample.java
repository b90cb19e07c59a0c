package dev.pawl.lm.decode;

import dev.pawl.lm.Tokens;

/// What was written.
///
/// @param tokens without prompt and end token
/// @param ended whether the model ended it; otherwise it ran into the limit
/// @param logProbability of the tokens and the end, under temperature 1 and the grammar, in nats
/// @param flops spent on it, prompt included
public record Sample(Tokens tokens, boolean ended, double logProbability, long flops) {}
