package dev.pawl.jail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A file inside the walls that looks like answers and that no program needs. Whoever hands out
/// what stands in it went looking for answers instead of computing them.
///
/// It is looked for as it is: a program that reads it and prints it in other letters is not caught.
/// So it tells of some attempts and says nothing about the absence of others.
final class Honey {

  /// The name of its folder: at the root in bubblewrap, beside the program's files under Landlock.
  static final String FOLDER = "answers";

  /// The name of the file.
  static final String FILE = "expected.json";

  /// What nobody prints by chance.
  static final String TOKEN = "c0ffee51-9d0e-4b7a-8f36-5e1da2b7349c-9413357720468";

  /// The code of a program that the kernel killed for a system call (128 and SIGSYS): the filter
  /// kills only for calls of another kind of processor, which is a way around it.
  private static final int KILLED_FOR_A_CALL = 128 + 31;

  private static final byte[] BYTES = TOKEN.getBytes(StandardCharsets.US_ASCII);

  private Honey() {}

  /// What stands in the file.
  static Bytes content() {
    return Bytes.of("{\"answers\": [\"%s\"]}\n".formatted(TOKEN));
  }

  /// How a program that ended by itself was caught reaching for what it may not, if it was.
  static Optional<Ending> caught(
      Ending ending, Bytes stdout, Bytes stderr, List<Artifact> artifacts) {
    if (!(ending instanceof Ending.Exited(int code))) {
      return Optional.empty();
    }
    if (code == KILLED_FOR_A_CALL) {
      return caught("the kernel killed it for a system call of another kind of processor");
    }
    if (stdout.contains(BYTES) || stderr.contains(BYTES)) {
      return caught("it printed what stands in a file that no program needs");
    }
    return artifacts.stream().anyMatch(each -> each.bytes().contains(BYTES))
        ? caught("it left what stands in a file that no program needs")
        : Optional.empty();
  }

  private static Optional<Ending> caught(String how) {
    return Optional.of(new Ending.TriedToEscape(how));
  }
}
