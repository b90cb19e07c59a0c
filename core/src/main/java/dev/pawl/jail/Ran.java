package dev.pawl.jail;

import java.util.List;
import java.util.Optional;

/// What became of a [Job]. All bytes in it are untrusted.
///
/// @param ending how it ended
/// @param stdout the beginning of its standard output, up to the limit
/// @param stderr the beginning of its standard error, up to the limit
/// @param artifacts what it left, by path; empty unless it exited by itself
/// @param use what it used
/// @param walls what it ran in
public record Ran(
    Ending ending, Bytes stdout, Bytes stderr, List<Artifact> artifacts, Use use, Walls walls) {

  public Ran {
    artifacts = List.copyOf(artifacts);
  }

  static Ran refused(String reason, Walls walls) {
    return new Ran(new Ending.Refused(reason), Bytes.NONE, Bytes.NONE, List.of(), Use.NONE, walls);
  }

  /// @param found what it left, or why none of it is believed; then that is how it ended
  static Ran of(
      Ending ending, Artifacts.Found found, Bytes stdout, Bytes stderr, Use use, Walls walls) {
    return switch (found) {
      case Artifacts.Found.All(List<Artifact> all) ->
          Honey.caught(ending, stdout, stderr, all)
              .map(caught -> new Ran(caught, stdout, stderr, List.of(), use, walls))
              .orElseGet(() -> new Ran(ending, stdout, stderr, all, use, walls));
      case Artifacts.Found.None(Ending instead) ->
          new Ran(instead, stdout, stderr, List.of(), use, walls);
    };
  }

  /// The artifact at `path`.
  public Optional<Artifact> artifact(String path) {
    return artifacts.stream().filter(artifact -> artifact.path().equals(path)).findFirst();
  }
}
