package dev.pawl.lm.train;

import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Processor;
import dev.pawl.lm.train.Frame.Kind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// The process in which a [WorkerTrainer] trains: one job after the other from standard input, what
/// comes of them to standard output. It ends when its input does, so it never outlives its parent.
final class Worker {

  /// Longer than any parent waits for a job to stop.
  private static final Duration HOLD_MAX = Duration.ofMinutes(2);

  private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(1);
  private volatile boolean stopping;

  private Worker() {}

  /// @param args the processor's name and the threads
  static void main(String[] args) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(Worker::hold, "hold"));
    DataOutputStream out = new DataOutputStream(System.out);
    System.setOut(System.err); // nothing else may write between the messages
    try {
      new Worker()
          .run(new TorchTrainer(Processor.valueOf(args[0]), Integer.parseInt(args[1])), out);
    } catch (Throwable e) {
      e.printStackTrace();
      new Frame(Kind.FAILED, Wire.bytes(to -> to.writeUTF(brief(e)))).write(out);
      Runtime.getRuntime().halt(1);
    }
  }

  /// Ctrl-C reaches every process of a terminal, but a job is stopped by the parent: until it says
  /// so, or is gone, all other threads go on.
  private static void hold() {
    try {
      Thread.sleep(HOLD_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String brief(Throwable e) {
    String text = e.toString();
    return text.substring(0, Math.min(1000, text.length()));
  }

  private void run(TorchTrainer trainer, DataOutputStream out)
      throws IOException, InterruptedException {
    Thread.ofPlatform().daemon().name("input").start(this::listen);
    new Torch(trainer.processor(), trainer.threads());
    new Frame(Kind.READY).write(out);
    while (true) {
      Job job = jobs.take();
      Trained trained = trainer.train(job, progress -> tell(progress, out), () -> stopping);
      new Frame(Kind.TRAINED, Wire.bytes(to -> Wire.write(to, trained))).write(out);
    }
  }

  private static void tell(Progress progress, DataOutputStream out) {
    try {
      new Frame(Kind.PROGRESS, Wire.bytes(to -> Wire.write(to, progress))).write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    try (DataInputStream in = new DataInputStream(System.in)) {
      while (true) {
        Frame frame = Frame.read(in);
        if (frame.kind() == Kind.JOB) {
          stopping = false;
          jobs.put(Wire.parse(frame.payload(), Wire::readJob));
        } else {
          stopping = true;
        }
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      Runtime.getRuntime().halt(0); // whatever native code does at the moment
    }
  }
}
