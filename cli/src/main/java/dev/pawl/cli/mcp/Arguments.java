package dev.pawl.cli.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The arguments of one call: what an agent wrote, so everything is checked and bounded.
record Arguments(Map<String, Object> values) {

  static final int TEXT_CHARS_MAX = 2_000;
  private static final int FILES_MAX = 100;
  private static final int FILE_CHARS_MAX = 1_000_000;
  private static final Pattern CANDIDATE = Pattern.compile("champion|[0-9a-f]{4,64}|\\d{1,18}");

  /// What was asked cannot be done; the message says what to do instead.
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  String text(String name) {
    return optional(name)
        .orElseThrow(() -> new Wrong("'%s' is missing; it must be a text".formatted(name)));
  }

  Optional<String> optional(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || text.length() > TEXT_CHARS_MAX) {
      throw new Wrong(
          "'%s' must be a text of at most %d characters".formatted(name, TEXT_CHARS_MAX));
    }
    return Optional.of(text);
  }

  String candidate(String name) {
    return candidate(name, text(name));
  }

  static String candidate(String name, String value) {
    if (!CANDIDATE.matcher(value).matches()) {
      throw new Wrong(
          "'%s' must be champion, the beginning of a candidate's id (4 to 64 of 0-9a-f), or a ticket's number"
              .formatted(name));
    }
    return value;
  }

  /// A number in these bounds.
  Optional<Double> number(String name, double min, double max) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= min && number.doubleValue() <= max)) {
      throw new Wrong("'%s' must be a number from %s to %s".formatted(name, min, max));
    }
    return Optional.of(number.doubleValue());
  }

  Optional<Long> integer(String name, long min, long max) {
    Optional<Double> number = number(name, (double) min, (double) max);
    if (number.isPresent() && number.get() != Math.rint(number.get())) {
      throw new Wrong("'%s' must be a whole number".formatted(name));
    }
    return number.map(Double::longValue);
  }

  boolean flag(String name) {
    Object value = values.get(name);
    if (value != null && !(value instanceof Boolean)) {
      throw new Wrong("'%s' must be true or false".formatted(name));
    }
    return Boolean.TRUE.equals(value);
  }

  List<String> candidates(String name) {
    List<String> all = new ArrayList<>();
    if (values.get(name) instanceof List<?> list) {
      for (Object each : list) {
        all.add(candidate(name, String.valueOf(each)));
      }
    } else if (values.get(name) != null) {
      throw new Wrong("'%s' must be a list of candidates".formatted(name));
    }
    if (all.size() > 8) {
      throw new Wrong("'%s' has %d entries; the most is 8".formatted(name, all.size()));
    }
    return all;
  }

  /// Text by path; no path climbs.
  Map<String, String> files(String name) {
    if (!(values.get(name) instanceof Map<?, ?> map) || map.isEmpty() || map.size() > FILES_MAX) {
      throw new Wrong(
          "'%s' must be an object of 1 to %d texts by path, such as {\"main.py\": \"...\"}"
              .formatted(name, FILES_MAX));
    }
    Map<String, String> files = new LinkedHashMap<>();
    map.forEach((path, text) -> {
      String relative = String.valueOf(path);
      if (!relative.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")
          || List.of(relative.split("/")).contains("..")
          || relative.length() > 200) {
        throw new Wrong(
            "'%s' has the path '%s'; it must be relative and may not climb"
                .formatted(name, relative.length() > 200 ? "..." : relative));
      }
      if (!(text instanceof String content) || content.length() > FILE_CHARS_MAX) {
        throw new Wrong(
            "the file %s must be a text of at most %,d characters"
                .formatted(relative, FILE_CHARS_MAX));
      }
      files.put(relative, content);
    });
    return files;
  }

  /// Weights by name.
  List<String> weights(String name) {
    if (!(values.get(name) instanceof Map<?, ?> map) || map.isEmpty()) {
      throw new Wrong("'%s' must be an object of numbers by name of proposer".formatted(name));
    }
    List<String> weights = new ArrayList<>();
    map.forEach((who, weight) -> {
      if (!(weight instanceof Number) || String.valueOf(who).startsWith("-")) {
        throw new Wrong("the weight of '%s' must be a number".formatted(who));
      }
      weights.add("%s=%s".formatted(who, weight));
    });
    return weights;
  }
}
