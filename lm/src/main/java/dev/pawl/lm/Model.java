package dev.pawl.lm;

import dev.pawl.Hash;
import dev.pawl.lm.Safetensors.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A language model: shape, tokenizer and weights. Its canonical bytes are a safetensors file, so
/// that a model has one id and everybody can open it.
///
/// Weights are named and laid out as Hugging Face does for Llama; a matrix is (outputs, inputs),
/// row by row:
///
///     model.embed_tokens.weight                        (vocabulary, width)
///     model.embed_positions.weight                     (context, width)            learned positions
///     model.layers.N.input_layernorm.weight            (width)
///     model.layers.N.self_attn.q_proj.weight           (width, width)
///     model.layers.N.self_attn.k_proj.weight, v_proj   (kvHeads * headWidth, width)
///     model.layers.N.self_attn.q_norm.weight, k_norm   (headWidth)                 if qkNorm
///     model.layers.N.self_attn.o_proj.weight           (width, width)
///     model.layers.N.post_attention_layernorm.weight   (width)
///     model.layers.N.mlp.gate_proj.weight              (hidden, width)             SwiGLU
///     model.layers.N.mlp.up_proj.weight                (hidden, width)
///     model.layers.N.mlp.down_proj.weight              (width, hidden)
///     model.norm.weight                                (width)
///     lm_head.weight                                   (vocabulary, width)         unless tied
///
/// @param shape of the network
/// @param tokenizer what its tokens mean, such as `bytes` or `redcode/digits/8000`
/// @param weights by name, in the order above; the arrays are not copied, and nobody changes them
public record Model(Shape shape, String tokenizer, Map<String, float[]> weights) {

  /// Far above any name of a tokenizer.
  private static final int TOKENIZER_LENGTH_MAX = 200;

  public Model {
    if (tokenizer.isBlank() || tokenizer.length() > TOKENIZER_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "the name of a tokenizer has 1 to %d characters; found %d"
              .formatted(TOKENIZER_LENGTH_MAX, tokenizer.length()));
    }
    weights = checked(shape, weights);
  }

  private static Map<String, float[]> checked(Shape shape, Map<String, float[]> found) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (Weight weight : shape.weights()) {
      float[] numbers = found.get(weight.name());
      if (numbers == null || numbers.length != weight.size()) {
        throw new IllegalArgumentException(
            "weight '%s' has %,d numbers in this shape; found %s"
                .formatted(
                    weight.name(),
                    weight.size(),
                    numbers == null ? "no such weight" : "%,d".formatted(numbers.length)));
      }
      for (float number : numbers) {
        if (!Float.isFinite(number)) {
          throw new IllegalArgumentException(
              "weight '%s' must be finite; found %s".formatted(weight.name(), number));
        }
      }
      weights.put(weight.name(), numbers);
    }
    if (found.size() != weights.size()) {
      List<String> more = found.keySet().stream().filter(n -> !weights.containsKey(n)).toList();
      throw new IllegalArgumentException("this shape has no weights " + more);
    }
    return Collections.unmodifiableMap(weights);
  }

  /// The numbers of the weight with this name.
  public float[] weight(String name) {
    float[] numbers = weights.get(name);
    if (numbers == null) {
      throw new IllegalArgumentException("this shape has no weight '%s'".formatted(name));
    }
    return numbers;
  }

  /// What the canonical bytes hash to.
  public Hash id() {
    return Hash.of(bytes());
  }

  /// The canonical bytes: a safetensors file with shape and tokenizer in its metadata.
  public byte[] bytes() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (Weight weight : shape.weights()) {
      List<Integer> dimensions =
          weight.matrix() ? List.of(weight.rows(), weight.columns()) : List.of(weight.columns());
      tensors.put(weight.name(), new Tensor(dimensions, weight(weight.name())));
    }
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("format", "pt"); // Hugging Face reads no file without it
    metadata.put("shape", shape.toJson());
    metadata.put("tokenizer", tokenizer);
    return new Safetensors(metadata, tensors).bytes();
  }

  /// Reads what [#bytes] wrote.
  ///
  /// @throws IllegalArgumentException if it is no model, and says why
  public static Model read(byte[] bytes) {
    Safetensors file = Safetensors.read(bytes);
    String shape = file.metadata().get("shape");
    String tokenizer = file.metadata().get("tokenizer");
    if (shape == null || tokenizer == null) {
      throw new IllegalArgumentException(
          "a model has 'shape' and 'tokenizer' in its metadata; found " + file.metadata().keySet());
    }
    Map<String, float[]> weights = new LinkedHashMap<>();
    file.tensors().forEach((name, tensor) -> weights.put(name, tensor.data()));
    Model model = new Model(Shape.parse(shape), tokenizer, weights);
    if (!Arrays.equals(model.bytes(), bytes)) {
      throw new IllegalArgumentException(
          "a model is written in one way only; this file has the weights, but in another way");
    }
    return model;
  }

  /// Whether all is the same, bit by bit.
  @Override
  public boolean equals(Object other) {
    return other instanceof Model that
        && shape.equals(that.shape)
        && tokenizer.equals(that.tokenizer)
        && weights.keySet().stream()
            .allMatch(name -> Arrays.equals(weight(name), that.weight(name)));
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(weight("model.norm.weight"));
  }
}
