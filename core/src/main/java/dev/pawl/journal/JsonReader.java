package dev.pawl.journal;

import dev.pawl.Hash;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads what [JsonWriter] wrote: every property must be there, in its place, with its kind of
/// value. Jackson splits the text into tokens; no token is skipped and none is converted.
final class JsonReader implements AutoCloseable {

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser in;

  JsonReader(String json) {
    in = JSON.createParser(ObjectReadContext.empty(), json);
  }

  void open() {
    expect(JsonToken.START_OBJECT, "");
  }

  void open(String name) {
    name(name);
    expect(JsonToken.START_OBJECT, name);
  }

  /// Ends an object.
  void end() {
    expect(JsonToken.END_OBJECT, "");
  }

  /// Ends the document.
  @Override
  public void close() {
    in.close();
  }

  void endOfText() {
    if (in.nextToken() != null) {
      throw found("the end", in.currentToken());
    }
  }

  int integer(String name) {
    name(name);
    expect(JsonToken.VALUE_NUMBER_INT, name);
    return in.getIntValue();
  }

  long number(String name) {
    name(name);
    expect(JsonToken.VALUE_NUMBER_INT, name);
    return in.getLongValue();
  }

  double decimal(String name) {
    name(name);
    expect(JsonToken.VALUE_NUMBER_FLOAT, name);
    return in.getDoubleValue();
  }

  List<Double> decimals(String name) {
    name(name);
    expect(JsonToken.START_ARRAY, name);
    List<Double> values = new ArrayList<>();
    while (in.nextToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      values.add(in.getDoubleValue());
    }
    endOfArray(name);
    return values;
  }

  String text(String name) {
    name(name);
    expect(JsonToken.VALUE_STRING, name);
    return in.getString();
  }

  Hash hash(String name) {
    return Hash.parse(text(name));
  }

  List<Hash> hashes(String name) {
    name(name);
    expect(JsonToken.START_ARRAY, name);
    List<Hash> values = new ArrayList<>();
    while (in.nextToken() == JsonToken.VALUE_STRING) {
      values.add(Hash.parse(in.getString()));
    }
    endOfArray(name);
    return values;
  }

  void openArray(String name) {
    name(name);
    expect(JsonToken.START_ARRAY, name);
  }

  /// Whether another object of an array begins here, or else the array ends.
  boolean openItem(String name) {
    JsonToken token = in.nextToken();
    if (token == JsonToken.START_OBJECT) {
      return true;
    }
    if (token != JsonToken.END_ARRAY) {
      throw found("an object of '%s'".formatted(name), token);
    }
    return false;
  }

  /// The name of the next property, for objects that come in several kinds; its value is read by
  /// [#textOrDecimals].
  String property() {
    if (in.nextToken() != JsonToken.PROPERTY_NAME) {
      throw found("a property", in.currentToken());
    }
    return in.currentName();
  }

  /// The value of the property that was just named: a text, or numbers.
  Object textOrDecimals(String name) {
    JsonToken token = in.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      return in.getString();
    }
    if (token != JsonToken.START_ARRAY) {
      throw found("a text or numbers for '%s'".formatted(name), token);
    }
    List<Double> values = new ArrayList<>();
    while (in.nextToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      values.add(in.getDoubleValue());
    }
    endOfArray(name);
    return values;
  }

  private void name(String name) {
    if (in.nextToken() != JsonToken.PROPERTY_NAME || !in.currentName().equals(name)) {
      throw found("property '%s'".formatted(name), in.currentToken());
    }
  }

  private void expect(JsonToken token, String name) {
    if (in.nextToken() != token) {
      throw found(
          name.isEmpty() ? "" + token : "%s for '%s'".formatted(token, name), in.currentToken());
    }
  }

  private void endOfArray(String name) {
    if (in.currentToken() != JsonToken.END_ARRAY) {
      throw found("the end of array '%s'".formatted(name), in.currentToken());
    }
  }

  private IllegalArgumentException found(String expected, Object token) {
    return new IllegalArgumentException(
        "expected %s at character %d; found %s '%s'"
            .formatted(expected, in.currentTokenLocation().getCharOffset(), token, in.getString()));
  }
}
