package dev.pawl.labs.programs.writer;

import java.util.Optional;

/// A lab that may ask remote models.
public interface Asking {

  /// Who is asked, and has to be opened before the run; empty if nobody is.
  Optional<RemoteModels> models();

  /// The most bytes of a first prompt.
  long promptBytesMax();
}
