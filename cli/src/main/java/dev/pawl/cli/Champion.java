package dev.pawl.cli;

import dev.pawl.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/// A champion as a file that people and other programs read.
final class Champion {

  private Champion() {}

  /// Writes the champion of `run` to where people look for it in its folder.
  static void leave(RunDirectory run, String lab, Candidate champion) throws IOException {
    if (lab.equals("programs")) {
      write(run.folder().resolve("champion"), champion);
    } else {
      Files.writeString(run.champion(), text(run.name(), champion));
    }
  }

  /// Writes the files of a program into `folder`, which held those of a champion before, if any.
  static void write(Path folder, Candidate champion) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    for (Map.Entry<String, String> file : champion.files().entrySet()) {
      Path path = folder.resolve(file.getKey()).normalize();
      if (!path.startsWith(folder)) {
        throw new IOException("a champion has a file %s outside its folder".formatted(path));
      }
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /// The text of a warrior with a header that pMARS and hills know; of another candidate, all of
  /// its files.
  static String text(String run, Candidate champion) {
    if (champion.files().size() == 1 && champion.files().firstKey().endsWith(".red")) {
      return """
      ;redcode-94
      ;name %s %s
      ;author Pawl
      ;strategy evolved
      ;assert 1
      %s\
      """
          .formatted(run, champion.id().brief(), champion.text());
    }
    StringBuilder text = new StringBuilder();
    champion
        .files()
        .forEach((path, content) -> text.append("### ").append(path).append('\n').append(content));
    return text.toString();
  }
}
