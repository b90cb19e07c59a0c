package dev.pawl.jail.inside;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/// Questions on standard input, answers on standard output, one after the other.
///
/// A question is whatever its reader takes, and never empty. An answer is its length in 4 bytes,
/// one byte that says whether more questions are wanted (1) or not (0), and its body. The first
/// answer comes unasked and without a body, when the program is ready. When there are no more
/// questions, the program ends.
final class Talk {

  /// Answers one question.
  interface Answerer {
    /// @return whether another question may come: no, if something went so wrong that the state of
    ///   this machine is in doubt
    boolean answer(DataInputStream question, DataOutputStream answer) throws IOException;
  }

  private static final int BUFFER_BYTES = 1 << 16;

  private Talk() {}

  /// Answers questions until there are no more.
  static void hold(Answerer answerer) throws IOException {
    BufferedInputStream questions =
        new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER_BYTES);
    BufferedOutputStream answers =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES);
    System.setOut(System.err); // what is printed by others must not look like an answer
    send(answers, true, new ByteArrayOutputStream());
    boolean more = true;
    while (more && somethingComes(questions)) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      more = answerer.answer(new DataInputStream(questions), new DataOutputStream(body));
      send(answers, more, body);
    }
  }

  /// The bytes that follow their number.
  static byte[] bytes(DataInputStream in) throws IOException {
    int count = in.readInt();
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("a question was cut short");
    }
    return bytes;
  }

  private static void send(BufferedOutputStream answers, boolean more, ByteArrayOutputStream body)
      throws IOException {
    DataOutputStream out = new DataOutputStream(answers);
    out.writeInt(1 + body.size());
    out.writeByte(more ? 1 : 0);
    body.writeTo(out);
    out.flush();
  }

  private static boolean somethingComes(BufferedInputStream questions) throws IOException {
    questions.mark(1);
    boolean comes = questions.read() >= 0;
    questions.reset();
    return comes;
  }
}
