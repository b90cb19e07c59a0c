package dev.pawl.cli.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import dev.pawl.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What changed from one candidate to the next, as a unified diff.
///
/// @param lines with their sign; hunk headers begin with `@@`, names of files with `file `
/// @param whole whether nothing was left out
record Diff(List<Line> lines, int added, int removed, boolean whole) {

  private static final int LINES_MAX = 400;
  private static final int INPUT_LINES_MAX = 4_000;
  private static final int LINE_LENGTH_MAX = 400;
  private static final int CONTEXT = 1;

  /// What a line is.
  enum Sign {
    SAME,
    ADDED,
    REMOVED,
    HEAD
  }

  /// A line of the diff.
  record Line(Sign sign, String text) {}

  static Diff of(Candidate before, Candidate after) {
    List<Line> lines = new ArrayList<>();
    TreeSet<String> paths = new TreeSet<>(before.files().keySet());
    paths.addAll(after.files().keySet());
    boolean whole = true;
    for (String path : paths) {
      List<String> old = split(before.files().getOrDefault(path, ""));
      List<String> now = split(after.files().getOrDefault(path, ""));
      if (old.equals(now)) {
        continue;
      }
      if (paths.size() > 1) {
        lines.add(new Line(Sign.HEAD, path));
      }
      if (old.size() > INPUT_LINES_MAX || now.size() > INPUT_LINES_MAX) {
        whole = false; // the time of a diff grows with the square of what changed
        continue;
      }
      Patch<String> patch = DiffUtils.diff(old, now);
      List<String> unified = UnifiedDiffUtils.generateUnifiedDiff(path, path, old, patch, CONTEXT);
      for (String line : unified.subList(Math.min(2, unified.size()), unified.size())) {
        lines.add(line(line));
      }
    }
    int added = (int) lines.stream().filter(l -> l.sign() == Sign.ADDED).count();
    int removed = (int) lines.stream().filter(l -> l.sign() == Sign.REMOVED).count();
    boolean fits = lines.size() <= LINES_MAX;
    return new Diff(
        List.copyOf(fits ? lines : lines.subList(0, LINES_MAX)), added, removed, whole && fits);
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : text.lines().toList();
  }

  private static Line line(String unified) {
    String text = unified.isEmpty() ? "" : Say.brief(unified.substring(1), LINE_LENGTH_MAX);
    return switch (unified.isEmpty() ? ' ' : unified.charAt(0)) {
      case '+' -> new Line(Sign.ADDED, text);
      case '-' -> new Line(Sign.REMOVED, text);
      case '@' -> new Line(Sign.HEAD, unified);
      default -> new Line(Sign.SAME, text);
    };
  }
}
