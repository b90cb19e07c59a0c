package dev.pawl.jail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What a process prints, to its end.
///
/// When a process ends, the JDK takes what is left in the pipe into memory and closes the pipe,
/// while another thread may be about to read it. That read fails, and the next one would give what
/// was left. So a read that fails is tried once more; on a busy machine, output was lost without
/// it.
final class Pipe extends FilterInputStream {

  Pipe(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      return super.read();
    }
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    try {
      return super.read(bytes, from, count);
    } catch (IOException e) {
      return super.read(bytes, from, count);
    }
  }
}
