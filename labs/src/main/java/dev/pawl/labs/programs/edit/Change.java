package dev.pawl.labs.programs.edit;

import dev.pawl.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Text in place of other text of a file.
///
/// @param from the first character that goes
/// @param to the first that stays
record Change(String path, int from, int to, String text) {

  /// `text` in place of a piece.
  static Change replace(Piece piece, String text) {
    return new Change(piece.path(), piece.from(), piece.to(), text);
  }

  /// `text` before a piece.
  static Change before(Piece piece, String text) {
    return new Change(piece.path(), piece.from(), piece.from(), text);
  }

  /// `candidate` with all changes, which must not overlap.
  static Candidate apply(List<Change> changes, Candidate candidate) {
    Map<String, String> files = new TreeMap<>(candidate.files());
    // From the last to the first, so that the places of those before stay what they are.
    List<Change> order =
        changes.stream().sorted(Comparator.comparingInt(Change::from).reversed()).toList();
    for (Change change : order) {
      String old = files.getOrDefault(change.path, "");
      files.put(
          change.path, old.substring(0, change.from) + change.text + old.substring(change.to));
    }
    return Candidate.of(files);
  }
}
