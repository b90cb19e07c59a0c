package dev.pawl.lm.interop;

import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Activation;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import java.util.Arrays;
import java.util.Locale;

/// An architecture that Hugging Face and llama.cpp know by the same name. All have RMS norm, RoPE
/// and no biases.
public enum Architecture {
  /// SwiGLU.
  LLAMA("LlamaForCausalLM", "silu", Activation.SWIGLU, false, true),
  /// SwiGLU and QK-norm.
  QWEN3("Qwen3ForCausalLM", "silu", Activation.SWIGLU, true, false),
  /// ReLU².
  ARCEE("ArceeForCausalLM", "relu2", Activation.RELU2, false, true);

  final String className;
  final String activationName;
  final Activation activation;
  final boolean qkNorm;

  /// Whether llama.cpp pairs neighbours in RoPE here, and not component i with i + half.
  final boolean neighbours;

  Architecture(
      String className,
      String activationName,
      Activation activation,
      boolean qkNorm,
      boolean neighbours) {
    this.className = className;
    this.activationName = activationName;
    this.activation = activation;
    this.qkNorm = qkNorm;
    this.neighbours = neighbours;
  }

  /// The architecture that computes what `shape` does.
  ///
  /// @throws IllegalArgumentException if there is none, and says why
  public static Architecture of(Shape shape) {
    if (shape.norm() != Norm.RMS || shape.position() != Position.ROPE || shape.softcap() != 0) {
      throw new IllegalArgumentException(
          "only models with RMS norm, RoPE and no softcap can be exported; this one has %s, %s, %s"
              .formatted(shape.norm(), shape.position(), shape.softcap()));
    }
    return Arrays.stream(values())
        .filter(a -> a.activation == shape.activation() && a.qkNorm == shape.qkNorm())
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no architecture of others has %s %s QK-norm; export SWIGLU with or without, or RELU2 without"
                    .formatted(shape.activation(), shape.qkNorm() ? "with" : "without")));
  }

  /// The architecture that others call `label`.
  static Architecture parse(String label) {
    return Arrays.stream(values())
        .filter(a -> a.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "models of %s can be imported; this one is '%s'"
                    .formatted(Arrays.stream(values()).map(Architecture::label).toList(), label)));
  }

  /// What others call it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
