package dev.pawl.lm.train;

import dev.pawl.lm.Model;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Pair;
import dev.pawl.lm.train.Corpus.Pairs;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Ending.Crashed;
import dev.pawl.lm.train.Ending.Diverged;
import dev.pawl.lm.train.Ending.Done;
import dev.pawl.lm.train.Ending.Stopped;
import dev.pawl.lm.train.Objective.Distillation;
import dev.pawl.lm.train.Objective.Loss;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Objective.Preference;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Jobs and what came of them as bytes, between a [WorkerTrainer] and its [Worker]. Both are the
/// same build, so there are no versions; what is read is checked by the records it makes.
final class Wire {

  private static final int TEACHER = 1;
  private static final int PROCEDURE = 2;

  private Wire() {}

  /// Something that is written.
  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /// Something that is read.
  interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException if the bytes are not it, all of it and nothing more
  static <T> T parse(byte[] bytes, Reading<T> reading) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      T read = reading.from(in);
      if (in.read() >= 0) {
        throw new IOException("there are bytes behind the end");
      }
      return read;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%,d bytes cannot be read: %s".formatted(bytes.length, e), e);
    }
  }

  static void write(DataOutputStream out, Job job) throws IOException {
    write(out, job.start());
    write(out, job.recipe());
    write(out, job.corpus());
    write(out, job.heldOut());
    Model teacher = job.teacher();
    Procedure procedure = job.procedure();
    out.writeByte((teacher != null ? TEACHER : 0) | (procedure != null ? PROCEDURE : 0));
    if (teacher != null) {
      write(out, teacher);
    }
    if (procedure != null) {
      FormulaWire.write(out, procedure);
    }
    Checkpoint checkpoint = job.checkpoint();
    out.writeBoolean(checkpoint != null);
    if (checkpoint != null) {
      write(out, checkpoint.bytes());
    }
  }

  static Job readJob(DataInputStream in) throws IOException {
    Model start = readModel(in);
    Recipe recipe = readRecipe(in);
    Corpus corpus = readCorpus(in);
    Corpus heldOut = readCorpus(in);
    int parts = in.readByte();
    @Nullable Model teacher = (parts & TEACHER) != 0 ? readModel(in) : null;
    @Nullable Procedure procedure = (parts & PROCEDURE) != 0 ? FormulaWire.read(in) : null;
    @Nullable Checkpoint checkpoint = in.readBoolean() ? Checkpoint.of(readBytes(in)) : null;
    return new Job(start, recipe, corpus, heldOut, teacher, checkpoint, procedure);
  }

  private static void write(DataOutputStream out, Recipe recipe) throws IOException {
    switch (recipe.objective()) {
      case NextToken() -> out.writeByte(0);
      case Preference(Loss loss, double beta, double margin) -> {
        out.writeByte(1);
        out.writeUTF(loss.name());
        out.writeDouble(beta);
        out.writeDouble(margin);
      }
      case Distillation(double share, double temperature) -> {
        out.writeByte(2);
        out.writeDouble(share);
        out.writeDouble(temperature);
      }
    }
    out.writeUTF(recipe.optimizer().name());
    out.writeUTF(recipe.schedule().name());
    out.writeDouble(recipe.learningRate());
    out.writeDouble(recipe.weightDecay());
    out.writeDouble(recipe.warmup());
    out.writeDouble(recipe.clip());
    out.writeInt(recipe.batch());
    out.writeInt(recipe.steps());
    out.writeLong(recipe.seed());
  }

  private static Recipe readRecipe(DataInputStream in) throws IOException {
    int kind = in.readByte();
    Objective objective =
        switch (kind) {
          case 0 -> new NextToken();
          case 1 -> new Preference(Loss.valueOf(in.readUTF()), in.readDouble(), in.readDouble());
          case 2 -> new Distillation(in.readDouble(), in.readDouble());
          default -> throw new IOException("there is no objective " + kind);
        };
    return new Recipe(
        objective,
        Optimizer.valueOf(in.readUTF()),
        Schedule.valueOf(in.readUTF()),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        in.readInt(),
        in.readLong());
  }

  private static void write(DataOutputStream out, Corpus corpus) throws IOException {
    out.writeBoolean(corpus instanceof Pairs);
    out.writeInt(corpus.size());
    switch (corpus) {
      case Texts(List<Example> examples) -> {
        for (Example example : examples) {
          write(out, example);
        }
      }
      case Pairs(List<Pair> pairs) -> {
        for (Pair pair : pairs) {
          write(out, pair.preferred());
          write(out, pair.rejected());
        }
      }
    }
  }

  private static Corpus readCorpus(DataInputStream in) throws IOException {
    boolean pairs = in.readBoolean();
    int size = readSize(in);
    List<Example> examples = new ArrayList<>();
    List<Pair> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Example example = readExample(in);
      if (pairs) {
        all.add(new Pair(example, readExample(in)));
      } else {
        examples.add(example);
      }
    }
    return pairs ? new Pairs(all) : new Texts(examples);
  }

  private static void write(DataOutputStream out, Example example) throws IOException {
    out.writeInt(example.tokens().size());
    for (int i = 0; i < example.tokens().size(); i++) {
      out.writeInt(example.tokens().at(i));
    }
    out.writeInt(example.promptLength());
    out.writeDouble(example.weight());
  }

  private static Example readExample(DataInputStream in) throws IOException {
    int[] tokens = new int[readSize(in)];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = in.readInt();
    }
    return new Example(Tokens.of(tokens), in.readInt(), in.readDouble());
  }

  private static void write(DataOutputStream out, Model model) throws IOException {
    write(out, model.bytes());
  }

  private static Model readModel(DataInputStream in) throws IOException {
    return Model.read(readBytes(in));
  }

  static void write(DataOutputStream out, Progress progress) throws IOException {
    out.writeInt(progress.step());
    out.writeInt(progress.steps());
    out.writeDouble(progress.loss());
    out.writeDouble(progress.gradientNorm());
    out.writeDouble(progress.learningRate());
    out.writeLong(progress.tokens());
    out.writeLong(progress.flops());
  }

  static Progress readProgress(DataInputStream in) throws IOException {
    return new Progress(
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readLong(),
        in.readLong());
  }

  static void write(DataOutputStream out, Trained trained) throws IOException {
    switch (trained.ending()) {
      case Done() -> out.writeByte(0);
      case Stopped(Checkpoint checkpoint) -> {
        out.writeByte(1);
        write(out, checkpoint.bytes());
      }
      case Diverged(int step, String reason) -> {
        out.writeByte(2);
        out.writeInt(step);
        out.writeUTF(reason);
      }
      case Crashed(String reason) -> {
        out.writeByte(3);
        out.writeUTF(reason);
      }
    }
    write(out, trained.model());
    out.writeInt(trained.curve().size());
    for (Progress progress : trained.curve()) {
      write(out, progress);
    }
    out.writeDouble(trained.lossBefore());
    out.writeDouble(trained.lossAfter());
    out.writeLong(trained.tokens());
    out.writeLong(trained.flops());
  }

  static Trained readTrained(DataInputStream in) throws IOException {
    int kind = in.readByte();
    Ending ending =
        switch (kind) {
          case 0 -> new Done();
          case 1 -> new Stopped(Checkpoint.of(readBytes(in)));
          case 2 -> new Diverged(in.readInt(), in.readUTF());
          case 3 -> new Crashed(in.readUTF());
          default -> throw new IOException("there is no ending " + kind);
        };
    Model model = readModel(in);
    int steps = readSize(in);
    List<Progress> curve = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      curve.add(readProgress(in));
    }
    return new Trained(
        ending, model, curve, in.readDouble(), in.readDouble(), in.readLong(), in.readLong());
  }

  static void write(DataOutputStream out, float[] numbers) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES));
    buffer.asFloatBuffer().put(numbers);
    write(out, buffer.array());
  }

  static float[] readFloats(DataInputStream in) throws IOException {
    byte[] bytes = readBytes(in);
    float[] numbers = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(numbers);
    return numbers;
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[readSize(in)];
    in.readFully(bytes);
    return bytes;
  }

  static int readSize(DataInputStream in) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > in.available()) {
      throw new IOException(
          "a size of %,d where %,d bytes are left".formatted(size, in.available()));
    }
    return size;
  }
}
