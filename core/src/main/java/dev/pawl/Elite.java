package dev.pawl;

/// A scored candidate as archives keep it and proposers see it.
///
/// @param ticket the ticket under which it was scored
public record Elite(Candidate candidate, Score score, long ticket) {}
