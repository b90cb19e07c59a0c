package dev.pawl.jail;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// A folder on this machine's disk that a program writes to, and how much it may hold. It can only
/// be looked at now and then, so what is written between two looks can be too much.
///
/// @param folder which
/// @param bytesMax as the files say, holes included
/// @param entriesMax files and folders
record Room(Path folder, long bytesMax, long entriesMax) {

  /// Looks, no longer than it takes to see that there is too much.
  Optional<Ending> passed() {
    Count count = new Count();
    try {
      Files.walkFileTree(folder, count);
    } catch (IOException e) {
      return Optional.empty(); // it changes while it is looked at; the next look tells
    }
    return count.entries > entriesMax || count.bytes > bytesMax
        ? Optional.of(new Ending.OverLimit("%d bytes in %d files".formatted(bytesMax, entriesMax)))
        : Optional.empty();
  }

  private final class Count extends SimpleFileVisitor<Path> {
    private long bytes;
    private long entries;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      return ++entries > entriesMax || bytes > bytesMax
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
      return ++entries > entriesMax ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      entries++;
      return FileVisitResult.CONTINUE;
    }
  }
}
