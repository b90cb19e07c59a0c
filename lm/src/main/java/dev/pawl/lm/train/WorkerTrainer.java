package dev.pawl.lm.train;

import dev.pawl.lm.torch.Torch.Processor;
import dev.pawl.lm.train.Ending.Crashed;
import dev.pawl.lm.train.Frame.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Trains in a process of its own, which is kept warm for the next job. If that process dies, of a
/// crash of native code or anything else, the job ends as [Crashed], and the next one gets a new
/// process. Nothing here loads libtorch.
///
/// An instance trains one job at a time; several with one thread each do more than one with several
/// threads, as long as models are small.
public final class WorkerTrainer implements Trainer {

  private final Launch launch;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Connection connection;

  /// How a worker is started.
  ///
  /// @param processor what computes
  /// @param threads of one operation, on the CPU
  /// @param heapMebibytesMax of the worker's Java heap; native memory comes on top
  /// @param silenceMax a worker that says nothing for so long is taken for dead
  public record Launch(
      Processor processor, int threads, int heapMebibytesMax, Duration silenceMax) {

    /// On the CPU.
    public Launch(int threads) {
      this(Processor.CPU, threads, 1024, Duration.ofMinutes(10));
    }
  }

  /// The process is started by the first job.
  public WorkerTrainer(Launch launch) {
    this.launch = launch;
  }

  @Override
  public Trained train(Job job, Consumer<Progress> watch, BooleanSupplier stop) {
    List<Progress> curve = new ArrayList<>(State.curve(job));
    long tokensBefore = curve.isEmpty() ? 0 : curve.getLast().tokens();
    long flopsBefore = curve.isEmpty() ? 0 : curve.getLast().flops();
    lock.lock();
    try {
      return converse(
          job,
          progress -> {
            curve.add(progress);
            watch.accept(progress);
          },
          stop);
    } catch (IOException e) {
      long tokens = curve.isEmpty() ? 0 : curve.getLast().tokens();
      long flops = curve.isEmpty() ? 0 : curve.getLast().flops();
      return new Trained(
          new Crashed(String.valueOf(e.getMessage())),
          job.start(),
          curve,
          Double.NaN,
          Double.NaN,
          tokens - tokensBefore,
          flops - flopsBefore);
    } finally {
      lock.unlock();
    }
  }

  private Trained converse(Job job, Consumer<Progress> watch, BooleanSupplier stop)
      throws IOException {
    Connection worker = connected();
    boolean clean = false;
    try {
      worker.send(new Frame(Kind.JOB, Wire.bytes(out -> Wire.write(out, job))));
      boolean told = false;
      while (true) {
        if (!told && stop.getAsBoolean()) {
          worker.send(new Frame(Kind.STOP));
          told = true;
        }
        Frame frame = worker.receive();
        if (frame.kind() == Kind.PROGRESS) {
          watch.accept(Wire.parse(frame.payload(), Wire::readProgress));
        } else if (frame.kind() == Kind.TRAINED) {
          Trained trained = Wire.parse(frame.payload(), Wire::readTrained);
          clean = true;
          return trained;
        } else {
          throw worker.gone("it sent " + frame.kind() + " out of turn");
        }
      }
    } finally {
      if (!clean) {
        close();
      }
    }
  }

  private Connection connected() throws IOException {
    Connection open = connection;
    if (open == null || !open.alive()) {
      close();
      open = Connection.open(launch);
      connection = open;
    }
    return open;
  }

  /// The process that trains, if one is there.
  public @Nullable ProcessHandle worker() {
    Connection open = connection;
    return open == null ? null : open.handle();
  }

  /// Ends the process; a job that runs ends as [Crashed], and a later one starts a new process.
  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
