package dev.pawl.labs.programs;

import dev.pawl.Candidate;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What of a program may change. A file may change if one of the globs matches its path; if it has
/// marked blocks, then only what lies between the marks. A mark is a line that contains
/// `EVOLVE-BLOCK-START` or `EVOLVE-BLOCK-END`; blocks may be nested, and the outermost counts.
///
/// The surface is checked on what was written and not asked of the one who writes.
public final class Surface {

  /// Text that a marking line contains.
  public static final String START = "EVOLVE-BLOCK-START";

  /// Text that the line after a block contains.
  public static final String END = "EVOLVE-BLOCK-END";

  private final Candidate base;
  private final List<String> globs;
  private final List<PathMatcher> editable;

  private Surface(Candidate base, List<String> globs) {
    this.base = base;
    this.globs = List.copyOf(globs);
    editable =
        globs.stream().map(g -> FileSystems.getDefault().getPathMatcher("glob:" + g)).toList();
  }

  /// The surface of all programs that descend from `base`.
  ///
  /// @param globs of files that may change, such as `src/**.java`; files that match may also be
  ///   added, and none may be left out
  /// @throws IllegalArgumentException if marks do not pair, or nothing may change
  public static Surface of(Candidate base, List<String> globs) {
    Surface surface = new Surface(base, globs);
    if (surface.regions(base).isEmpty()) {
      throw new IllegalArgumentException(
          "nothing of the files %s may change: the globs %s match none of them, or no line lies between marks"
              .formatted(base.files().keySet(), globs));
    }
    return surface;
  }

  /// A part of a file that may change: from the beginning of a line to the beginning of another.
  ///
  /// @param from the first character
  /// @param to the first character after it
  public record Region(String path, int from, int to) {

    /// The text of this region.
    public String in(Candidate candidate) {
      return candidate.files().getOrDefault(path, "").substring(from, to);
    }

    /// `candidate` with `text` in place of this region.
    public Candidate replace(Candidate candidate, String text) {
      Map<String, String> files = new TreeMap<>(candidate.files());
      String old = files.getOrDefault(path, "");
      files.put(path, old.substring(0, from) + text + old.substring(to));
      return Candidate.of(files);
    }
  }

  /// What of `candidate` may change, in the order of files and text; blocks without text included.
  ///
  /// @throws IllegalArgumentException if marks do not pair
  public List<Region> regions(Candidate candidate) {
    List<Region> regions = new ArrayList<>();
    candidate
        .files()
        .forEach((path, text) -> {
          if (mayChange(path)) {
            List<Region> marked = blocks(path, text);
            regions.addAll(
                marked.isEmpty() && !text.contains(START)
                    ? List.of(new Region(path, 0, text.length()))
                    : marked);
          }
        });
    return regions;
  }

  /// Why `child` may not be run, if it changed what may not change.
  public Optional<String> violation(Candidate child) {
    for (Map.Entry<String, String> file : child.files().entrySet()) {
      String path = file.getKey();
      String before = base.files().get(path);
      if (before == null) {
        if (!path.equals(Path.of(path).normalize().toString()) || path.startsWith("..")) {
          return Optional.of("adds the file %s, whose path climbs".formatted(path));
        }
        if (!mayChange(path)) {
          return Optional.of(
              "adds the file %s; files that may be added: %s".formatted(path, globs));
        }
      } else if (!mayChange(path) && !before.equals(file.getValue())) {
        return Optional.of("changes the file %s; files that may change: %s".formatted(path, globs));
      } else if (before.contains(START)) {
        try {
          if (!frozen(path, before).equals(frozen(path, file.getValue()))) {
            return Optional.of("changes %s outside of its marked blocks".formatted(path));
          }
        } catch (IllegalArgumentException e) {
          return Optional.of(String.valueOf(e.getMessage()));
        }
      }
    }
    List<String> missing = new ArrayList<>(base.files().keySet());
    missing.removeAll(child.files().keySet());
    return missing.isEmpty() ? Optional.empty() : Optional.of("leaves out " + missing);
  }

  private boolean mayChange(String path) {
    return editable.stream().anyMatch(matcher -> matcher.matches(Path.of(path)));
  }

  /// The text outside of blocks, cut where they were.
  private static List<String> frozen(String path, String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (Region block : blocks(path, text)) {
      parts.add(text.substring(from, block.from()));
      from = block.to();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<Region> blocks(String path, String text) {
    List<Region> blocks = new ArrayList<>();
    int depth = 0;
    int from = 0;
    int number = 1;
    for (int at = 0; at < text.length(); number++) {
      int newline = text.indexOf('\n', at);
      int next = newline < 0 ? text.length() : newline + 1;
      String line = text.substring(at, next);
      if (line.contains(START)) {
        if (depth++ == 0) {
          from = next;
        }
      } else if (line.contains(END)) {
        if (depth == 0) {
          throw new IllegalArgumentException(
              "%s:%d: a block ends here, but none began".formatted(path, number));
        }
        if (--depth == 0) {
          blocks.add(new Region(path, from, at));
        }
      }
      at = next;
    }
    if (depth > 0) {
      throw new IllegalArgumentException(
          "%s:%d: the file ends within a block; a line with %s is missing"
              .formatted(path, number, END));
    }
    return blocks;
  }
}
