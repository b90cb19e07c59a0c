package dev.pawl.lm;

import java.util.Map;

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
/// @param weights by name, in the order above
public record Model(Shape shape, String tokenizer, Map<String, float[]> weights) {}
