package dev.pawl.lm.interop;

import dev.pawl.lm.ByteTokenizer;
import dev.pawl.lm.Model;
import dev.pawl.lm.Safetensors;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A model as `AutoModelForCausalLM.from_pretrained` of Hugging Face loads it from a folder.
///
/// @param config the content of `config.json`
/// @param weights the content of `model.safetensors`
@SuppressWarnings("ArrayRecordComponent") // the content of a file
public record HuggingFace(String config, byte[] weights) {

  private static final JsonMapper JSON = new JsonMapper();

  /// The two files of `model`. Its canonical bytes already are what Hugging Face reads.
  ///
  /// @throws IllegalArgumentException if no architecture computes what it does
  public static HuggingFace of(Model model) {
    Shape shape = model.shape();
    Architecture architecture = Architecture.of(shape);
    ObjectNode config = JSON.createObjectNode();
    config.putArray("architectures").add(architecture.className);
    config
        .put("model_type", architecture.label())
        .put("vocab_size", shape.vocabulary())
        .put("max_position_embeddings", shape.context())
        .put("num_hidden_layers", shape.layers())
        .put("hidden_size", shape.width())
        .put("num_attention_heads", shape.heads())
        .put("num_key_value_heads", shape.kvHeads())
        .put("head_dim", shape.headWidth())
        .put("intermediate_size", shape.hidden())
        .put("hidden_act", architecture.activationName)
        .put("rms_norm_eps", Shape.NORM_EPSILON)
        .put("rope_theta", Shape.ROPE_BASE)
        .put("tie_word_embeddings", shape.tied())
        .put("attention_bias", false)
        .put("mlp_bias", false)
        .put("torch_dtype", "float32");
    boolean bytes = model.tokenizer().equals(ByteTokenizer.NAME);
    config.put("bos_token_id", bytes ? ByteTokenizer.START : null);
    config.put("eos_token_id", bytes ? ByteTokenizer.END : null);
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(config);
    return new HuggingFace(text, model.bytes());
  }

  /// The model that these files describe.
  ///
  /// @param tokenizer what its tokens mean
  /// @throws IllegalArgumentException if it is not one of the architectures, and says why
  public Model model(String tokenizer) {
    JsonNode json;
    try {
      json = JSON.readTree(config);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("config.json is no JSON: " + e.getOriginalMessage(), e);
    }
    Shape shape = shape(json);
    Map<String, float[]> found = new HashMap<>();
    Safetensors.read(weights).tensors().forEach((name, t) -> found.put(name, t.data()));
    if (shape.tied()) {
      found.remove("lm_head.weight"); // some write it twice
    }
    return new Model(shape, tokenizer, found);
  }

  private static Shape shape(JsonNode json) {
    Architecture architecture = Architecture.parse(json.path("model_type").asString(""));
    JsonNode rope = json.path("rope_parameters");
    JsonNode theta = rope.isObject() ? rope.path("rope_theta") : json.path("rope_theta");
    need("hidden_act", architecture.activationName, json.path("hidden_act").asString(""));
    need("rope_theta", Shape.ROPE_BASE, theta.asDouble(Shape.ROPE_BASE));
    need("rms_norm_eps", Shape.NORM_EPSILON, json.path("rms_norm_eps").asDouble(1e-6));
    need("rope_scaling", true, json.path("rope_scaling").isEmpty());
    need("rope_type", "default", rope.path("rope_type").asString("default"));
    int width = integer(json, "hidden_size");
    int heads = integer(json, "num_attention_heads");
    int kvHeads =
        json.hasNonNull("num_key_value_heads") ? integer(json, "num_key_value_heads") : heads;
    Shape shape =
        new Shape(
            integer(json, "vocab_size"),
            integer(json, "max_position_embeddings"),
            integer(json, "num_hidden_layers"),
            width,
            heads,
            kvHeads,
            integer(json, "intermediate_size"),
            Norm.RMS,
            Position.ROPE,
            architecture.activation,
            architecture.qkNorm,
            json.path("tie_word_embeddings").asBoolean(false),
            0);
    int headWidth = json.hasNonNull("head_dim") ? integer(json, "head_dim") : shape.headWidth();
    need("head_dim", shape.headWidth(), headWidth);
    return shape;
  }

  private static int integer(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new IllegalArgumentException(
          "'%s' of config.json must be an integer; found %s".formatted(name, value));
    }
    return value.intValue();
  }

  private static void need(String name, Object needed, Object found) {
    if (!needed.equals(found)) {
      throw new IllegalArgumentException(
          "models with %s %s can be imported; this one has %s".formatted(name, needed, found));
    }
  }
}
