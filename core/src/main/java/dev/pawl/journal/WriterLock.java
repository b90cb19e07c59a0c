package dev.pawl.journal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The right to write a journal: an operating system's lock on a file beside it, which therefore
/// ends with the process, however it ends. The file's text says who holds it.
final class WriterLock implements AutoCloseable {

  /// What this process holds. An operating system may drop a process's locks on a file when *any*
  /// of its channels to that file is closed, so a second attempt must never open one.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /// Far behind the text, which stays readable where locks are mandatory.
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path path;
  private final FileChannel channel;

  private WriterLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// The lock for `journal`.
  ///
  /// @throws JournalException if somebody else holds it
  static WriterLock of(Path journal) {
    try {
      Path directory = journal.toAbsolutePath().resolveSibling("").toRealPath();
      Path path = directory.resolve(journal.getFileName() + ".lock");
      if (!HELD.add(path)) {
        throw new JournalException(
            "journal %s is already being written by this process".formatted(journal));
      }
      WriterLock lock = null;
      try {
        lock = lock(journal, path);
        return lock;
      } finally {
        if (lock == null) {
          HELD.remove(path);
        }
      }
    } catch (IOException e) {
      throw new JournalException("cannot lock journal %s: %s".formatted(journal, e), e);
    }
  }

  /// Whether somebody holds the lock for `journal` now. To find out, it is shared for an instant,
  /// in which a writer that comes is turned away.
  static boolean isHeld(Path journal) {
    try {
      Path directory = journal.toAbsolutePath().resolveSibling("").toRealPath();
      Path path = directory.resolve(journal.getFileName() + ".lock");
      if (HELD.contains(path)) {
        return true;
      }
      if (!Files.exists(path)) {
        return false;
      }
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
          FileLock free = channel.tryLock(LOCKED_BYTE, 1, true)) {
        return free == null;
      }
    } catch (IOException e) {
      throw new JournalException(
          "cannot look at the lock of journal %s: %s".formatted(journal, e), e);
    }
  }

  private static WriterLock lock(Path journal, Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        throw new JournalException(
            "journal %s is being written by %s; stop that first, or open it for reading"
                .formatted(journal, Files.readString(path).strip()));
      }
      channel.truncate(0);
      String holder = "process %d on %s\n".formatted(ProcessHandle.current().pid(), machine());
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
      return new WriterLock(path, channel);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new JournalException("cannot unlock %s: %s".formatted(path, e), e);
    } finally {
      HELD.remove(path);
    }
  }
}
