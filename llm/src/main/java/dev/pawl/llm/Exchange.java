package dev.pawl.llm;

import dev.pawl.Hash;

/// A request and what came of it, as it stands on the cassette.
///
/// @param key of the request
/// @param question of the request
/// @param spent by all attempts
/// @param attempts how often it was sent; 0 if it never was
public record Exchange(Hash key, Hash question, Outcome outcome, Spent spent, int attempts) {}
