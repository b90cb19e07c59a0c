package dev.pawl.labs.redqueen.model;

/// How a model is asked.
///
/// @param temperature of every token
/// @param topP the nucleus that is drawn from; 1 for everything
public record Sampling(double temperature, double topP) {

  /// As the model thinks, but the last hundredth.
  public static final Sampling PLAIN = new Sampling(1, 0.99);
}
