package dev.pawl.jail;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The programs of this machine that build walls, by absolute path.
///
/// @param paths of those that were found
public record Tools(Map<String, Path> paths) {

  public Tools {
    paths = Map.copyOf(paths);
  }

  /// Those found in the folders of `searchPath`, as `PATH` lists them.
  public static Tools on(String searchPath) {
    Map<String, Path> found = new TreeMap<>();
    for (String name : new String[] {"bwrap", "setpriv", "prlimit", "sh", "podman", "docker"}) {
      for (String folder : searchPath.split(":", -1)) {
        toPath(folder)
            .map(path -> path.resolve(name))
            .filter(path -> path.isAbsolute() && Files.isExecutable(path))
            .ifPresent(path -> found.putIfAbsent(name, path));
      }
    }
    return new Tools(found);
  }

  Optional<Path> find(String name) {
    return Optional.ofNullable(paths.get(name));
  }

  /// The path of a program that must be there.
  ///
  /// @throws JailException that says how to get it
  String require(String name, String remedy) {
    return find(name)
        .orElseThrow(
            () -> new JailException("no %s was found on the PATH; %s".formatted(name, remedy)))
        .toString();
  }

  private static Optional<Path> toPath(String folder) {
    try {
      return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
