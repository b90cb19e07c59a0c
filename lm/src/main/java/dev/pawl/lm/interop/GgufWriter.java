package dev.pawl.lm.interop;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes GGUF version 3, little-endian: counts, keys with values, the tensors' names and places,
/// their numbers (<https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>).
final class GgufWriter {

  static final int MAGIC = 0x46554747; // "GGUF"
  static final int VERSION = 3;
  static final int ALIGNMENT = 32;

  static final int INT32 = 5;
  static final int UINT32 = 4;
  static final int FLOAT32 = 6;
  static final int BOOL = 7;
  static final int STRING = 8;
  static final int ARRAY = 9;

  static final int TENSOR_F32 = 0;

  private final Bytes keys = new Bytes();
  private final Bytes places = new Bytes();
  private final Bytes data = new Bytes();
  private int keyCount;
  private int tensorCount;

  void number(String key, int value) {
    key(key, UINT32);
    keys.int32(value);
  }

  void decimal(String key, double value) {
    key(key, FLOAT32);
    keys.int32(Float.floatToIntBits((float) value));
  }

  void bool(String key, boolean value) {
    key(key, BOOL);
    keys.write(value ? 1 : 0);
  }

  void text(String key, String value) {
    key(key, STRING);
    keys.string(value);
  }

  void texts(String key, List<String> values) {
    key(key, ARRAY);
    keys.int32(STRING);
    keys.int64(values.size());
    values.forEach(keys::string);
  }

  void numbers(String key, List<Integer> values) {
    key(key, ARRAY);
    keys.int32(INT32);
    keys.int64(values.size());
    values.forEach(keys::int32);
  }

  /// @param dimensions the last one, which is contiguous, first
  void tensor(String name, List<Integer> dimensions, float[] numbers) {
    tensorCount++;
    places.string(name);
    places.int32(dimensions.size());
    dimensions.forEach(places::int64);
    places.int32(TENSOR_F32);
    places.int64(data.size());
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    data.writeBytes(bytes.array());
    data.align();
  }

  byte[] bytes() {
    Bytes file = new Bytes();
    file.int32(MAGIC);
    file.int32(VERSION);
    file.int64(tensorCount);
    file.int64(keyCount);
    file.writeBytes(keys.toByteArray());
    file.writeBytes(places.toByteArray());
    file.align();
    file.writeBytes(data.toByteArray());
    return file.toByteArray();
  }

  private void key(String key, int type) {
    keyCount++;
    keys.string(key);
    keys.int32(type);
  }

  private static final class Bytes extends ByteArrayOutputStream {

    void int32(int value) {
      for (int shift = 0; shift < 32; shift += 8) {
        write(value >>> shift);
      }
    }

    void int64(long value) {
      int32((int) value);
      int32((int) (value >>> 32));
    }

    void string(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int64(bytes.length);
      writeBytes(bytes);
    }

    void align() {
      writeBytes(new byte[-size() & (ALIGNMENT - 1)]);
    }
  }
}
