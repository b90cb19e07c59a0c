package dev.pawl.labs.programs.model;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.labs.programs.Lexer;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.Surface.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A part of a program that is written anew: whole tokens, within a region that may change.
///
/// @param from the first character
/// @param to the first character after it; `from` where something is inserted
record Gap(String path, int from, int to) {

  /// The most tokens of the lexer in a gap.
  static final int TOKENS_MAX = 24;

  private static final int INSERTIONS_ONE_IN = 8;
  private static final double LINES = 0.25;
  private static final double MORE = 0.75;

  /// A gap in `program`; empty if none of it may change. Its brackets match, so that whoever fills
  /// it need not know of those outside.
  static Optional<Gap> of(Surface surface, Candidate program, Draw draw) {
    List<Region> regions = new ArrayList<>(surface.regions(program));
    regions.removeIf(region -> region.in(program).isBlank());
    if (regions.isEmpty()) {
      return Optional.empty();
    }
    Region region = regions.get(draw.nextInt(regions.size()));
    List<String> tokens = Lexer.split(region.in(program));
    if (tokens.getLast().equals("\n")) {
      tokens.removeLast(); // what follows must go on at the beginning of a line
    }
    int start = draw.nextInt(tokens.size());
    while (tokens.get(start).isBlank()) {
      start = (start + 1) % tokens.size(); // blanks alone are not worth a gap
    }
    if (draw.nextInt(INSERTIONS_ONE_IN) == 0) {
      return Optional.of(at(region, tokens, start, start));
    }
    if (draw.nextDouble() < LINES) {
      int end = start;
      while (start > 0 && !tokens.get(start - 1).equals("\n")) {
        start--;
      }
      while (end < tokens.size() && !tokens.get(end).equals("\n")) {
        end++;
      }
      if (end - start <= TOKENS_MAX && areMatched(tokens.subList(start, end))) {
        return Optional.of(at(region, tokens, start, end));
      }
    }
    int length = 1;
    while (length < TOKENS_MAX && draw.nextDouble() < MORE) {
      length++;
    }
    for (int end = start + length; end <= start + TOKENS_MAX && end <= tokens.size(); end++) {
      if (areMatched(tokens.subList(start, end))) {
        return Optional.of(at(region, tokens, start, end));
      }
    }
    boolean isAlone = areMatched(tokens.subList(start, start + 1));
    return Optional.of(at(region, tokens, start, isAlone ? start + 1 : start));
  }

  /// What of `child` is not in `parent`; empty if they differ in several files, or in nothing that
  /// a gap can hold.
  static Optional<Gap> between(Candidate parent, Candidate child) {
    List<String> changed =
        child.files().entrySet().stream()
            .filter(file -> !file.getValue().equals(parent.files().get(file.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    if (changed.size() != 1 || !parent.files().containsKey(changed.getFirst())) {
      return Optional.empty();
    }
    String path = changed.getFirst();
    List<String> old = Lexer.split(parent.files().getOrDefault(path, ""));
    List<String> now = Lexer.split(child.files().getOrDefault(path, ""));
    int most = Math.min(old.size(), now.size());
    int start = 0;
    while (start < most && old.get(start).equals(now.get(start))) {
      start++;
    }
    int same = 0;
    while (same < most - start
        && old.get(old.size() - 1 - same).equals(now.get(now.size() - 1 - same))) {
      same++;
    }
    int end = now.size() - same;
    return end - start > TOKENS_MAX
        ? Optional.empty()
        : Optional.of(at(new Region(path, 0, 0), now, start, end));
  }

  private static Gap at(Region region, List<String> tokens, int start, int end) {
    int from = region.from() + length(tokens.subList(0, start));
    return new Gap(region.path(), from, from + length(tokens.subList(start, end)));
  }

  private static int length(List<String> tokens) {
    return tokens.stream().mapToInt(String::length).sum();
  }

  /// Whether every bracket of `tokens` has its other one among them.
  static boolean areMatched(List<String> tokens) {
    StringBuilder open = new StringBuilder();
    for (String token : tokens) {
      int kind = token.length() == 1 ? "([{)]}".indexOf(token) : -1;
      if (kind >= 3) {
        int last = open.length() - 1;
        if (last < 0 || open.charAt(last) != "([{".charAt(kind - 3)) {
          return false;
        }
        open.setLength(last);
      } else if (kind >= 0) {
        open.append(token);
      }
    }
    return open.isEmpty();
  }

  /// What stands in it.
  String in(Candidate program) {
    return text(program).substring(from, to);
  }

  /// What stands before it in its file.
  String before(Candidate program) {
    return text(program).substring(0, from);
  }

  /// What stands behind it in its file.
  String after(Candidate program) {
    return text(program).substring(to);
  }

  /// `program` with `middle` in it.
  Candidate fill(Candidate program, String middle) {
    return new Region(path, from, to).replace(program, middle);
  }

  private String text(Candidate program) {
    return program.files().getOrDefault(path, "");
  }
}
