package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.Outcome;
import dev.pawl.jail.Ending;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import java.util.Optional;

/// How candidates of a task are run.
interface Program extends AutoCloseable {

  /// The most characters of standard error that an outcome quotes.
  int QUOTE_MAX = 600;

  /// Makes `candidate` ready to run.
  Ready ready(Candidate candidate);

  @Override
  default void close() {}

  /// A candidate that can be run, or why it cannot.
  sealed interface Ready {

    /// It can.
    non-sealed interface Runs extends Ready {
      Back run(Case what);
    }

    /// It cannot.
    record Fails(Outcome outcome) implements Ready {}
  }

  /// What came back of a run.
  ///
  /// @param steps that it took, where they are counted; else 0
  record Back(Ran ran, long steps) {}

  /// What a failed run says of the candidate; empty if it ended with exit code 0.
  static Optional<Outcome> failure(Ran ran, Case what) {
    return ran.ending()
        .outcome()
        .map(outcome ->
            ran.ending() instanceof Ending.Exited(int code)
                ? new Outcome.Crashed(
                    "case '%s' ended with exit code %d: %s"
                        .formatted(what.name(), code, quote(ran)))
                : outcome);
  }

  /// The end of what it wrote on standard error.
  static String quote(Ran ran) {
    String text = ran.stderr().text().strip();
    return text.length() <= QUOTE_MAX ? text : "…" + text.substring(text.length() - QUOTE_MAX);
  }
}
