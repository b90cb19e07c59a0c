package dev.pawl.labs.programs.writer;

import dev.pawl.Candidate;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.Surface.Region;
import dev.pawl.labs.programs.writer.Patch.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Applies patches, all of one or nothing. What is outside of the surface is never changed; what
/// cannot be applied comes back with an error that says what stands there instead.
final class Editor {

  private static final int QUOTED_LINES_MAX = 20;
  private static final int QUOTED_CHARS_MAX = 2_000;

  private final Surface surface;

  Editor(Surface surface) {
    this.surface = surface;
  }

  /// What became of a patch.
  sealed interface Edited {

    /// A candidate that differs from its parent.
    record Child(Candidate candidate) implements Edited {}

    /// Nothing.
    ///
    /// @param error for the model
    record Rejected(String error) implements Edited {}
  }

  /// Applies `patch` to `parent`.
  Edited apply(Candidate parent, Patch patch) {
    try {
      Candidate child =
          switch (patch) {
            case Patch.Edits(var edits) -> edited(parent, edits);
            case Patch.Rewrite(var texts) -> rewritten(parent, texts);
          };
      Optional<String> violation = surface.violation(child);
      if (violation.isPresent()) {
        throw new Misfit("This %s. %s".formatted(violation.get(), editable(parent)));
      }
      return child.equals(parent)
          ? new Edited.Rejected("This changes nothing: the program would be the same.")
          : new Edited.Child(child);
    } catch (Misfit e) {
      return new Edited.Rejected(e.error);
    } catch (IllegalArgumentException e) {
      return new Edited.Rejected("This cannot be applied: " + e.getMessage());
    }
  }

  /// Where `candidate` may be changed, for people and models.
  String editable(Candidate candidate) {
    String places =
        surface.regions(candidate).stream()
            .map(region -> {
              String text = candidate.files().getOrDefault(region.path(), "");
              long from = lineAt(text, region.from()) + 1;
              long to = Math.max(from, lineAt(text, region.to()));
              return "%s lines %d to %d".formatted(region.path(), from, to);
            })
            .collect(Collectors.joining("; "));
    return "Only this may change: %s.".formatted(places);
  }

  private Candidate edited(Candidate parent, List<Edit> edits) {
    Candidate now = parent;
    for (int i = 0; i < edits.size(); i++) {
      now = edited(now, edits.get(i), "Block %d".formatted(i + 1));
    }
    return now;
  }

  private Candidate edited(Candidate now, Edit edit, String which) {
    String path = path(now, edit.path(), which);
    String text = now.files().get(path);
    if (text == null) {
      if (!edit.search().isBlank()) {
        throw new Misfit(
            "%s: there is no file %s; the files are %s. To add a file leave SEARCH empty."
                .formatted(which, path, now.files().keySet()));
      }
      return with(now, path, edit.replace() + "\n");
    }
    List<String> search = Lines.trimmed(edit.search().lines().toList());
    if (search.isEmpty()) {
      throw new Misfit(
          "%s: SEARCH is empty, but %s exists. Quote the lines that are to be replaced."
              .formatted(which, path));
    }
    boolean crlf = text.contains("\r\n");
    List<String> lines = List.of(text.replace("\r\n", "\n").split("\n", -1));
    Lines.Found found =
        Lines.find(lines, search).orElseThrow(() -> missing(which, path, lines, search));
    int at = only(now, path, search.size(), found, which);
    List<String> there = lines.subList(at, at + search.size());
    List<String> replace = Lines.trimmed(edit.replace().lines().toList());
    List<String> fitted =
        found.care() == Lines.Care.WITHOUT_INDENTATION
            ? Lines.reindented(search, there, replace)
            : replace;
    List<String> all = new ArrayList<>(lines.subList(0, at));
    all.addAll(fitted);
    all.addAll(lines.subList(at + search.size(), lines.size()));
    return with(now, path, String.join(crlf ? "\r\n" : "\n", all));
  }

  /// The only place that may change; an error if there is none or more than one.
  private int only(Candidate now, String path, int length, Lines.Found found, String which) {
    List<Region> regions =
        surface.regions(now).stream().filter(region -> region.path().equals(path)).toList();
    String text = now.files().getOrDefault(path, "");
    List<Integer> inside =
        found.at().stream()
            .filter(at ->
                regions.stream()
                    .anyMatch(region ->
                        lineAt(text, region.from()) <= at
                            && at + length <= lineAt(text, region.to()) + partial(text, region)))
            .toList();
    if (inside.isEmpty()) {
      throw new Misfit(
          "%s: these lines of %s may not be changed. %s".formatted(which, path, editable(now)));
    }
    if (inside.size() > 1) {
      throw new Misfit(
          "%s: SEARCH stands in %s %d times, at lines %s. Quote more lines around it, so that it stands there once."
              .formatted(which, path, inside.size(), inside.stream().map(at -> at + 1).toList()));
    }
    return inside.getFirst();
  }

