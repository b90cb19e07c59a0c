package dev.pawl.jail;

import dev.pawl.engine.Clock;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program in walls of its own that answers questions, as `inside.Talk` says, and is watched
/// while it does. One that does not answer in time, takes too much, or speaks out of turn is
/// killed.
final class Worker implements AutoCloseable {

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final long PERIOD_MILLIS = 20;
  static final int EXIT_OUT_OF_MEMORY = 3;
  static final Ending OUT_OF_MEMORY = new Ending.OverLimit("the memory of its Java machine");

  private final Prepared prepared;
  private final Restrictions restrictions;
  private final Clock clock;
  private final InputStream answers;
  private final OutputStream questions;
  private final Drain complaints;
  private final Meter meter;
  private volatile boolean fit = true;
  private volatile boolean over;

  private Worker(Prepared prepared, Restrictions restrictions, Clock clock) {
    Process process = prepared.inmate().process();
    this.prepared = prepared;
    this.restrictions = restrictions;
    this.clock = clock;
    answers = process.getInputStream();
    questions = process.getOutputStream();
    complaints = new Drain(process.getErrorStream(), restrictions.outputBytes());
    meter = new Meter(() -> Meter.tree(process.toHandle()), prepared.group());
  }

  /// Waits until `machine` says that it is ready.
  ///
  /// @param restrictions for each question: time, CPU time, and bytes of an answer
  /// @throws JailException if it does not
  static Worker start(BubblewrapJail jail, Job machine, Restrictions restrictions, Clock clock)
      throws InterruptedException {
    Prepared prepared = jail.prepare(machine);
    Worker worker = new Worker(prepared, restrictions, clock);
    prepared.start();
    if (worker.ask(Bytes.NONE, START_MAX) instanceof Reply.None(Ending ending)) {
      worker.close();
      throw new JailException(
          "a Java machine could not be started: %s %s"
              .formatted(ending, worker.complaints.finish().text()));
    }
    return worker;
  }

  /// Whether it may be asked again: it lives, wants to be asked, and has not spoken out of turn.
  boolean isFit() {
    try {
      return fit && !complaints.isOver() && answers.available() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// What it can be asked. When this returns no answer, everything inside is dead.
  Reply ask(Bytes question) throws InterruptedException {
    return ask(question, restrictions.wall());
  }

  private Reply ask(Bytes question, Duration wall) throws InterruptedException {
    meter.begin();
    long deadline = clock.nanos() + wall.toNanos();
    FutureTask<Optional<Bytes>> talk = new FutureTask<>(() -> talk(question));
    Thread.ofVirtual().name("pawl-jail-talk").start(talk);
    Optional<Reply> answer = Optional.empty();
    try {
      answer = await(talk, deadline).map(Reply.Answer::new);
      return answer.isPresent() ? answer.get() : new Reply.None(ending(wall, deadline));
    } finally {
      if (answer.isEmpty()) {
        fit = false;
        prepared.inmate().kill();
      }
    }
  }

  /// The body of the answer; empty if there is none, or a restriction was passed.
  private Optional<Bytes> await(FutureTask<Optional<Bytes>> talk, long deadline)
      throws InterruptedException {
    while (true) {
      try {
        return talk.get(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (watch().passed().isPresent() || clock.nanos() >= deadline) {
          return Optional.empty();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("the talk with a worker broke", e);
      }
    }
  }

  /// Why there was no answer. One that has fallen silent may be about to die: its last word is how.
  private Ending ending(Duration wall, long deadline) throws InterruptedException {
    Process process = prepared.inmate().process();
    Optional<Ending> passed = watch().passed();
    if (passed.isEmpty() && !over) {
      process.waitFor(deadline - clock.nanos(), TimeUnit.NANOSECONDS);
      passed = watch().passed();
    }
    if (passed.isPresent()) {
      return passed.get();
    }
    if (process.isAlive()) {
      return over
          ? new Ending.OverLimit("%d bytes of answer".formatted(restrictions.outputBytes()))
          : new Ending.TimedOut(wall.toMillis());
    }
    return process.exitValue() == EXIT_OUT_OF_MEMORY
        ? OUT_OF_MEMORY
        : new Ending.Exited(process.exitValue());
  }

  private Watch watch() {
    return new Watch(restrictions, complaints, complaints, meter, prepared.group());
  }

  private Optional<Bytes> talk(Bytes question) {
    try {
      questions.write(question.array());
      questions.flush();
      DataInputStream in = new DataInputStream(answers);
      int size = in.readInt();
      if (size < 1 || size > restrictions.outputBytes()) {
        over = true;
        return Optional.empty();
      }
      fit = in.readByte() == 1;
      byte[] body = in.readNBytes(size - 1);
      return body.length == size - 1 ? Optional.of(Bytes.of(body)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it has ended
    }
  }

  @Override
  public void close() {
    prepared.close();
  }
}
