package dev.pawl.lm.interop;

import dev.pawl.lm.ByteTokenizer;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Weight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Models as GGUF files, which llama.cpp and what is built on it run.
///
/// The tokenizer of a model of bytes is written as byte-level BPE without merges. A model of other
/// tokens has them as `<|0|>`, `<|1|>`, ..., each one token to llama.cpp.
///
/// Where llama.cpp rotates neighbours (RoPE as its paper has it), the rows of queries and keys are
/// put in that order on the way out and back again on the way in.
public final class Gguf {

  private static final int NORMAL = 1;
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("model.embed_tokens.weight", "token_embd.weight"),
          Map.entry("model.norm.weight", "output_norm.weight"),
          Map.entry("lm_head.weight", "output.weight"),
          Map.entry("input_layernorm.weight", "attn_norm.weight"),
          Map.entry("self_attn.q_proj.weight", "attn_q.weight"),
          Map.entry("self_attn.k_proj.weight", "attn_k.weight"),
          Map.entry("self_attn.v_proj.weight", "attn_v.weight"),
          Map.entry("self_attn.q_norm.weight", "attn_q_norm.weight"),
          Map.entry("self_attn.k_norm.weight", "attn_k_norm.weight"),
          Map.entry("self_attn.o_proj.weight", "attn_output.weight"),
          Map.entry("post_attention_layernorm.weight", "ffn_norm.weight"),
          Map.entry("mlp.gate_proj.weight", "ffn_gate.weight"),
          Map.entry("mlp.up_proj.weight", "ffn_up.weight"),
          Map.entry("mlp.down_proj.weight", "ffn_down.weight"));

  private Gguf() {}

  /// The file of `model`.
  ///
  /// @throws IllegalArgumentException if no architecture computes what it does
  public static byte[] write(Model model) {
    Shape shape = model.shape();
    Architecture architecture = Architecture.of(shape);
    String prefix = architecture.label() + ".";
    GgufWriter file = new GgufWriter();
    file.text("general.architecture", architecture.label());
    file.text("general.name", "pawl " + model.id().brief());
    file.number(prefix + "vocab_size", shape.vocabulary());
    file.number(prefix + "context_length", shape.context());
    file.number(prefix + "block_count", shape.layers());
    file.number(prefix + "embedding_length", shape.width());
    file.number(prefix + "feed_forward_length", shape.hidden());
    file.number(prefix + "attention.head_count", shape.heads());
    file.number(prefix + "attention.head_count_kv", shape.kvHeads());
    file.number(prefix + "attention.key_length", shape.headWidth());
    file.number(prefix + "attention.value_length", shape.headWidth());
    file.decimal(prefix + "attention.layer_norm_rms_epsilon", Shape.NORM_EPSILON);
    file.number(prefix + "rope.dimension_count", shape.headWidth());
    file.decimal(prefix + "rope.freq_base", Shape.ROPE_BASE);
    tokenizer(model, file);
    for (Weight weight : shape.weights()) {
      float[] numbers = model.weight(weight.name());
      List<Integer> dimensions =
          weight.matrix() ? List.of(weight.columns(), weight.rows()) : List.of(weight.columns());
      boolean turned = architecture.neighbours && rotated(weight);
      file.tensor(name(weight.name()), dimensions, turned ? toNeighbours(shape, numbers) : numbers);
    }
    return file.bytes();
  }

  /// The model of a file that anybody may have written, in F32, F16 or BF16.
  ///
  /// @param tokenizer what its tokens mean
  /// @throws IllegalArgumentException if it is none that can be imported, and says why
  public static Model read(byte[] file, String tokenizer) {
    GgufReader gguf = new GgufReader(file);
    Architecture architecture = Architecture.parse(gguf.text("general.architecture"));
    Map<String, float[]> tensors = gguf.tensors();
    Shape shape = shape(gguf, architecture, tensors);
    Map<String, float[]> weights = new HashMap<>();
    for (Weight weight : shape.weights()) {
      float @Nullable [] numbers = tensors.get(name(weight.name()));
      if (numbers != null && numbers.length == weight.size()) {
        boolean turned = architecture.neighbours && rotated(weight);
        weights.put(weight.name(), turned ? fromNeighbours(shape, numbers) : numbers);
      }
    }
    if (tensors.size() != weights.size()) {
      throw new IllegalArgumentException(
          "%d tensors belong to a %s of this size; found %d, %d of them of the right name and size"
              .formatted(
                  shape.weights().size(), architecture.label(), tensors.size(), weights.size()));
    }
    return new Model(shape, tokenizer, weights);
  }

  private static Shape shape(
      GgufReader gguf, Architecture architecture, Map<String, float[]> tensors) {
    String prefix = architecture.label() + ".";
    int width = gguf.number(prefix + "embedding_length");
    int heads = gguf.number(prefix + "attention.head_count");
    float @Nullable [] embedding = tensors.get("token_embd.weight");
    if (embedding == null || width < 1) {
      throw new IllegalArgumentException("a model has a tensor 'token_embd.weight', and a width");
    }
    double epsilon = gguf.decimal(prefix + "attention.layer_norm_rms_epsilon", 0);
    double base = gguf.decimal(prefix + "rope.freq_base", Shape.ROPE_BASE);
    if (base != Shape.ROPE_BASE || epsilon != (float) Shape.NORM_EPSILON) {
      throw new IllegalArgumentException(
          "models with a RoPE base of %s and an epsilon of %s can be imported; this one has %s and %s"
              .formatted(Shape.ROPE_BASE, Shape.NORM_EPSILON, base, epsilon));
    }
    return new Shape(
        embedding.length / width,
        gguf.number(prefix + "context_length"),
        gguf.number(prefix + "block_count"),
        width,
        heads,
        gguf.number(prefix + "attention.head_count_kv"),
        gguf.number(prefix + "feed_forward_length"),
        Norm.RMS,
        Position.ROPE,
        architecture.activation,
        architecture.qkNorm,
        !tensors.containsKey("output.weight"),
        0);
  }

  private static String name(String name) {
    String[] parts = name.split("\\.", 4);
    boolean ofLayer = name.startsWith("model.layers.");
    String known = Objects.requireNonNull(NAMES.get(ofLayer ? parts[3] : name), name);
    return ofLayer ? "blk." + parts[2] + "." + known : known;
  }

  private static boolean rotated(Weight weight) {
    return weight.name().contains("q_proj") || weight.name().contains("k_proj");
  }

  /// Row i of a head's first half goes to 2 i, of its second to 2 i + 1.
  private static float[] toNeighbours(Shape shape, float[] matrix) {
    return reorder(shape, matrix, true);
  }

  private static float[] fromNeighbours(Shape shape, float[] matrix) {
    return reorder(shape, matrix, false);
  }

  private static float[] reorder(Shape shape, float[] matrix, boolean out) {
    int half = shape.headWidth() / 2;
    int width = shape.width();
    float[] reordered = new float[matrix.length];
    for (int row = 0; row < matrix.length / width; row++) {
      int start = row - row % shape.headWidth();
      int i = row - start;
      int neighbour = start + i % half * 2 + i / half;
      System.arraycopy(
          matrix,
          (out ? row : neighbour) * width,
          reordered,
          (out ? neighbour : row) * width,
          width);
    }
    return reordered;
  }

  private static void tokenizer(Model model, GgufWriter file) {
    int vocabulary = model.shape().vocabulary();
    boolean bytes =
        model.tokenizer().equals(ByteTokenizer.NAME) && vocabulary == ByteTokenizer.VOCABULARY;
    file.text("tokenizer.ggml.model", "gpt2");
    file.text("tokenizer.ggml.pre", "default");
    file.texts(
        "tokenizer.ggml.tokens",
        IntStream.range(0, vocabulary).mapToObj(i -> bytes ? piece(i) : "<|" + i + "|>").toList());
    file.numbers(
        "tokenizer.ggml.token_type",
        IntStream.range(0, vocabulary)
            .mapToObj(i -> !bytes ? USER_DEFINED : i < ByteTokenizer.START ? NORMAL : CONTROL)
            .toList());
    file.texts("tokenizer.ggml.merges", List.of());
    file.bool("tokenizer.ggml.add_bos_token", false);
    if (bytes) {
      file.number("tokenizer.ggml.bos_token_id", ByteTokenizer.START);
      file.number("tokenizer.ggml.eos_token_id", ByteTokenizer.END);
    }
  }

  /// Byte-level BPE writes a byte as the character of that number if it is visible, and the others
  /// in their order as characters from 256.
  private static String piece(int token) {
    if (token >= ByteTokenizer.START) {
      return token == ByteTokenizer.START ? "<|start|>" : "<|end|>";
    }
    int invisible = (int) IntStream.range(0, token).filter(b -> !visible(b)).count();
    return Character.toString(visible(token) ? token : 256 + invisible);
  }

  private static boolean visible(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xA1 && b != 0xAD);
  }
}
