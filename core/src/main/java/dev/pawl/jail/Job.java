package dev.pawl.jail;

import dev.pawl.Candidate;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A command on a candidate's files. It starts in the folder where they lie, read-only; what it
/// leaves in the folder that the variable `OUT` names comes back; `TMPDIR` is for the rest.
///
/// @param files by relative path; illegal paths are refused when it is run
/// @param command what to run: an absolute path or a name under `/usr/bin`, then arguments
/// @param environment all that the command finds there, beside `PATH`, `HOME`, `TMPDIR`, `OUT` and
///   `LANG`
/// @param input its standard input
/// @param readable absolute paths of this machine that it may read, at the same place inside
/// @param restrictions how much it may have
public record Job(
    SortedMap<String, Bytes> files,
    List<String> command,
    SortedMap<String, String> environment,
    Bytes input,
    List<Path> readable,
    Restrictions restrictions) {

  public Job {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    command = List.copyOf(command);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    readable = List.copyOf(readable);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("a job needs a command; found none");
    }
    for (String word : command) {
      if (word.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("a word of the command has a NUL: " + command);
      }
    }
    environment.forEach(Job::checkVariable);
    for (Path path : readable) {
      if (!path.isAbsolute() || !path.equals(path.normalize())) {
        throw new IllegalArgumentException(
            "readable path %s must be absolute, without '.' and '..'".formatted(path));
      }
    }
  }

  /// `command` on the files of `candidate`, with default restrictions and nothing else.
  public static Job of(Candidate candidate, String... command) {
    SortedMap<String, Bytes> files = new TreeMap<>();
    candidate.files().forEach((path, text) -> files.put(path, Bytes.of(text)));
    return new Job(
        files, List.of(command), new TreeMap<>(), Bytes.NONE, List.of(), Restrictions.DEFAULT);
  }

  /// The same under other restrictions.
  public Job within(Restrictions other) {
    return new Job(files, command, environment, input, readable, other);
  }

  /// The same with `text` as standard input.
  public Job reading(String text) {
    return reading(Bytes.of(text));
  }

  /// The same with `bytes` as standard input.
  public Job reading(Bytes bytes) {
    return new Job(files, command, environment, bytes, readable, restrictions);
  }

  /// The same, where these paths may be read too.
  public Job seeing(List<Path> paths) {
    return new Job(files, command, environment, input, paths, restrictions);
  }

  /// The same with this environment.
  public Job in(Map<String, String> variables) {
    return new Job(files, command, new TreeMap<>(variables), input, readable, restrictions);
  }

  private static void checkVariable(String name, String value) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "variable '%s' is not legal: letters, digits and _ in the name, no NUL in the value"
              .formatted(name));
    }
  }
}
