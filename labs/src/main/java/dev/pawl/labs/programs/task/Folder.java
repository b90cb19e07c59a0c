package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.jail.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The files of a task.
final class Folder {

  static final int FILES_MAX = 2_000;
  static final int BYTES_MAX = 16 << 20;

  private Folder() {}

  /// All regular files under `root` whose relative path is wanted, without hidden ones and what
  /// Python caches.
  ///
  /// @throws IllegalArgumentException if they are too many or too large
  static SortedMap<String, Bytes> read(Path root, Predicate<String> wanted) {
    SortedMap<String, Bytes> files = new TreeMap<>();
    long bytes = 0;
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
        String relative = root.relativize(path).toString();
        if (isHidden(relative) || !wanted.test(relative)) {
          continue;
        }
        bytes += Files.size(path);
        if (files.size() == FILES_MAX || bytes > BYTES_MAX) {
          throw new IllegalArgumentException(
              "has more than %d files or %d MiB in %s; name those that are needed, or move the rest elsewhere"
                  .formatted(FILES_MAX, BYTES_MAX >> 20, root));
        }
        files.put(relative, Bytes.of(Files.readAllBytes(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + root, e);
    }
    return files;
  }

  /// The candidate with these files, or with the one file that `place` is.
  ///
  /// @throws IllegalArgumentException if there are none, or one is not UTF-8 text
  static Candidate candidate(Path place) {
    SortedMap<String, Bytes> files;
    if (Files.isRegularFile(place)) {
      files =
          read(
              place.toAbsolutePath().resolveSibling(""),
              String.valueOf(place.getFileName())::equals);
    } else if (Files.isDirectory(place)) {
      files = read(place, _ -> true);
    } else {
      throw new IllegalArgumentException(
          "is %s, which does not exist; put the program to improve there".formatted(place));
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("is %s, which has no files".formatted(place));
    }
    Map<String, String> texts = new TreeMap<>();
    files.forEach((path, bytes) -> texts.put(path, text(path, bytes)));
    return Candidate.of(texts);
  }

  static String text(String path, Bytes bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.array())).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "has %s, which is not UTF-8 text; a program is text".formatted(path), e);
    }
  }

  /// A hash of the files and some words.
  static Hash hash(SortedMap<String, Bytes> files, String words) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(words.getBytes(StandardCharsets.UTF_8));
    files.forEach((path, bytes) -> {
      all.writeBytes(("\n" + path + " ").getBytes(StandardCharsets.UTF_8));
      all.writeBytes(bytes.hash().toString().getBytes(StandardCharsets.UTF_8));
    });
    return Hash.of(all.toByteArray());
  }

  private static boolean isHidden(String relative) {
    for (Path part : Path.of(relative)) {
      String name = part.toString();
      if (name.startsWith(".") || name.equals("__pycache__") || name.endsWith(".pyc")) {
        return true;
      }
    }
    return false;
  }

  /// A file of Pawl itself.
  static Bytes resource(String name) {
    try (InputStream in = Folder.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource %s is missing".formatted(name));
      }
      return Bytes.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
