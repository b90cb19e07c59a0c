package dev.pawl.gate;

/// How far the suspicion of something that must not be has come.
///
/// @param tasks observed
/// @param mean of what was observed, in the unit of the check
/// @param logPeak natural logarithm of the greatest evidence so far
/// @param raised whether it ever reached 1/level: without cause that happens with a chance of at
///   most the level, however often one looks
public record Alarm(int tasks, double mean, double logPeak, double level, boolean raised) {}
