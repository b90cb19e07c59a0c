package dev.pawl.labs.programs.writer;

import dev.pawl.Candidate;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.task.Objective;
import dev.pawl.labs.programs.task.Task;
import java.util.List;

/// What models are told of a task.
///
/// @param task what is to be improved, in the words of its author
/// @param objective what a score means
/// @param language such as `python`; empty if nobody said
/// @param seed where the search starts
public record Brief(
    String task, String objective, String language, Candidate seed, Surface surface) {

  /// What models are told of `task`.
  public static Brief of(Task task) {
    boolean minimised = task.objective().parts().stream().anyMatch(Objective.Part::minimise);
    String more =
        "More is better." + (minimised ? " Where less is better the negative is shown." : "");
    return new Brief(task.about(), more, task.language(), task.seed(), task.surface());
  }

  /// The most characters of a task's description that are shown.
  static final int TASK_CHARS_MAX = 12_000;

  /// The most characters of files that may not change that are shown.
  static final int FROZEN_CHARS_MAX = 16_000;

  /// The files that may change, at least in part.
  List<String> editable() {
    return surface.regions(seed).stream().map(Surface.Region::path).distinct().toList();
  }

  /// A program as a prompt shows it: whole, if it may change; of the rest as much as has room.
  String show(Candidate candidate) {
    List<String> editable = editable();
    int room = FROZEN_CHARS_MAX;
    StringBuilder shown = new StringBuilder();
    for (String path : candidate.files().keySet()) {
      String text = candidate.files().getOrDefault(path, "");
      boolean mayChange = editable.contains(path) || !seed.files().containsKey(path);
      if (!mayChange && text.length() > room) {
        shown.append(
            "FILE: %s (%d characters, may not change, not shown)%n"
                .formatted(path, text.length())
                .replace("\r\n", "\n"));
        continue;
      }
      room -= mayChange ? 0 : text.length();
      shown.append("FILE: ").append(path).append(mayChange ? "\n" : " (may not change)\n");
      shown.append(Fence.around("file", text, Integer.MAX_VALUE)).append("\n");
    }
    return shown.toString();
  }
}
