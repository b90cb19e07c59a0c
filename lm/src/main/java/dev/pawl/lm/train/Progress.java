package dev.pawl.lm.train;

/// How far a training is after one step.
///
/// @param step from 1
/// @param steps in all
/// @param loss of the objective on the step's batch, before the step
/// @param gradientNorm before clipping
/// @param learningRate of the step
/// @param tokens read since the first step, without padding
/// @param flops of all steps so far, by formula
public record Progress(
    int step,
    int steps,
    double loss,
    double gradientNorm,
    double learningRate,
    long tokens,
    long flops) {}
