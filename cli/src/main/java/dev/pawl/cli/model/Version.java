package dev.pawl.cli.model;

import dev.pawl.Hash;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a model came to be out of another, or out of nothing.
///
/// @param model its id
/// @param parent the model that it was trained on from; [Hash#ZERO] for new weights
/// @param recipe how, as the recipe names its parts
/// @param data on what: files with their hashes, or the tickets of a run
/// @param lossBefore of the parent on what was held out, in nats a token
/// @param lossAfter of the model
/// @param flops spent on it
/// @param refused why the run that learned it did not use it; empty if it did, or if there was none
/// @param measured what a run measured of it on splits that the search never sees
public record Version(
    Hash model,
    Hash parent,
    Map<String, Object> recipe,
    Map<String, Object> data,
    double lossBefore,
    double lossAfter,
    long flops,
    Optional<String> refused,
    List<Measured> measured) {

  public Version {
    measured = List.copyOf(measured);
  }

  /// A measurement.
  ///
  /// @param half of its interval at 95 % over the samples; NaN where there is one only
  public record Measured(String split, String name, double value, double half, int samples) {}
}
