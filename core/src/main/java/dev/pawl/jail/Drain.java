package dev.pawl.jail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Reads what a program prints, on a thread of its own, and keeps no more than the limit.
final class Drain {

  private static final Duration END_MAX = Duration.ofSeconds(60);

  private final int bytesMax;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile boolean over;

  Drain(InputStream in, int bytesMax) {
    this.bytesMax = bytesMax;
    thread = Thread.ofVirtual().name("pawl-jail-drain").start(() -> read(in));
  }

  /// Whether there was more than the limit.
  boolean isOver() {
    return over;
  }

  /// What there was, up to the limit. To be called when the program is dead.
  ///
  /// @throws JailException if the end does not come: then somebody holds the other end open
  Bytes finish() throws InterruptedException {
    if (!thread.join(END_MAX)) {
      throw new JailException(
          "the program is dead, but its output does not end within %s".formatted(END_MAX));
    }
    synchronized (kept) {
      return Bytes.of(kept.toByteArray());
    }
  }

  private void read(InputStream in) {
    byte[] buffer = new byte[16 << 10];
    try (in) {
      for (int read = in.read(buffer); read >= 0 && !over; read = in.read(buffer)) {
        int wanted = Math.min(read, bytesMax - kept.size());
        synchronized (kept) {
          kept.write(buffer, 0, wanted);
        }
        over = read > wanted;
      }
    } catch (IOException e) {
      // The program is dead; what there was is kept.
    }
  }
}
