package dev.pawl.lm;

import dev.pawl.lm.Safetensors.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a safetensors file and trusts nothing in it: sizes are checked before memory is taken, so
/// a file cannot ask for more than four times its own length.
final class SafetensorsReader {

  /// Far above what a model of 100 million parameters needs.
  static final int HEADER_BYTES_MAX = 4 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final byte[] file;
  private final int dataStart;

  SafetensorsReader(byte[] file) {
    this.file = file;
    if (file.length < 8) {
      throw new IllegalArgumentException(
          "a safetensors file begins with 8 bytes; found %d".formatted(file.length));
    }
    long header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (header < 2 || header > HEADER_BYTES_MAX || header > file.length - 8) {
      throw new IllegalArgumentException(
          "the header of a safetensors file of %,d bytes has 2 to %,d; found %,d"
              .formatted(file.length, HEADER_BYTES_MAX, header));
    }
    this.dataStart = 8 + (int) header;
  }

  Safetensors read() {
    SortedMap<String, String> metadata = new TreeMap<>();
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    long used = 0;
    for (Map.Entry<String, JsonNode> entry : header().properties()) {
      if (entry.getKey().equals("__metadata__")) {
        metadata(entry.getValue(), metadata);
      } else {
        Entry tensor = entry(entry.getKey(), entry.getValue());
        used += tensor.end - tensor.begin;
        tensors.put(entry.getKey(), new Tensor(tensor.dimensions, numbers(tensor)));
      }
    }
    if (used != file.length - dataStart) {
      throw new IllegalArgumentException(
          "tensors without gap or overlap fill %,d bytes; found %,d"
              .formatted(file.length - dataStart, used));
    }
    return new Safetensors(metadata, tensors);
  }

  private JsonNode header() {
    String text = new String(file, 8, dataStart - 8, StandardCharsets.UTF_8);
    try {
      JsonNode header = JSON.readTree(text);
      if (header.isObject()) {
        return header;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the header of a safetensors file is JSON: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("the header of a safetensors file is a JSON object");
  }

  private static void metadata(JsonNode node, SortedMap<String, String> metadata) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isString()) {
        throw new IllegalArgumentException(
            "metadata are strings; '%s' is %s".formatted(entry.getKey(), entry.getValue()));
      }
      metadata.put(entry.getKey(), entry.getValue().stringValue());
    }
  }

  /// Where a tensor lies.
  private record Entry(String type, List<Integer> dimensions, int begin, int end) {}

  private Entry entry(String name, JsonNode node) {
    String type = node.path("dtype").asString("");
    int width =
        switch (type) {
          case "F32" -> 4;
          case "F16", "BF16" -> 2;
          default ->
              throw new IllegalArgumentException(
                  "tensor '%s' is of type '%s'; F32, F16 and BF16 can be read"
                      .formatted(name, type));
        };
    List<Integer> dimensions = integers(name, node.path("shape"), 4);
    List<Integer> offsets = integers(name, node.path("data_offsets"), 2);
    long size = width;
    for (int dimension : dimensions) {
      size = Math.min(size * dimension, Integer.MAX_VALUE); // two ints: cannot overflow
    }
    if (offsets.size() != 2
        || offsets.getLast() > file.length - dataStart
        || offsets.getLast() - offsets.getFirst() != size) {
      throw new IllegalArgumentException(
          "tensor '%s' of %s %s needs %,d of %,d bytes; it lies at %s"
              .formatted(name, type, dimensions, size, file.length - dataStart, offsets));
    }
    return new Entry(type, dimensions, offsets.getFirst(), offsets.getLast());
  }

  private static List<Integer> integers(String name, JsonNode array, int sizeMax) {
    List<Integer> integers = new ArrayList<>();
    for (JsonNode value : array) {
      if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
        throw new IllegalArgumentException(
            "tensor '%s' has a size or offset of %s; it must be from 0 to 2^31"
                .formatted(name, value));
      }
      integers.add(value.intValue());
    }
    if (!array.isArray() || integers.size() > sizeMax) {
      throw new IllegalArgumentException(
          "tensor '%s' needs a list of at most %d integers; found %s"
              .formatted(name, sizeMax, array));
    }
    return integers;
  }

  private float[] numbers(Entry entry) {
    ByteBuffer bytes =
        ByteBuffer.wrap(file, dataStart + entry.begin, entry.end - entry.begin)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] numbers = new float[bytes.capacity() / (entry.type.equals("F32") ? 4 : 2)];
    switch (entry.type) {
      case "F32" -> bytes.asFloatBuffer().get(numbers);
      case "F16" -> {
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Float.float16ToFloat(bytes.getShort(2 * i));
        }
      }
      default -> {
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
        }
      }
    }
    return numbers;
  }
}
