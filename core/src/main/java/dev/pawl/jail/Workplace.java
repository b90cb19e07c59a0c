package dev.pawl.jail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of this machine from which one program gets its files. Nobody but the user that runs
/// the program can look into it.
///
/// @param folder of this job alone
/// @param candidate the program's files
record Workplace(Path folder, Path candidate) implements AutoCloseable {

  private static final int FILES_MAX = 10_000;
  private static final String PREFIX = "pawl-jail-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,10})-.*");

  /// Where processes do not see each other, one that lives may look dead.
  private static final Duration LEFT_AFTER = Duration.ofHours(1);

  /// What is wrong with the paths of these files, if anything is. They come from a proposer and may
  /// be an attack.
  static Optional<String> problem(SortedMap<String, Bytes> files) {
    if (files.size() > FILES_MAX) {
      return Optional.of("it has %d files; the most is %d".formatted(files.size(), FILES_MAX));
    }
    for (String path : files.keySet()) {
      Optional<String> problem = ArtifactPath.problem(path);
      if (problem.isPresent()) {
        return Optional.of("its file %s".formatted(problem.get()));
      }
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        if (files.containsKey(path.substring(0, slash))) {
          return Optional.of(
              "'%s' is both a file and a folder".formatted(path.substring(0, slash)));
        }
      }
    }
    return Optional.empty();
  }

  /// Removes what processes that were killed have left, an hour ago or more.
  static void sweep(long nowMillis) {
    try (Workplace own = empty(Optional.empty())) {
      sweep(own.folder.resolveSibling(""), nowMillis);
    }
  }

  /// The same in one folder.
  static void sweep(Path folder, long nowMillis) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path each : all) {
        if (isLeft(each, nowMillis)) {
          new Workplace(each, each).close();
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Whoever may not look there leaves it to others: nothing depends on it.
    }
  }

  private static boolean isLeft(Path folder, long nowMillis) throws IOException {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches() || ProcessHandle.of(Long.parseLong(name.group(1))).isPresent()) {
      return false;
    }
    BasicFileAttributes found =
        Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return found.isDirectory()
        && (owner.equals(Privilege.user())
            || (Privilege.isRoot() && owner.equals(BubblewrapJail.USER)))
        && nowMillis - found.lastModifiedTime().toMillis() >= LEFT_AFTER.toMillis();
  }

  /// Without files.
  ///
  /// @param owner the user that will read them, if it is not the one that writes them
  static Workplace empty(Optional<Integer> owner) {
    try {
      Path folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
      Workplace place = new Workplace(folder, folder.resolve("candidate"));
      Files.createDirectory(place.candidate);
      Files.createDirectory(place.start());
      Files.createDirectory(place.honey());
      Files.write(place.honey().resolve(Honey.FILE), Honey.content().array());
      own(folder, owner);
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lay out the files of a jailed program", e);
    }
  }

  /// With files, whose paths are legal.
  static Workplace of(SortedMap<String, Bytes> files, Optional<Integer> owner) {
    Workplace place = empty(owner);
    place.fill(files, owner);
    return place;
  }

  /// Brings in files, whose paths are legal.
  void fill(SortedMap<String, Bytes> files, Optional<Integer> owner) {
    try {
      for (Map.Entry<String, Bytes> file : files.entrySet()) {
        Path path = candidate.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue().array());
      }
      own(candidate, owner);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lay out the files of a jailed program", e);
    }
  }

  /// The folder with the script that becomes the program.
  Path start() {
    return folder.resolve("start");
  }

  /// The folder with answers that are none, see [Honey].
  Path honey() {
    return folder.resolve(Honey.FOLDER);
  }

  private static void own(Path folder, Optional<Integer> owner) throws IOException {
    if (owner.isPresent()) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : (Iterable<Path>) all::iterator) {
          Files.setAttribute(path, "unix:uid", owner.get());
        }
      }
    }
  }

  /// A file beside the candidate's.
  Path write(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(name), e);
    }
  }

  /// A folder beside the candidate's, for the program to write to.
  void makeFolder(String name, Optional<Integer> owner) {
    try {
      Path made = Files.createDirectory(folder.resolve(name));
      if (owner.isPresent()) {
        Files.setAttribute(made, "unix:uid", owner.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder.resolve(name), e);
    }
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      removeByForce(); // a program can leave folders that nobody may list, or deeper than a path
    }
  }

  private void removeByForce() {
    String script = "chmod -R u+rwX -- \"$1\"; rm -rf -- \"$1\"";
    try {
      new ProcessBuilder("/bin/sh", "-c", script, "sh", folder.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
