package dev.pawl.jail;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/// A new program for each question, as a job like any other.
///
/// @param jail where
/// @param machine the program
/// @param restrictions for each question
record AskedOnce(Jail jail, Job machine, Restrictions restrictions) implements Asked {

  @Override
  public Reply ask(Bytes question) throws InterruptedException {
    Ran ran =
        jail.run(
            new Job(
                machine.files(),
                machine.command(),
                machine.environment(),
                question,
                machine.readable(),
                restrictions));
    if (ran.ending().equals(new Ending.Exited(Worker.EXIT_OUT_OF_MEMORY))) {
      return new Reply.None(Worker.OUT_OF_MEMORY);
    }
    return ran.ending().equals(new Ending.Exited(0))
        ? second(ran.stdout())
        : new Reply.None(ran.ending());
  }

  /// The first answer only says that the program is ready.
  private static Reply second(Bytes answers) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(answers.array()));
    try {
      in.skipNBytes(Math.max(0, in.readInt()));
      int size = in.readInt();
      in.skipNBytes(1);
      if (size - 1 == in.available()) {
        return new Reply.Answer(Bytes.of(in.readAllBytes()));
      }
    } catch (IOException e) {
      // It says no more.
    }
    return new Reply.None(new Ending.Refused("its answer makes no sense"));
  }

  @Override
  public Walls walls() {
    return jail.walls();
  }

  @Override
  public void close() {
    // Nothing waits.
  }
}
