package dev.pawl.lm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A file of named tensors: the length of a JSON header as eight little-endian bytes, the header,
/// the numbers (<https://github.com/huggingface/safetensors>). Written in one way only: F32, sorted
/// by name, no gaps, the header padded with blanks to a multiple of eight.
///
/// @param metadata free strings
/// @param tensors by name
public record Safetensors(SortedMap<String, String> metadata, SortedMap<String, Tensor> tensors) {

  private static final JsonMapper JSON = new JsonMapper();

  /// Numbers in the order of their last dimension.
  ///
  /// @param data is not copied
  @SuppressWarnings("ArrayRecordComponent") // hundreds of megabytes
  public record Tensor(List<Integer> dimensions, float[] data) {
    public Tensor {
      dimensions = List.copyOf(dimensions);
      long size = dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
      if (size != data.length) {
        throw new IllegalArgumentException(
            "a tensor of %s has %d numbers; found %d".formatted(dimensions, size, data.length));
      }
    }
  }

  public Safetensors {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
  }

  /// The file.
  public byte[] bytes() {
    byte[] header = header();
    long size = tensors.values().stream().mapToLong(t -> 4L * t.data.length).sum();
    ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(Math.addExact(8L + header.length, size)));
    file.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header);
    for (Tensor tensor : tensors.values()) {
      file.slice(file.position(), 4 * tensor.data.length)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .put(tensor.data);
      file.position(file.position() + 4 * tensor.data.length);
    }
    return file.array();
  }

  private byte[] header() {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode free = header.putObject("__metadata__");
    metadata.forEach(free::put);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      ObjectNode tensor = header.putObject(entry.getKey());
      tensor.put("dtype", "F32");
      ArrayNode dimensions = tensor.putArray("shape");
      entry.getValue().dimensions.forEach(dimensions::add);
      long next = offset + 4L * entry.getValue().data.length;
      tensor.putArray("data_offsets").add(offset).add(next);
      offset = next;
    }
    String json = header.toString();
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    return (json + " ".repeat(-bytes & 7)).getBytes(StandardCharsets.UTF_8);
  }

  /// Reads a file that anybody may have written: F32, F16 or BF16.
  ///
  /// @throws IllegalArgumentException if it is not such a file, and says why
  public static Safetensors read(byte[] file) {
    return new SafetensorsReader(file).read();
  }
}
