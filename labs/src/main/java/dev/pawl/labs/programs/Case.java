package dev.pawl.labs.programs;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One run of a candidate's program.
///
/// @param name for people
/// @param arguments behind the command of the task
/// @param input standard input
/// @param files beside the candidate's own, by relative path; none may take the place of one of the
///   candidate's
/// @param hidden what the evaluator wants back when it judges, such as the right answer; the
///   candidate never sees it
public record Case(
    String name,
    List<String> arguments,
    String input,
    SortedMap<String, String> files,
    String hidden) {

  /// The most cases of one trial.
  public static final int CASES_MAX = 10_000;

  public Case {
    arguments = List.copyOf(arguments);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /// A run with `input` and nothing else.
  public static Case reading(String name, String input, String hidden) {
    return new Case(name, List.of(), input, new TreeMap<>(), hidden);
  }

  /// A run with nothing.
  public static Case empty() {
    return reading("only", "", "");
  }
}
