package dev.pawl.jail;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a compiler made of sources. All of it is untrusted.
public sealed interface Compiled {

  /// Class files.
  ///
  /// @param files by the binary name of their class, `a.Outer$Inner`
  record Classes(SortedMap<String, Bytes> files) implements Compiled {
    public Classes {
      files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
  }

  /// The sources are not legal.
  ///
  /// @param all at least one, and at most fifty
  record Errors(List<Diagnostic> all) implements Compiled {
    public Errors {
      all = List.copyOf(all);
    }

    /// One line for each.
    public String text() {
      return String.join("\n", all.stream().map(Diagnostic::toString).toList());
    }
  }

  /// The compiler did not come to an end.
  record Stopped(Ending ending) implements Compiled {}
}
