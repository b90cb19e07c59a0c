package dev.pawl.engine;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Who waits while the improver learns: hands its words to the progress display.
record Waiting(
    Status status, Supplier<Optional<String>> stop, Consumer<Status> progress, double compute)
    implements Improver.Watch {

  @Override
  public void tell(String words) {
    progress.accept(status.whileLearning(words));
  }

  @Override
  public boolean isStopWanted() {
    return stop.get().isPresent();
  }
}
