package dev.pawl.labs.programs.model;

import dev.pawl.study.Section;

/// How a model learns from the programs of a run, and how it is asked.
///
/// @param flops of a lesson's training, about; 0 for no model
/// @param parameters of the model, about
/// @param context the most tokens of a gap, its surroundings and what is written
/// @param learningRate at its peak
/// @param threads that train; they decide the journal, because other sums are other bits
/// @param temperature of what it writes
/// @param topP the nucleus that it writes from
public record Learning(
    long flops,
    long parameters,
    int context,
    double learningRate,
    int threads,
    double temperature,
    double topP) {

  /// No model; where there is one, what is not said.
  public static final Learning NONE = new Learning(0, 50_000, 128, 0.01, 1, 0.9, 0.98);

  /// The least FLOPs of a lesson from which anything can be learned.
  static final long FLOPS_LEAST = 1_000_000_000L;

  /// What `section` says; what it does not say is that of `fallback`.
  public static Learning of(Section section, Learning fallback) {
    long flops = section.longInteger("flops", fallback.flops, 0, 1_000_000_000_000_000_000L);
    if (flops > 0 && flops < FLOPS_LEAST) {
      section.problem("flops", "must be 0, for no model, or 1e9 or more");
    }
    return new Learning(
        flops,
        section.longInteger("parameters", fallback.parameters, 20_000, 100_000_000),
        section.integer("context", fallback.context, 64, 8_192),
        section.decimal("learning-rate", fallback.learningRate, 1e-6, 1),
        section.integer("threads", fallback.threads, 1, 64),
        section.decimal("temperature", fallback.temperature, 0.01, 10),
        section.decimal("top-p", fallback.topP, 0.01, 1));
  }

  /// Whether there is a model.
  public boolean exists() {
    return flops > 0;
  }
}
