package dev.pawl.jail;

import static dev.pawl.jail.SystemCall.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Takes from the calling thread, for ever and for all that it starts, what a jailed program must
/// not have: files beyond those that are named (Landlock, since Linux 5.13), TCP, signals to others
/// and abstract sockets (Landlock too, where it is new enough), and system calls (seccomp).
///
/// Needs no privilege and no program. Other threads of this process are not touched.
final class Landlock {

  /// Before this version, a file that may not be written can be truncated.
  static final int VERSION_LEAST = 3;

  /// From this version on, signals to processes outside can be refused.
  static final int VERSION_OF_SIGNALS = 6;

  private static final long EXECUTE = 1;
  private static final long WRITE_FILE = 1 << 1;
  private static final long READ_FILE = 1 << 2;
  private static final long READ_FOLDER = 1 << 3;
  private static final long REMOVE_FOLDER = 1 << 4;
  private static final long REMOVE_FILE = 1 << 5;
  private static final long MAKE_FOLDER = 1 << 7;
  private static final long MAKE_FILE = 1 << 8;
  private static final long TRUNCATE = 1 << 14;

  /// What it takes to read and run; links, FIFOs, sockets and devices cannot be made anywhere.
  private static final long READ = EXECUTE | READ_FILE | READ_FOLDER;

  private static final long WRITE =
      READ | WRITE_FILE | REMOVE_FOLDER | REMOVE_FILE | MAKE_FOLDER | MAKE_FILE | TRUNCATE;
  private static final long OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE;

  private static final long TCP = 3;
  private static final long SIGNALS_AND_ABSTRACT_SOCKETS = 3;

  private static final long ASK_VERSION = 1;
  private static final long HERE = -100;
  private static final long O_PATH = 0x200000 | 0x80000; // and not for children
  private static final long NO_NEW_PRIVILEGES = 38;
  private static final long FILTER = 1;

  private final Kernel kernel;
  private final int version;

  Landlock(Kernel kernel) {
    this.kernel = kernel;
    version = (int) kernel.call(LANDLOCK_CREATE_RULESET, 0, 0, ASK_VERSION);
  }

  /// The version of the kernel's interface; 0 or less if there is none.
  int version() {
    return version;
  }

  /// Restricts the calling thread.
  ///
  /// @throws JailException if the kernel refuses any step; the thread must not go on then
  void restrict(List<Path> readable, List<Path> writable, List<Path> devices, byte[] filter) {
    try (Arena arena = Arena.ofConfined()) {
      long rules = ruleset(arena);
      readable.forEach(path -> allow(arena, rules, path, READ));
      writable.forEach(path -> allow(arena, rules, path, WRITE));
      devices.forEach(path -> allow(arena, rules, path, READ_FILE | WRITE_FILE));
      kernel.require(PRCTL, NO_NEW_PRIVILEGES, 1, 0, 0, 0);
      kernel.require(LANDLOCK_RESTRICT_SELF, rules, 0);
      kernel.require(CLOSE, rules);
      MemorySegment instructions = arena.allocate(filter.length, 8);
      MemorySegment.copy(filter, 0, instructions, ValueLayout.JAVA_BYTE, 0, filter.length);
      MemorySegment program = arena.allocate(16, 8);
      program.set(ValueLayout.JAVA_SHORT, 0, (short) (filter.length / 8));
      program.set(ValueLayout.JAVA_LONG, 8, instructions.address());
      kernel.require(SECCOMP, FILTER, 0, program.address());
    }
  }

  private long ruleset(Arena arena) {
    MemorySegment attributes = arena.allocate(24, 8);
    attributes.set(ValueLayout.JAVA_LONG, 0, version >= 5 ? (1L << 16) - 1 : (1L << 15) - 1);
    attributes.set(ValueLayout.JAVA_LONG, 8, TCP);
    attributes.set(ValueLayout.JAVA_LONG, 16, SIGNALS_AND_ABSTRACT_SOCKETS);
    long size = version >= VERSION_OF_SIGNALS ? 24 : version >= 4 ? 16 : 8;
    return kernel.require(LANDLOCK_CREATE_RULESET, attributes.address(), size, 0);
  }

  private void allow(Arena arena, long rules, Path path, long rights) {
    long file =
        kernel.require(OPENAT, HERE, arena.allocateFrom(path.toString()).address(), O_PATH, 0);
    MemorySegment rule = arena.allocate(16, 8);
    rule.set(ValueLayout.JAVA_LONG, 0, Files.isDirectory(path) ? rights : rights & OF_FILES);
    rule.set(ValueLayout.JAVA_INT, 8, (int) file);
    kernel.require(LANDLOCK_ADD_RULE, rules, 1, rule.address(), 0);
    kernel.require(CLOSE, file);
  }
}
