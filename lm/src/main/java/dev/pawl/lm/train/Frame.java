package dev.pawl.lm.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// One message between a [WorkerTrainer] and its [Worker].
final class Frame {

  /// One that is longer is no message but damage.
  private static final int BYTES_MAX = 1 << 30;

  private final Kind kind;
  private final byte[] payload;

  enum Kind {
    /// To the worker: train this job.
    JOB,
    /// To the worker: stop the job that runs, if one does.
    STOP,
    /// From the worker: libtorch is there.
    READY,
    /// From the worker: a step was done.
    PROGRESS,
    /// From the worker: the job ended.
    TRAINED,
    /// From the worker: it goes, for the reason that is told.
    FAILED
  }

  /// @param payload of the kind, as [Wire] writes it
  Frame(Kind kind, byte[] payload) {
    this.kind = kind;
    this.payload = payload;
  }

  Frame(Kind kind) {
    this(kind, new byte[0]);
  }

  /// What it says.
  Kind kind() {
    return kind;
  }

  /// The rest, not copied.
  byte[] payload() {
    return payload;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeByte(kind.ordinal());
    out.writeInt(payload.length);
    out.write(payload);
    out.flush();
  }

  /// Waits for a message.
  ///
  /// @throws java.io.EOFException if the other process is gone
  static Frame read(DataInputStream in) throws IOException {
    int kind = in.readByte();
    int length = in.readInt();
    if (kind < 0 || kind >= Kind.values().length || length < 0 || length > BYTES_MAX) {
      throw new IOException("no message begins with kind %d and length %d".formatted(kind, length));
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(Kind.values()[kind], payload);
  }
}
