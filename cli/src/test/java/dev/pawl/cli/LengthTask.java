package dev.pawl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A task for tests that needs no jail: a text should have 60 characters between its marks.
final class LengthTask {

  static final String SEED = "# EVOLVE-BLOCK-START\none two three\n# EVOLVE-BLOCK-END\n";

  private static final String EVALUATOR =
      """
      import dev.pawl.Candidate;
      import dev.pawl.jail.Ran;
      import dev.pawl.labs.programs.*;
      import java.util.List;

      public class Length implements Evaluator {
        public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
          int off = Math.abs(candidate.text().length() - 100);
          return new Verdict.Worth(-off, "off by " + off);
        }
      }
      """;

  private LengthTask() {}

  /// Writes it into `folder`.
  static Path write(Path folder, int tickets) throws IOException {
    Files.createDirectories(folder.resolve("program"));
    Files.writeString(
        folder.resolve("task.yaml"),
        "about: A text of the right length.\nevaluator: {java: Length.java}\nselect: {trials: 0}\ntickets: "
            + tickets
            + "\n");
    Files.writeString(folder.resolve("Length.java"), EVALUATOR);
    Files.writeString(folder.resolve("program/text.txt"), SEED);
    return folder;
  }

  /// A text that is off by so many characters.
  static String text(int off) {
    String rest = SEED.replace("one two three", "");
    return SEED.replace("one two three", "x".repeat(100 + off - rest.length()));
  }
}
