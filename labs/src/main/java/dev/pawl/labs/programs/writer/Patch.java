package dev.pawl.labs.programs.writer;

import java.util.List;
import java.util.Map;

/// What a model wants to change.
sealed interface Patch {

  /// Places and what to put there, one after the other.
  record Edits(List<Edit> edits) implements Patch {
    public Edits {
      edits = List.copyOf(edits);
    }
  }

  /// Whole files, or what stands in the marked block of one.
  ///
  /// @param texts by path; the path is empty if the model named none
  record Rewrite(Map<String, String> texts) implements Patch {
    public Rewrite {
      texts = Map.copyOf(texts);
    }
  }

  /// One search-and-replace.
  ///
  /// @param path empty if the model named none
  record Edit(String path, String search, String replace) {}
}
