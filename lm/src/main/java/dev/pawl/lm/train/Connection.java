package dev.pawl.lm.train;

import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.train.Frame.Kind;
import dev.pawl.lm.train.WorkerTrainer.Launch;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// A running [Worker], seen from its parent.
final class Connection implements AutoCloseable {

  /// So many messages wait here; then the worker waits.
  private static final int QUEUED_MAX = 256;

  /// So much of what a worker says on standard error is kept, from its start.
  private static final int COMPLAINT_BYTES_MAX = 2048;

  private static final Duration END_MAX = Duration.ofSeconds(10);

  /// The end of the queue.
  private static final Frame GONE = new Frame(Kind.FAILED);

  private final Process process;
  private final Duration silenceMax;
  private final DataOutputStream out;
  private final BlockingQueue<Frame> received = new ArrayBlockingQueue<>(QUEUED_MAX);
  private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();
  private final Thread messages;
  private final Thread complaints;

  private Connection(Process process, Duration silenceMax) {
    this.process = process;
    this.silenceMax = silenceMax;
    this.out = new DataOutputStream(process.getOutputStream());
    this.messages = Thread.ofPlatform().daemon().name("messages of a worker").start(this::listen);
    this.complaints = Thread.ofPlatform().daemon().name("complaints of a worker").start(this::note);
  }

  /// Starts a worker and waits until it is ready.
  static Connection open(Launch launch) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(launch));
    String threads = Integer.toString(launch.threads());
    // Threads that wait must sleep: where they spin, a busy machine trains many times as slowly.
    builder
        .environment()
        .putAll(
            Map.of(
                "OMP_NUM_THREADS", threads,
                "OPENBLAS_NUM_THREADS", threads,
                "MKL_NUM_THREADS", threads,
                "OMP_WAIT_POLICY", "PASSIVE",
                "GOMP_SPINCOUNT", "0"));
    Connection connection = new Connection(builder.start(), launch.silenceMax());
    try {
      Frame first = connection.receive();
      if (first.kind() != Kind.READY) {
        throw connection.gone("it sent " + first.kind() + " before it was ready");
      }
      return connection;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  /// This program, in another process: C1 is enough for a few calls of native code a step.
  private static List<String> command(Launch launch) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + launch.heapMebibytesMax() + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:+DisplayVMOutputToStderr",
        "-XX:+ErrorFileToStderr",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        Torch.SCOPES_ONLY,
        "-cp",
        ManagementFactory.getRuntimeMXBean().getClassPath(),
        Worker.class.getName(),
        launch.processor().name(),
        Integer.toString(launch.threads()));
  }

  private void listen() {
    try (DataInputStream in = new DataInputStream(process.getInputStream())) {
      try {
        while (true) {
          received.put(Frame.read(in));
        }
      } catch (IOException e) {
        // It is gone; or it crashes, which the JVM writes over the messages and then tells in full
        // on standard error.
        process.waitFor(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
        received.put(GONE);
      }
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly(); // nobody wants to know
    }
  }

  private void note() {
    try (InputStream in = process.getErrorStream()) {
      byte[] buffer = new byte[COMPLAINT_BYTES_MAX];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        complaint.write(buffer, 0, Math.min(read, COMPLAINT_BYTES_MAX - complaint.size()));
      }
    } catch (IOException e) {
      complaint.writeBytes(e.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  void send(Frame frame) throws IOException {
    try {
      frame.write(out);
    } catch (IOException e) {
      throw gone("it took no more messages: " + e.getMessage());
    }
  }

  /// Waits for the next message.
  ///
  /// @throws IOException if the worker is gone, and says how
  Frame receive() throws IOException {
    try {
      Frame frame = received.poll(silenceMax.toMillis(), TimeUnit.MILLISECONDS);
      if (frame == null) {
        throw gone("it said nothing for " + silenceMax);
      }
      if (frame == GONE) {
        throw gone("it ended by itself");
      }
      if (frame.kind() == Kind.FAILED) {
        throw gone(Wire.parse(frame.payload(), in -> in.readUTF()));
      }
      return frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw gone("the thread that waited for it was interrupted");
    }
  }

  /// Why a job cannot go on, for people; ends the process.
  IOException gone(String reason) {
    process.destroyForcibly();
    try {
      boolean ended = process.waitFor(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
      complaints.join(END_MAX);
      return new IOException(
          "the worker is gone: %s; exit status %s; on standard error: %s"
              .formatted(reason, ended ? process.exitValue() : "none yet", said()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IOException("the worker is gone: " + reason);
    }
  }

  private String said() {
    String text = complaint.toString(StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "nothing" : text;
  }

  boolean alive() {
    return process.isAlive() && received.peek() != GONE;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    messages.interrupt(); // it may wait for somebody to take the last message
  }
}