  /// 1 if the region ends within a line, as at the end of a file, and that line belongs to it.
  private static int partial(String text, Region region) {
    return region.to() == text.length() ? 1 : 0;
  }

  private Candidate rewritten(Candidate parent, Map<String, String> texts) {
    Candidate now = parent;
    for (Map.Entry<String, String> file : new TreeMap<>(texts).entrySet()) {
      String path = path(parent, file.getKey(), "The code");
      String before = parent.files().get(path);
      now =
          before == null
              ? with(now, path, file.getValue())
              : rewritten(now, path, before, file.getValue());
    }
    return now;
  }

  /// The file with new text where it may change. The frame around marked blocks is kept whatever
  /// the model wrote there.
  private Candidate rewritten(Candidate now, String path, String before, String code) {
    if (!before.contains(Surface.START)) {
      return with(now, path, code);
    }
    List<Region> places =
        surface.regions(now).stream().filter(region -> region.path().equals(path)).toList();
    if (places.isEmpty()) {
      throw new Misfit("%s may not be changed. %s".formatted(path, editable(now)));
    }
    List<String> blocks;
    if (code.contains(Surface.START)) {
      Candidate theirs = Candidate.of(path, code);
      blocks = surface.regions(theirs).stream().map(region -> region.in(theirs)).toList();
    } else if (places.size() == 1 && !repeatsFrame(before, places.getFirst(), code)) {
      blocks = List.of(code);
    } else {
      throw new Misfit(
          "The marks are missing: keep the lines with %s and %s and everything outside of them as they are. %s"
              .formatted(Surface.START, Surface.END, editable(now)));
    }
    if (blocks.size() != places.size()) {
      throw new Misfit(
          "%s has %d marked blocks, but this has %d. Keep all marks as they are. %s"
              .formatted(path, places.size(), blocks.size(), editable(now)));
    }
    Candidate child = now;
    for (int i = places.size() - 1; i >= 0; i--) {
      child = places.get(i).replace(child, blocks.get(i));
    }
    return child;
  }

  /// Whether `code` is the whole file without its marks and not only the block.
  private static boolean repeatsFrame(String before, Region block, String code) {
    List<String> lines = code.lines().map(String::strip).toList();
    String frame = before.substring(0, block.from()) + before.substring(block.to());
    return frame
        .lines()
        .map(String::strip)
        .filter(line -> line.length() > 3)
        .filter(line -> !line.contains(Surface.START) && !line.contains(Surface.END))
        .anyMatch(lines::contains);
  }

  /// The file that is meant: with one that may change, it needs no name.
  private String path(Candidate candidate, String named, String which) {
    List<String> paths = surface.regions(candidate).stream().map(Region::path).distinct().toList();
    if (named.isEmpty()) {
      if (paths.size() == 1) {
        return paths.getFirst();
      }
      throw new Misfit(
          "%s names no file, and several may change: %s. Write a line `FILE: path` before it."
              .formatted(which, paths));
    }
    String path = named.startsWith("./") ? named.substring(2) : named;
    boolean plain =
        path.matches("[\\w.+@-]+(/[\\w.+@-]+)*") && !List.of(path.split("/")).contains("..");
    if (!plain) {
      throw new Misfit("%s: '%s' is no path of this program.".formatted(which, path));
    }
    return path;
  }

  private static Misfit missing(
      String which, String path, List<String> lines, List<String> search) {
    String there =
        Lines.nearest(lines, search)
            .map(at ->
                " The most similar place is at line %d, where it reads:\n%s"
                    .formatted(at + 1, quoted(lines.subList(at, lines.size()), search.size())))
            .orElse("");
    return new Misfit(
        "%s: SEARCH does not stand in %s. You wrote:\n%s%s\nQuote the lines exactly as they stand in the program."
            .formatted(which, path, quoted(search, search.size()), there));
  }

  private static String quoted(List<String> lines, int count) {
    String text =
        lines.stream()
            .limit(Math.min(count, QUOTED_LINES_MAX))
            .collect(Collectors.joining("\n", "", "\n"));
    return text.length() > QUOTED_CHARS_MAX ? text.substring(0, QUOTED_CHARS_MAX) + "...\n" : text;
  }

  private static Candidate with(Candidate candidate, String path, String text) {
    Map<String, String> files = new TreeMap<>(candidate.files());
    files.put(path, text);
    return Candidate.of(files);
  }

  /// How many lines end before `at`.
  private static long lineAt(String text, int at) {
    return text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /// Why a patch does not fit; it never leaves the editor.
  private static final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String error;

    Misfit(String error) {
      super(error, null, false, false);
      this.error = error;
    }
  }
}
