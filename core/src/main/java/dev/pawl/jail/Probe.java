package dev.pawl.jail;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A program that makes system calls, to be run inside a jail: with it [Doctor] and the red team
/// attack the walls. It stands alone, so that its one class file is all that has to be brought in.
///
/// Each line of standard input is a label, the number of a call, and up to six arguments: numbers,
/// `s:text` for a pointer to text, `b:bytes` for a pointer to that many zeros. It answers each with
/// the label and 0, or the number of the error. In place of a number, `connect` is followed by an
/// address and a port.
public final class Probe {

  private static final int ARGUMENTS = 6;
  private static final int CONNECT_MILLIS = 1000;
  private static final int ECONNREFUSED = 111;

  private Probe() {}

  /// Makes the calls.
  public static void main(String[] args) throws Throwable {
    MethodHandle syscall = syscall();
    StructLayout state = Linker.Option.captureStateLayout();
    VarHandle errno = state.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    try (Arena arena = Arena.ofConfined();
        BufferedReader in = reader();
        FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      MemorySegment captured = arena.allocate(state);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.strip().split(" +", -1);
        if (words.length < 2) {
          continue;
        }
        if (words[1].equals("connect")) {
          answer(out, words[0], connect(words[2], Integer.parseInt(words[3])));
          continue;
        }
        long[] a = new long[ARGUMENTS];
        for (int i = 0; i < ARGUMENTS && i + 2 < words.length; i++) {
          a[i] = argument(words[i + 2], arena);
        }
        long number = Long.parseLong(words[1]);
        long result =
            (long) syscall.invokeExact(captured, number, a[0], a[1], a[2], a[3], a[4], a[5]);
        answer(out, words[0], result == -1 ? (int) errno.get(captured, 0L) : 0);
      }
    }
  }

  private static void answer(FileOutputStream out, String label, int error) throws IOException {
    out.write("%s %d\n".formatted(label, error).getBytes(StandardCharsets.UTF_8));
  }

  private static int connect(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(address), port), CONNECT_MILLIS);
      return 0;
    } catch (IOException e) {
      return ECONNREFUSED;
    }
  }

  @SuppressWarnings("restricted") // to call the kernel is what it is for
  private static MethodHandle syscall() {
    Linker linker = Linker.nativeLinker();
    ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
    return linker.downcallHandle(
        linker.defaultLookup().find("syscall").orElseThrow(),
        FunctionDescriptor.of(word, word, word, word, word, word, word, word),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(1));
  }

  private static BufferedReader reader() throws IOException {
    return new BufferedReader(
        new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
  }

  private static long argument(String word, Arena arena) {
    if (word.startsWith("s:")) {
      return arena.allocateFrom(word.substring(2)).address();
    }
    if (word.startsWith("b:")) {
      return arena.allocate(Long.parseLong(word.substring(2)), 8).address();
    }
    return Long.decode(word);
  }
}
