package dev.pawl.jail;

import dev.pawl.engine.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One program in namespaces of its own, from the building of its walls to the death of all that it
/// started.
final class Inmate implements AutoCloseable {

  private static final int WORDS_MAX = 8 << 10;
  private static final long DEATH_MILLIS_MAX = 10_000;

  private final Process process;
  private final Keeper keeper;
  private final @Nullable ControlGroup group;
  private final Clock clock;

  /// The first process in the namespace: when it is dead, the kernel has killed all others there.
  private final ProcessHandle first;

  private final SecureDirectoryStream<Path> out;

  private Inmate(
      Process process,
      Keeper keeper,
      @Nullable ControlGroup group,
      Clock clock,
      ProcessHandle first,
      SecureDirectoryStream<Path> out) {
    this.process = process;
    this.keeper = keeper;
    this.group = group;
    this.clock = clock;
    this.first = first;
    this.out = out;
  }

  /// Waits until the walls stand; the program waits for [#start].
  ///
  /// @param process through which the program is spoken with
  /// @throws JailException if they could not be built; the process is dead then
  @SuppressWarnings("StreamResourceLeak") // [#close] closes it
  static Inmate of(Process process, Keeper keeper, Clock clock) {
    boolean stands = false;
    try {
      awaitWalls(process, keeper);
      ProcessHandle first = keeper.first(process);
      ControlGroup group = keeper.group(first).orElse(null);
      Inmate inmate = new Inmate(process, keeper, group, clock, first, open(first.pid()));
      stands = true;
      return inmate;
    } catch (IOException e) {
      throw new JailException("cannot look into the jail: " + e, e);
    } finally {
      if (!stands) {
        process.destroyForcibly();
        keeper.sweep();
      }
    }
  }

  /// Lets the program begin.
  void start() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It is dead already, which [#watch] will see.
    }
  }

  /// What it is outside: its streams, and whether it lives.
  Process process() {
    return process;
  }

  /// Whether a control group bounds it.
  boolean isGrouped() {
    return group != null;
  }

  /// Kills everything inside, and returns when it is dead, even if the thread is interrupted.
  void kill() {
    first.destroyForcibly();
    keeper.release(process);
    long deadline = clock.nanos() + DEATH_MILLIS_MAX * 1_000_000;
    while (process.isAlive() || !Meter.isDead(first)) {
      if (clock.nanos() > deadline) {
        throw new JailException(
            "process %d was killed %d ms ago and still lives"
                .formatted(process.pid(), DEATH_MILLIS_MAX));
      }
      LockSupport.parkNanos(200_000);
    }
    keeper.sweep();
  }

  @Override
  public void close() {
    try (out) {
      kill();
    } catch (IOException e) {
      throw new JailException("cannot close the jail: " + e, e);
    }
  }

  /// Gives it `input`, watches it to its end, and reads what it left.
  Ran watch(Restrictions restrictions, Bytes input, Walls walls) throws InterruptedException {
    Drain stdout = new Drain(process.getInputStream(), restrictions.outputBytes());
    Drain stderr = new Drain(process.getErrorStream(), restrictions.outputBytes());
    Meter meter = new Meter(() -> Meter.tree(first), group);
    meter.begin();
    Watch watch = new Watch(restrictions, stdout, stderr, meter, group);
    long start = clock.nanos();
    Thread feeder = Thread.ofVirtual().name("pawl-jail-input").start(() -> feed(input));
    Optional<Ending> passed = watch.await(process, clock, Optional::empty);
    kill();
    long wallMillis = (clock.nanos() - start) / 1_000_000;
    feeder.join();
    Bytes printed = stdout.finish();
    Bytes complained = stderr.finish();
    Ending ending =
        passed.or(watch::passed).orElseGet(() -> new Ending.Exited(process.exitValue()));
    Artifacts.Found found =
        ending instanceof Ending.Exited
            ? Artifacts.read(out, restrictions)
            : new Artifacts.Found.None(ending);
    Use use = new Use(wallMillis, meter.cpuMillis(), meter.memoryBytesPeak());
    return Ran.of(ending, found, printed, complained, use, walls);
  }

  /// Reads standard error up to the word that the walls stand. Nothing untrusted has run by then,
  /// so nobody can have forged it.
  private static void awaitWalls(Process process, Keeper keeper) {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    InputStream err = process.getErrorStream();
    try {
      for (int next = next(process, err); next >= 0; next = next(process, err)) {
        words.write(next);
        if (words.size() >= WORDS_MAX) {
          break;
        }
        if (words.toString(StandardCharsets.UTF_8).endsWith(World.READY + "\n")) {
          return;
        }
      }
    } catch (IOException e) {
      words.writeBytes(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
    throw new JailException(
        "the walls could not be built: %s; %s"
            .formatted(words.toString(StandardCharsets.UTF_8).strip(), keeper.advice()));
  }

  /// The next byte, or −1 if it is dead and there is none. Not a plain read: whoever is killed
  /// while it builds walls can leave a child that holds the stream open for ever.
  private static int next(Process process, InputStream err) throws IOException {
    while (err.available() == 0) {
      if (!process.isAlive()) {
        return err.available() > 0 ? err.read() : -1;
      }
      LockSupport.parkNanos(100_000);
    }
    return err.read();
  }

  private void feed(Bytes input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.array());
    } catch (IOException e) {
      // It did not want all of its input.
    }
  }

  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  private static SecureDirectoryStream<Path> open(long pid) throws IOException {
    DirectoryStream<Path> out =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "root", "out"));
    if (out instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    out.close();
    throw new IOException("this system cannot read folders without following links");
  }
}
