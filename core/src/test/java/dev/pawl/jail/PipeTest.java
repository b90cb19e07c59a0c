package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PipeTest {

  /// A pipe that is closed under its reader, as the JDK does when a process ends, and replaced.
  private static final class Replaced extends InputStream {
    private final InputStream rest =
        new ByteArrayInputStream("rest".getBytes(StandardCharsets.UTF_8));
    private boolean failed;

    @Override
    public int read() throws IOException {
      fail();
      return rest.read();
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      fail();
      return rest.read(bytes, from, count);
    }

    private void fail() throws IOException {
      if (!failed) {
        failed = true;
        throw new IOException("Stream Closed");
      }
    }
  }

  @Test
  void drain_pipeReplacedWhileItIsRead_losesNothing() throws InterruptedException {
    Drain drain = new Drain(new Replaced(), 100);

    assertThat(drain.finish().text()).isEqualTo("rest");
  }
}
