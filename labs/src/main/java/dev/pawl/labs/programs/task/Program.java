package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.Outcome;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Ending;
import dev.pawl.jail.Ran;
import dev.pawl.jail.Restrictions;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.EvaluatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a candidate is run.
///
/// @param command its first words; the arguments of a case follow
/// @param restrictions of one run
public record Program(Workshop workshop, List<String> command, Restrictions restrictions) {

  /// The most characters of standard error that an outcome quotes.
  static final int QUOTE_MAX = 600;

  public Program {
    command = List.copyOf(command);
  }

  Ran run(Candidate candidate, Case what) {
    SortedMap<String, Bytes> files = Workshop.bytes(candidate.files());
    what.files()
        .forEach((path, text) -> {
          if (files.putIfAbsent(path, Bytes.of(text)) != null) {
            throw new EvaluatorException(
                "case '%s' has a file %s, but so has the candidate; choose another name"
                    .formatted(what.name(), path));
          }
        });
    List<String> words = new ArrayList<>(command);
    words.addAll(what.arguments());
    return workshop.run(
        files, words, new TreeMap<>(), Bytes.of(what.input()), List.of(), restrictions);
  }

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
