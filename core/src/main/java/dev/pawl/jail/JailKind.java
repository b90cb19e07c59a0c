package dev.pawl.jail;

import java.util.Optional;

/// Which jail programs are to run in.
public sealed interface JailKind {

  /// The strongest that this machine offers: bubblewrap, else Landlock.
  record Strongest() implements JailKind {}

  /// Containers of an engine that is driven by its command line; chosen only in so many words.
  ///
  /// @param engine `podman` or `docker`
  /// @param image what is in them; empty for the programs of this machine, which only podman can
  ///   show
  record Contained(String engine, Optional<String> image) implements JailKind {
    public Contained {
      if (!engine.equals("podman") && !engine.equals("docker")) {
        throw new IllegalArgumentException("unknown container engine: " + engine);
      }
      if (engine.equals("docker") && image.isEmpty()) {
        throw new IllegalArgumentException(
            "docker needs an image that is on this machine: docker=IMAGE");
      }
      if (image.isPresent() && !image.get().matches("[A-Za-z0-9][A-Za-z0-9._:/@-]*")) {
        throw new IllegalArgumentException("'%s' is no name of an image".formatted(image.get()));
      }
    }
  }

  /// `strongest`, `podman`, `podman=IMAGE` or `docker=IMAGE`.
  ///
  /// @throws IllegalArgumentException that says what is expected
  static JailKind named(String text) {
    if (text.equals("strongest")) {
      return new Strongest();
    }
    String[] sides = text.split("=", 2);
    if (!sides[0].equals("podman") && !sides[0].equals("docker")) {
      throw new IllegalArgumentException(
          "unknown jail '%s'; expected strongest, podman, podman=IMAGE or docker=IMAGE"
              .formatted(text));
    }
    return new Contained(sides[0], sides.length == 2 ? Optional.of(sides[1]) : Optional.empty());
  }
}
