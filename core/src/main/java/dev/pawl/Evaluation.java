package dev.pawl;

/// The result of scoring one candidate, and what it cost.
public record Evaluation(Outcome outcome, Cost cost) {}
