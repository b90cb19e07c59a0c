package dev.pawl.labs.redqueen.model;

import dev.pawl.Draw;
import dev.pawl.labs.redqueen.model.Writer.Written;
import java.util.List;

/// Who writes warriors when nobody helps: what is examined.
public interface Author {

  /// `count` warriors, each with a draw of its own.
  List<Written> write(int count, Draw draw);
}
