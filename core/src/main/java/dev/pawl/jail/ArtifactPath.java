package dev.pawl.jail;

import java.util.Optional;
import java.util.regex.Pattern;

/// Which paths are believed: relative, short, and of letters, digits and a few signs alone. So
/// there is nothing to traverse, to normalise or to escape.
final class ArtifactPath {

  static final int DEPTH_MAX = 8;
  static final int LENGTH_MAX = 200;

  private static final Pattern NAME =
      Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._$+][A-Za-z0-9._$+-]{0,99}");

  private ArtifactPath() {}

  /// What is wrong with `path`, in words that begin with it; empty if nothing is.
  static Optional<String> problem(String path) {
    if (path.length() > LENGTH_MAX) {
      return Optional.of(
          "%s has a path of %d characters; the most is %d"
              .formatted(quoted(path), path.length(), LENGTH_MAX));
    }
    String[] names = path.split("/", -1);
    if (names.length > DEPTH_MAX) {
      return Optional.of(
          "%s lies %d folders deep; the most is %d"
              .formatted(quoted(path), names.length, DEPTH_MAX));
    }
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        return Optional.of(
            "%s has a name that is not legal: letters, digits and . _ $ + - are, but no - in front"
                .formatted(quoted(path)));
      }
    }
    return Optional.empty();
  }

  /// `path` for an error message: short, printable ASCII.
  static String quoted(String path) {
    String brief = path.length() > 60 ? path.substring(0, 60) + "…" : path;
    return "'" + brief.replaceAll("[^\\x20-\\x7e…]", "?") + "'";
  }
}
