package dev.pawl.labs.squared.model;

/// How the model learns, and how it is asked.
///
/// @param flops of a lesson's training
/// @param scale how many times as wide and as deep it is as its recipe says
/// @param synthetic how many random recipes it is shown so that it knows the language
/// @param temperature of what it writes
/// @param topP the nucleus that it writes from
public record Learning(long flops, int scale, int synthetic, double temperature, double topP) {}
