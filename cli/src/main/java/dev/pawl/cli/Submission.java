package dev.pawl.cli;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A candidate that somebody wrote, made of the files that they gave and of those of another that
/// they did not give.
final class Submission {

  private static final int FILES_MAX = 500;

  private Submission() {}

  /// The text of a file, or of all files below a folder, by path.
  static Map<String, String> read(Path path) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (!Files.isDirectory(path)) {
      files.put(path.getFileName().toString(), text(path));
      return files;
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> found = all.filter(Files::isRegularFile).limit(FILES_MAX + 1).toList();
      if (found.isEmpty() || found.size() > FILES_MAX) {
        throw new Refusal(
            "%s has %s files; a candidate has 1 to %d"
                .formatted(path, found.isEmpty() ? "no" : "too many", FILES_MAX));
      }
      for (Path file : found) {
        files.put(path.relativize(file).toString(), text(file));
      }
    }
    return files;
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Refusal("there is no file %s".formatted(file));
    }
    if (Files.size(file) > Candidate.BYTES_MAX) {
      throw new Refusal(
          "%s has %,d bytes; the most is %,d"
              .formatted(file, Files.size(file), Candidate.BYTES_MAX));
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new Refusal("%s is not a text in UTF-8".formatted(file));
    }
  }

  /// The candidate with `files`, and what else the first of `parents` has; without parents, what
  /// the run began with. Where there is one file on both sides, the name may be another.
  static Candidate of(Journal journal, List<Hash> parents, Map<String, String> files) {
    Candidate base = candidate(journal, parents.isEmpty() ? first(journal) : parents.getFirst());
    Map<String, String> all = new TreeMap<>(base.files());
    if (base.files().size() == 1 && files.size() == 1) {
      all.put(base.files().firstKey(), files.values().iterator().next());
    } else {
      all.putAll(files);
    }
    try {
      return Candidate.of(all);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  /// The candidate with this id, out of `journal`.
  static Candidate candidate(Journal journal, Hash id) {
    return journal
        .blob(id)
        .map(Candidate::ofCanonical)
        .orElseThrow(
            () -> new Refusal("the journal lacks candidate %s; `pawl verify`".formatted(id)));
  }

  private static Hash first(Journal journal) {
    List<Hash> first = new ArrayList<>();
    journal.read(
        0,
        entry -> {
          if (first.isEmpty() && entry.event() instanceof Event.Proposed proposed) {
            first.add(proposed.candidate());
          }
        });
    if (first.isEmpty()) {
      throw new Refusal("the run has no candidate yet; wait until it has scored its first");
    }
    return first.getFirst();
  }
}
