package dev.pawl.lm.interop;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads a GGUF file and trusts nothing in it: every count and length is checked against what is
/// left of the file.
final class GgufReader {

  private static final int TENSOR_F16 = 1;
  private static final int TENSOR_BF16 = 30;

  private final ByteBuffer in;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, float[]> tensors = new LinkedHashMap<>();

  GgufReader(byte[] file) {
    in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    try {
      read();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "a GGUF file of %,d bytes ends in the middle".formatted(file.length), e);
    }
  }

  /// By name.
  Map<String, float[]> tensors() {
    return tensors;
  }

  String text(String key) {
    if (values.get(key) instanceof String text) {
      return text;
    }
    throw missing(key, "a text");
  }

  int number(String key) {
    if (values.get(key) instanceof Long value && value == (int) (long) value) {
      return (int) (long) value;
    }
    throw missing(key, "a number");
  }

  double decimal(String key, double otherwise) {
    Object value = values.get(key);
    if (value == null || value instanceof Double) {
      return value == null ? otherwise : (Double) value;
    }
    throw missing(key, "a decimal");
  }

  private IllegalArgumentException missing(String key, String expected) {
    return new IllegalArgumentException(
        "'%s' of a GGUF file must be %s; found %s".formatted(key, expected, values.get(key)));
  }

  private record Place(String name, int size, int type, long offset) {}

  private void read() {
    int magic = in.getInt();
    int version = in.getInt();
    if (magic != GgufWriter.MAGIC || version < 2 || version > GgufWriter.VERSION) {
      throw new IllegalArgumentException(
          "a GGUF file begins with 'GGUF' and version 2 or 3; found %08x, %d"
              .formatted(magic, version));
    }
    int tensorCount = count(1);
    int keyCount = count(1);
    for (int i = 0; i < keyCount; i++) {
      values.put(string(), value(in.getInt()));
    }
    Map<String, Place> places = new LinkedHashMap<>();
    for (int i = 0; i < tensorCount; i++) {
      Place place = place();
      places.put(place.name, place);
    }
    Object alignment = values.getOrDefault("general.alignment", (long) GgufWriter.ALIGNMENT);
    if (!(alignment instanceof Long step) || step < 1 || step > 4096) {
      throw missing("general.alignment", "from 1 to 4096");
    }
    long data = Math.ceilDiv(in.position(), step) * step;
    places.values().forEach(place -> tensors.put(place.name, numbers(place, data)));
  }

  /// A count of things that take at least `bytesMin` each.
  private int count(int bytesMin) {
    long count = in.getLong();
    if (count < 0 || count > in.remaining() / bytesMin) {
      throw new IllegalArgumentException(
          "a GGUF file has %,d bytes left; found a count of %,d".formatted(in.remaining(), count));
    }
    return (int) count;
  }

  private String string() {
    byte[] bytes = new byte[count(1)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Object value(int type) {
    return switch (type) {
      case 0, 1, 7 -> (long) in.get();
      case 2, 3 -> (long) in.getShort();
      case GgufWriter.UINT32, GgufWriter.INT32 -> (long) in.getInt();
      case GgufWriter.FLOAT32 -> (double) in.getFloat();
      case GgufWriter.STRING -> string();
      case GgufWriter.ARRAY -> array();
      case 10, 11 -> in.getLong();
      case 12 -> in.getDouble();
      default ->
          throw new IllegalArgumentException(
              "a value of a GGUF file has a type from 0 to 12; found " + type);
    };
  }

  /// Skips an array, whose content no one here asks for.
  private Object array() {
    int type = in.getInt();
    if (type == GgufWriter.ARRAY) {
      throw new IllegalArgumentException("arrays of arrays in a GGUF file are not read");
    }
    int count = count(1);
    for (int i = 0; i < count; i++) {
      Object _ = value(type);
    }
    return "an array of " + count;
  }

  private Place place() {
    String name = string();
    int dimensions = in.getInt();
    if (dimensions < 1 || dimensions > 4) {
      throw new IllegalArgumentException(
          "tensor '%s' must have 1 to 4 dimensions; found %d".formatted(name, dimensions));
    }
    long size = 1;
    for (int i = 0; i < dimensions; i++) {
      long dimension = in.getLong();
      if (dimension < 1 || dimension > in.capacity() / size) {
        throw new IllegalArgumentException(
            "tensor '%s' cannot be in a file of %,d bytes; a dimension is %,d"
                .formatted(name, in.capacity(), dimension));
      }
      size *= dimension;
    }
    return new Place(name, (int) size, in.getInt(), in.getLong());
  }

  private float[] numbers(Place place, long data) {
    int width =
        switch (place.type) {
          case GgufWriter.TENSOR_F32 -> 4;
          case TENSOR_F16, TENSOR_BF16 -> 2;
          default ->
              throw new IllegalArgumentException(
                  "tensor '%s' is of type %d; F32 (0), F16 (1) and BF16 (30) can be read"
                      .formatted(place.name, place.type));
        };
    long bytes = (long) place.size * width;
    if (place.offset < 0 || place.offset > in.capacity() - data - bytes) {
      throw new IllegalArgumentException(
          "tensor '%s' lies outside the file, at %,d".formatted(place.name, place.offset));
    }
    int start = (int) (data + place.offset);
    float[] numbers = new float[place.size];
    for (int i = 0; i < numbers.length; i++) {
      int at = start + i * width;
      numbers[i] =
          switch (place.type) {
            case GgufWriter.TENSOR_F32 -> in.getFloat(at);
            case TENSOR_F16 -> Float.float16ToFloat(in.getShort(at));
            default -> Float.intBitsToFloat(in.getShort(at) << 16);
          };
    }
    return numbers;
  }
}
