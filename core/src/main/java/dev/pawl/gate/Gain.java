package dev.pawl.gate;

/// A mean difference with an interval for the true one.
///
/// @param mean of the tasks that were observed
/// @param low the true mean is at least this, but for a chance of `level`
/// @param high the true mean is at most this, but for a chance of `level`
/// @param level the chance of error of each end, at whatever moment one looks
public record Gain(int tasks, double mean, double low, double high, double level) {}
