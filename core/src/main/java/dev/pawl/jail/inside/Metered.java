package dev.pawl.jail.inside;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A Java machine that runs one metered program after the other, each with classes of its own.
///
/// A question is the most steps (8 bytes) and the most bytes of output; the number of classes, then
/// name and class file of each; the name of the main class; the number of arguments, and each; the
/// length of the input, and the input. An answer is how it ended (a byte: 0 by itself, 1 with an
/// exception, 2 over a limit, 3 refused, 4 caught reaching out) and what is to say about that; the
/// steps; and twice a length and bytes: what it printed and complained.
public final class Metered {

  private static final int ENDED = 0;
  private static final int THREW = 1;
  private static final int OVER = 2;
  private static final int REFUSED = 3;
  private static final int CAUGHT = 4;

  private static final long STACK_BYTES = 64L << 20;
  private static final int DETAIL_CHARS_MAX = 500;

  private Map<String, byte[]> last = Map.of();
  private Map<String, byte[]> lastMetered = Map.of();

  private Metered() {}

  /// @param args how many times to practise first, so that this program is compiled
  public static void main(String[] args) throws IOException, Refusal {
    Metered metered = new Metered();
    Map<String, byte[]> practice = practice();
    for (int i = Integer.parseInt(args[0]); i > 0; i--) {
      Run run = new Run(Practice.class.getName(), new String[0], 1 << 10);
      run.with(Rewriting.metered(practice), 1 << 20, InputStream.nullInputStream());
      run.write(1 << 20, new DataOutputStream(OutputStream.nullOutputStream()));
    }
    Talk.hold(metered::answer);
  }

  private static Map<String, byte[]> practice() throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    for (Class<?> each : Practice.class.getNestMembers()) {
      try (InputStream in =
          each.getResourceAsStream("/" + each.getName().replace('.', '/') + ".class")) {
        if (in != null) {
          all.put(each.getName(), in.readAllBytes());
        }
      }
    }
    return all;
  }

  private boolean answer(DataInputStream question, DataOutputStream answer) throws IOException {
    long steps = question.readLong();
    int outputBytesMax = question.readInt();
    Map<String, byte[]> classes = new TreeMap<>();
    for (int left = question.readInt(); left > 0; left--) {
      classes.put(question.readUTF(), Talk.bytes(question));
    }
    String main = question.readUTF();
    String[] arguments = new String[question.readInt()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = question.readUTF();
    }
    byte[] input = Talk.bytes(question);
    Run run = new Run(main, arguments, outputBytesMax);
    int threads = Thread.activeCount();
    try {
      run.with(metered(classes), steps, new ByteArrayInputStream(input));
    } catch (Refusal e) {
      run.ended(e.reachesOut() ? CAUGHT : REFUSED, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      run.ended(REFUSED, "its class files are nested too deeply");
      run.broken = true;
    }
    run.write(steps, answer);
    return !run.broken && Thread.activeCount() == threads;
  }

  private Map<String, byte[]> metered(Map<String, byte[]> classes) throws Refusal {
    if (!same(classes, last)) {
      lastMetered = Rewriting.metered(classes);
      last = classes;
    }
    return lastMetered;
  }

  private static boolean same(Map<String, byte[]> one, Map<String, byte[]> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(each -> Arrays.equals(each.getValue(), other.get(each.getKey())));
  }

  /// One program on one input.
  private static final class Run {
    private final String main;
    private final String[] arguments;
    private final Printed out;
    private final Printed err;
    private int kind = THREW;
    private String detail = "";
    private boolean broken;

    Run(String main, String[] arguments, int outputBytesMax) {
      this.main = main;
      this.arguments = arguments;
      out = new Printed("standard output", outputBytesMax);
      err = new Printed("standard error", outputBytesMax);
    }

    void ended(int how, String why) {
      kind = how;
      detail = why.substring(0, Math.min(why.length(), DETAIL_CHARS_MAX));
    }

    void with(Map<String, byte[]> classes, long steps, InputStream input) {
      InputStream systemIn = System.in;
      PrintStream systemOut = System.out;
      PrintStream systemErr = System.err;
      PrintStream printed = new PrintStream(out, false, StandardCharsets.UTF_8);
      PrintStream complained = new PrintStream(err, false, StandardCharsets.UTF_8);
      System.setIn(input);
      System.setOut(printed);
      System.setErr(complained);
      Thread thread = new Thread(null, () -> main(classes, steps), "main", STACK_BYTES);
      thread.start();
      join(thread);
      System.setIn(systemIn);
      System.setOut(systemOut);
      System.setErr(systemErr);
      try {
        printed.flush();
        complained.flush();
      } catch (Stop e) {
        // What is over the limit is not kept; the limit is known.
      }
      if (Steps.over() != null) {
        ended(OVER, Steps.over());
      }
    }

    private void main(Map<String, byte[]> classes, long steps) {
      Steps.begin(steps);
      try {
        Method start = new Own(classes).loadClass(main).getMethod("main", String[].class);
        start.setAccessible(true); // as the Java launcher does for a class that is not public
        start.invoke(null, (Object) arguments);
        ended(ENDED, "");
      } catch (InvocationTargetException e) {
        thrown(e.getCause());
      } catch (Throwable e) {
        thrown(e);
      }
    }

    private void thrown(@Nullable Throwable e) {
      if (e == null || e instanceof Stop) {
        return;
      }
      if (e instanceof VirtualMachineError) {
        broken = true; // a class of the JDK may have been stopped in the middle
        Steps.end("nested calls");
        return;
      }
      ended(THREW, "");
      try {
        e.printStackTrace(); // which can run code of the program
      } catch (Throwable again) {
        broken |= again instanceof VirtualMachineError;
      }
    }

    void write(long steps, DataOutputStream answer) throws IOException {
      answer.writeByte(kind);
      answer.writeUTF(detail);
      answer.writeLong(kind == REFUSED || kind == CAUGHT ? 0 : steps - Steps.left());
      for (Printed each : new Printed[] {out, err}) {
        answer.writeInt(each.size());
        each.writeTo(answer);
      }
    }

    private static void join(Thread thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts this thread", e);
      }
    }
  }

  /// What a program prints, up to a limit.
  private static final class Printed extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final String name;
    private final int bytesMax;

    Printed(String name, int bytesMax) {
      this.name = name;
      this.bytesMax = bytesMax;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      int fits = Math.min(count, bytesMax - kept.size());
      kept.write(bytes, from, fits);
      if (fits < count) {
        throw Steps.end("bytes of " + name);
      }
    }

    int size() {
      return kept.size();
    }

    void writeTo(OutputStream to) throws IOException {
      kept.writeTo(to);
    }
  }

  /// The classes of one program. It sees the JDK and, for the calls that were put in, [Steps].
  private static final class Own extends ClassLoader {
    private final Map<String, byte[]> classes;

    Own(Map<String, byte[]> classes) {
      super("program", ClassLoader.getPlatformClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals(Steps.class.getName())) {
        return Steps.class;
      }
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
