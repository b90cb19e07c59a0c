package dev.pawl.corewar.viewer;

import dev.pawl.corewar.Instruction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/// What happened in a round, as two growing tables: one row for each executed instruction, one for
/// each cell that was written. The writes that load the warriors come first and belong to no step.
///
/// Columns are kept apart because a battle repeats itself, and gzip finds that in columns: a round
/// of 160,000 instructions is 2 to 3 MB as it lies here and 0.1 to 0.7 MB packed.
final class Tape {
  private static final int FIRST_CAPACITY = 1 << 12;

  /// Of a step: which warrior, at which address, how many cells it wrote, and what became of the
  /// number of the warrior's processes (-1, 0 or 1).
  byte[] stepWarrior = new byte[FIRST_CAPACITY];

  char[] stepAddress = new char[FIRST_CAPACITY];
  byte[] stepWrites = new byte[FIRST_CAPACITY];
  byte[] stepTasks = new byte[FIRST_CAPACITY];
  int steps;

  /// Of a write: the cell and the instruction that it held afterwards.
  char[] writeAddress = new char[FIRST_CAPACITY];

  byte[] writeOperation = new byte[FIRST_CAPACITY];
  byte[] writeModes = new byte[FIRST_CAPACITY];
  char[] writeA = new char[FIRST_CAPACITY];
  char[] writeB = new char[FIRST_CAPACITY];
  int writes;

  void step(int warrior, int address) {
    if (steps == stepAddress.length) {
      int capacity = 2 * steps;
      stepWarrior = Arrays.copyOf(stepWarrior, capacity);
      stepAddress = Arrays.copyOf(stepAddress, capacity);
      stepWrites = Arrays.copyOf(stepWrites, capacity);
      stepTasks = Arrays.copyOf(stepTasks, capacity);
    }
    stepWarrior[steps] = (byte) warrior;
    stepAddress[steps] = (char) address;
    steps++;
  }

  /// Says of the last step what became of the number of processes.
  void tasks(int change) {
    stepTasks[steps - 1] = (byte) change;
  }

  /// A write of the last step, or of the loading of warriors if there is none yet.
  void write(int address, Instruction instruction, int coreSize) {
    if (writes == writeAddress.length) {
      int capacity = 2 * writes;
      writeAddress = Arrays.copyOf(writeAddress, capacity);
      writeOperation = Arrays.copyOf(writeOperation, capacity);
      writeModes = Arrays.copyOf(writeModes, capacity);
      writeA = Arrays.copyOf(writeA, capacity);
      writeB = Arrays.copyOf(writeB, capacity);
    }
    writeAddress[writes] = (char) address;
    writeOperation[writes] =
        (byte) (instruction.opcode().ordinal() * 7 + instruction.modifier().ordinal());
    writeModes[writes] = (byte) (instruction.aMode().ordinal() * 8 + instruction.bMode().ordinal());
    writeA[writes] = (char) Math.floorMod(instruction.a(), coreSize);
    writeB[writes] = (char) Math.floorMod(instruction.b(), coreSize);
    writes++;
    if (steps > 0) {
      stepWrites[steps - 1]++;
    }
  }

  /// Whether the last step wrote this cell already.
  boolean lastStepWrote(int address) {
    for (int i = 1; i <= stepWrites[steps - 1]; i++) {
      if (writeAddress[writes - i] == address) {
        return true;
      }
    }
    return false;
  }

  /// All columns one after another, numbers of two bytes with the lower byte first, gzipped. The
  /// page that reads this knows the lengths.
  byte[] packed() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(stepWarrior, 0, steps);
      out.write(chars(stepAddress, steps));
      out.write(stepWrites, 0, steps);
      out.write(stepTasks, 0, steps);
      out.write(chars(writeAddress, writes));
      out.write(writeOperation, 0, writes);
      out.write(writeModes, 0, writes);
      out.write(chars(writeA, writes));
      out.write(chars(writeB, writes));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to take bytes", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] chars(char[] values, int count) {
    var bytes = new byte[2 * count];
    for (int i = 0; i < count; i++) {
      bytes[2 * i] = (byte) values[i];
      bytes[2 * i + 1] = (byte) (values[i] >>> 8);
    }
    return bytes;
  }
}
