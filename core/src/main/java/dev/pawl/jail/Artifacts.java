package dev.pawl.jail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads what a jailed program left, believing nothing. To be called when everything inside is
/// dead: then nothing can change between the look and the read.
///
/// Every step is relative to an open folder and follows no symbolic link, so there is no path to
/// redirect. A file is opened only after it was seen to be a regular one, because opening a FIFO or
/// a device can block or act. Only names that [ArtifactPath] allows are read; sizes are checked
/// before a byte is read and while it is read; a file that appears twice is a hard link.
final class Artifacts {

  /// What was found: either all, or why none of it is believed.
  sealed interface Found {
    /// All that was left, by path.
    record All(List<Artifact> artifacts) implements Found {}

    /// Nothing is believed.
    record None(Ending ending) implements Found {}
  }

  private final Restrictions limits;
  private final List<Artifact> artifacts = new ArrayList<>();
  private final Set<String> paths = new HashSet<>();
  private final Set<Object> keys = new HashSet<>();
  private int entries;
  private long bytes;

  private Artifacts(Restrictions limits) {
    this.limits = limits;
  }

  /// What lies in `root`, which stays open.
  static Found read(SecureDirectoryStream<Path> root, Restrictions limits) {
    Artifacts reader = new Artifacts(limits);
    try {
      Optional<Ending> problem = reader.folder(root, Path.of("."), "");
      reader.artifacts.sort(Comparator.comparing(Artifact::path));
      return problem.<Found>map(Found.None::new).orElse(new Found.All(reader.artifacts));
    } catch (IOException | DirectoryIteratorException e) {
      return new Found.None(new Ending.Refused("its artifacts cannot be read: " + e.getMessage()));
    }
  }

  private Optional<Ending> folder(SecureDirectoryStream<Path> parent, Path name, String prefix)
      throws IOException {
    try (SecureDirectoryStream<Path> folder =
        parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : folder) {
        Path file = entry.getFileName();
        Optional<Ending> problem = entry(folder, file, prefix + file);
        if (problem.isPresent()) {
          return problem;
        }
      }
      return Optional.empty();
    }
  }

  private Optional<Ending> entry(SecureDirectoryStream<Path> folder, Path name, String path)
      throws IOException {
    if (++entries > limits.artifacts()) {
      return over("more than %d artifacts".formatted(limits.artifacts()));
    }
    Optional<String> illegal = ArtifactPath.problem(path);
    if (illegal.isPresent()) {
      return refused(illegal.get());
    }
    if (!paths.add(path.toLowerCase(Locale.ROOT))) {
      return refused("%s differs from another only by case".formatted(quoted(path)));
    }
    BasicFileAttributes attributes =
        folder
            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes();
    if (attributes.isDirectory()) {
      return folder(folder, name, path + "/");
    }
    if (!attributes.isRegularFile()) {
      return refused(
          "%s is %s; only regular files and folders are read"
              .formatted(
                  quoted(path),
                  attributes.isSymbolicLink() ? "a symbolic link" : "a FIFO, socket or device"));
    }
    if (!keys.add(String.valueOf(attributes.fileKey()))) {
      return refused("%s is a hard link to another".formatted(quoted(path)));
    }
    return file(folder, name, path, attributes.size());
  }

  private Optional<Ending> file(
      SecureDirectoryStream<Path> folder, Path name, String path, long size) throws IOException {
    if (size > limits.artifactBytes() - bytes) {
      return over("more than %d bytes of artifacts".formatted(limits.artifactBytes()));
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) size + 1);
    try (SeekableByteChannel channel =
        folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Until its end, or one byte more than it had.
      }
    }
    if (buffer.position() != size) {
      return refused("%s changed while it was read".formatted(quoted(path)));
    }
    bytes += size;
    byte[] content = new byte[(int) size];
    buffer.flip().get(content);
    artifacts.add(Artifact.of(path, Bytes.of(content)));
    return Optional.empty();
  }

  private static String quoted(String path) {
    return ArtifactPath.quoted(path);
  }

  private static Optional<Ending> refused(String what) {
    return Optional.of(new Ending.Refused("artifact " + what));
  }

  private static Optional<Ending> over(String what) {
    return Optional.of(new Ending.OverLimit(what));
  }
}
