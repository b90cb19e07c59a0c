package dev.pawl.labs.squared.recipe;

import dev.pawl.lm.formula.Canonical;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.formula.Reader;
import java.util.Map;

/// The parts that most recipes share, in canonical form.
final class Defaults {

  /// Attention, then MLP, each added to the stream (pre-norm).
  static final Formula BLOCK = block();

  static final Formula SILU = canonical("h * sigmoid(h)", Place.ACTIVATION);
  static final Formula RELU2 = canonical("sq(relu(h))", Place.ACTIVATION);
  static final Formula GELU = canonical("gelu(h)", Place.ACTIVATION);

  private Defaults() {}

  private static Formula canonical(String text, Place place) {
    return Canonical.of(Reader.read(text, place));
  }

  private static Formula block() {
    Formula middle = Reader.part("x + attention(norm(x))", Place.BLOCK, Map.of());
    return Canonical.of(Reader.read("m + mlp(norm(m))", Place.BLOCK, Map.of("m", middle)));
  }
}
