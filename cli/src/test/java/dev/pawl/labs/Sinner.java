package dev.pawl.labs;

import dev.pawl.journal.MemoryJournal;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/// Breaks the rules of the architecture, to show that they can be broken. Never run.
public final class Sinner {

  private Sinner() {}

  static Object time() {
    return System.nanoTime() + Instant.now().toEpochMilli();
  }

  static Object chance() {
    return Math.random() + new Random().nextInt() + ThreadLocalRandom.current().nextInt();
  }

  static Object journal() {
    return new MemoryJournal();
  }

  static Object sql() throws Exception {
    return DriverManager.getConnection("");
  }

  static void print() {
    System.out.println("x");
    System.exit(1);
  }
}
