package dev.pawl.lm.train;

import dev.pawl.Hash;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a [Checkpoint] holds.
///
/// @param job what it belongs to
/// @param lossBefore on the held-out corpus
/// @param curve all steps so far
/// @param numbers weights, then what the optimiser keeps
record State(Hash job, double lossBefore, List<Progress> curve, List<float[]> numbers) {

  private static final int MAGIC = 0x5057_4C31; // PWL1

  /// The weights, AdamW's two moments, Muon's one; of a rule, the weights and all that it keeps.
  private static final int ARRAYS = 4;

  /// Of all that decides how a job goes on.
  static Hash fingerprint(Job job) {
    return Hash.of(
        Wire.bytes(out ->
            Wire.write(
                out,
                new Job(
                    job.start(),
                    job.recipe(),
                    job.corpus(),
                    job.heldOut(),
                    job.teacher(),
                    null,
                    job.procedure()))));
  }

  Checkpoint write() {
    return Checkpoint.of(Wire.bytes(this::write));
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeInt(MAGIC);
    out.write(job.bytes());
    out.writeDouble(lossBefore);
    out.writeInt(curve.size());
    for (Progress progress : curve) {
      Wire.write(out, progress);
    }
    for (float[] array : numbers) {
      Wire.write(out, array);
    }
  }

  /// What was done before the job goes on.
  ///
  /// @throws IllegalArgumentException if its checkpoint is not of this job
  static List<Progress> curve(Job job) {
    Checkpoint checkpoint = job.checkpoint();
    return checkpoint == null ? List.of() : read(checkpoint, job).curve;
  }

  /// @throws IllegalArgumentException if it is not of this job
  static State read(Checkpoint checkpoint, Job job) {
    long size = job.start().shape().parameters();
    State state = Wire.parse(checkpoint.bytes(), State::read);
    if (!state.job.equals(fingerprint(job))) {
      throw new IllegalArgumentException(
          "the checkpoint belongs to another start model, recipe or corpus; begin without it, or"
              + " give the job that it was stopped in");
    }
    if (state.numbers.getFirst().length != size) {
      throw new IllegalArgumentException("the checkpoint is damaged: its weights do not fit");
    }
    return state;
  }

  private static State read(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("it does not begin like a checkpoint");
    }
    byte[] job = new byte[32];
    in.readFully(job);
    double lossBefore = in.readDouble();
    int steps = Wire.readSize(in);
    List<Progress> curve = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      curve.add(Wire.readProgress(in));
    }
    List<float[]> numbers = new ArrayList<>();
    for (int i = 0; i < ARRAYS; i++) {
      numbers.add(Wire.readFloats(in));
    }
    return new State(Hash.ofBytes(job), lossBefore, curve, numbers);
  }
}
