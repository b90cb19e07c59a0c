package dev.pawl.labs.programs.writer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds lines in a text although whoever quotes them is careless with blanks.
final class Lines {

  private Lines() {}

  /// How exactly lines were found.
  enum Care {
    EXACT,
    WITHOUT_TRAILING_BLANKS,
    WITHOUT_INDENTATION;

    private String view(String line) {
      return switch (this) {
        case EXACT -> line;
        case WITHOUT_TRAILING_BLANKS -> line.stripTrailing();
        case WITHOUT_INDENTATION -> line.strip();
      };
    }
  }

  /// Where some lines were found.
  ///
  /// @param at numbers of their first line, from 0
  record Found(Care care, List<Integer> at) {}

  /// Where `search` stands in `text`, with as much care as finds it at all; empty if nowhere.
  static Optional<Found> find(List<String> text, List<String> search) {
    for (Care care : Care.values()) {
      List<Integer> at = new ArrayList<>();
      for (int i = 0; i + search.size() <= text.size(); i++) {
        if (stands(text, i, search, care)) {
          at.add(i);
        }
      }
      if (!at.isEmpty()) {
        return Optional.of(new Found(care, at));
      }
    }
    return Optional.empty();
  }

  private static boolean stands(List<String> text, int from, List<String> search, Care care) {
    for (int j = 0; j < search.size(); j++) {
      if (!care.view(text.get(from + j)).equals(care.view(search.get(j)))) {
        return false;
      }
    }
    return true;
  }

  /// `replace` indented as `found` is, where `search` was indented otherwise: each indentation of
  /// `search` becomes the one that stands at its line, and a deeper one keeps what it has more.
  static List<String> reindented(List<String> search, List<String> found, List<String> replace) {
    Map<String, String> becomes = new LinkedHashMap<>();
    for (int i = 0; i < search.size(); i++) {
      if (!search.get(i).isBlank()) {
        becomes.putIfAbsent(indentation(search.get(i)), indentation(found.get(i)));
      }
    }
    List<String> indented = new ArrayList<>();
    for (String line : replace) {
      String has = indentation(line);
      String nearest =
          becomes.keySet().stream()
              .filter(has::startsWith)
              .max(java.util.Comparator.comparingInt(String::length))
              .orElse(null);
      indented.add(
          line.isBlank() || nearest == null
              ? line
              : becomes.get(nearest) + line.substring(nearest.length()));
    }
    return indented;
  }

  /// The place in `text` that has most lines in common with `search`; empty if none has any.
  static Optional<Integer> nearest(List<String> text, List<String> search) {
    int best = 0;
    int bestAt = -1;
    for (int i = 0; i < text.size(); i++) {
      int same = 0;
      for (int j = 0; j < search.size() && i + j < text.size(); j++) {
        String line = search.get(j).strip();
        if (!line.isEmpty() && line.equals(text.get(i + j).strip())) {
          same++;
        }
      }
      if (same > best) {
        best = same;
        bestAt = i;
      }
    }
    return bestAt < 0 ? Optional.empty() : Optional.of(bestAt);
  }

  /// `lines` without blank ones at the beginning and the end.
  static List<String> trimmed(List<String> lines) {
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).isBlank()) {
      from++;
    }
    while (to > from && lines.get(to - 1).isBlank()) {
      to--;
    }
    return lines.subList(from, to);
  }

  private static String indentation(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }
}
