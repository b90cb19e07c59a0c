package dev.pawl.study;

import java.util.List;

/// A study cannot be used. Holds everything that is wrong with it, in the order of the file.
public final class StudyException extends RuntimeException {

  private final List<String> problems;

  StudyException(String name, List<String> problems) {
    super(
        problems.size() == 1
            ? problems.getFirst()
            : "%d problems in %s:%n  %s"
                .formatted(
                    problems.size(), name, String.join(System.lineSeparator() + "  ", problems)));
    this.problems = List.copyOf(problems);
  }

  /// One line each, such as `my.yaml:3:9: redqueen.rounds is 0; it must be an integer from 1 to
  /// 1000`.
  public List<String> problems() {
    return problems;
  }
}
