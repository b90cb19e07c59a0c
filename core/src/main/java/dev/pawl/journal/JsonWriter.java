package dev.pawl.journal;

import dev.pawl.Hash;
import java.util.List;

/// Writes canonical JSON: no white space, properties in the order in which they are written here
/// (sorted, by the caller's care), doubles as [Double#toString(double)], and in strings an escape
/// only for quote, backslash, control characters and lone surrogates.
///
/// Written by hand because it stands in the path of every iteration: a tenth of what data binding
/// costs, and nothing to configure wrongly.
final class JsonWriter {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder json = new StringBuilder(512);
  private boolean first = true;

  @Override
  public String toString() {
    return json.toString();
  }

  JsonWriter open() {
    json.append('{');
    first = true;
    return this;
  }

  JsonWriter open(String name) {
    name(name);
    return open();
  }

  JsonWriter close() {
    json.append('}');
    first = false;
    return this;
  }

  JsonWriter number(String name, long value) {
    name(name);
    json.append(value);
    return this;
  }

  JsonWriter number(String name, double value) {
    name(name);
    number(value);
    return this;
  }

  JsonWriter numbers(String name, List<Double> values) {
    name(name);
    char before = '[';
    for (double value : values) {
      json.append(before);
      number(value);
      before = ',';
    }
    endArray(before);
    return this;
  }

  /// An array of objects: each is opened by [#openItem()] and closed.
  JsonWriter openArray(String name) {
    name(name);
    json.append('[');
    first = true;
    return this;
  }

  /// The next object of an array.
  JsonWriter openItem() {
    if (!first) {
      json.append(',');
    }
    return open();
  }

  JsonWriter closeArray() {
    json.append(']');
    first = false;
    return this;
  }

  JsonWriter text(String name, String value) {
    name(name);
    string(value);
    return this;
  }

  JsonWriter hash(String name, Hash value) {
    name(name);
    hash(value);
    return this;
  }

  JsonWriter hashes(String name, List<Hash> values) {
    name(name);
    char before = '[';
    for (Hash value : values) {
      json.append(before);
      hash(value);
      before = ',';
    }
    endArray(before);
    return this;
  }

  private void endArray(char before) {
    if (before == '[') {
      json.append('[');
    }
    json.append(']');
  }

  private void name(String name) {
    if (!first) {
      json.append(',');
    }
    first = false;
    json.append('"').append(name).append("\":");
  }

  private void number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "a journal holds finite numbers; found %s".formatted(value));
    }
    json.append(value);
  }

  private void hash(Hash hash) {
    json.append('"');
    hex(hash.a(), 16);
    hex(hash.b(), 16);
    hex(hash.c(), 16);
    hex(hash.d(), 16);
    json.append('"');
  }

  private void string(String text) {
    json.append('"');
    int count = text.length();
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20) {
        escape(c);
      } else if (!Character.isSurrogate(c)) {
        json.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < count
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        json.append(c).append(text.charAt(++i));
      } else {
        escape(c);
      }
    }
    json.append('"');
  }

  /// As `\` and `u` and four digits: one way only, so that there is one canonical form.
  private void escape(char c) {
    json.append("\\u");
    hex(c, 4);
  }

  private void hex(long value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      json.append(HEX[(int) (value >>> shift) & 0xF]);
    }
  }
}
