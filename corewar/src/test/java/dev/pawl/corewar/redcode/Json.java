package dev.pawl.corewar.redcode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// As much JSON as the recorded cases need: objects, arrays, strings, and numbers as strings.
final class Json {

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  @SuppressWarnings(
      "unchecked") // The file holds objects of objects, and a wrong cast fails a test.
  static Map<String, Map<String, Object>> read(String text) {
    return (Map<String, Map<String, Object>>) new Json(text).value();
  }

  @SuppressWarnings("unchecked") // As above: a list of strings.
  static List<String> strings(Object list) {
    return (List<String>) list;
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> number();
    };
  }

  private char peek() {
    while (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ',') {
      at++;
    }
    return text.charAt(at);
  }

  private Map<String, Object> object() {
    Map<String, Object> map = new LinkedHashMap<>();
    at++;
    while (peek() != '}') {
      String key = string();
      if (peek() != ':') {
        throw new IllegalArgumentException("a ':' is missing at character " + at);
      }
      at++;
      map.put(key, value());
    }
    at++;
    return map;
  }

  private List<Object> array() {
    List<Object> list = new ArrayList<>();
    at++;
    while (peek() != ']') {
      list.add(value());
    }
    at++;
    return list;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    peek();
    for (at++; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      }
      out.append(text.charAt(at));
    }
    at++;
    return out.toString();
  }

  private String number() {
    int start = at;
    while (Character.isDigit(text.charAt(at)) || text.charAt(at) == '-') {
      at++;
    }
    if (at == start) {
      throw new IllegalArgumentException("a value is missing at character " + at);
    }
    return text.substring(start, at);
  }
}
