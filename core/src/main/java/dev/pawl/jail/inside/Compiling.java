package dev.pawl.jail.inside;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A Java compiler that waits for sources. No annotation processor runs, nothing but the sources
/// and the module `java.base` can be referred to, nothing is read from or written to a disk.
///
/// A question is the number of sources, then path and text of each. An answer is the number of
/// classes, then name and class file of each; and the number of errors, then file, line and message
/// of each. One of the numbers is 0, or both: then the sources declare nothing.
public final class Compiling {

  private static final int ERRORS_MAX = 50;
  private static final int MESSAGE_CHARS_MAX = 2_000;

  /// Parsers of deeply nested sources need a deep stack; what is still too deep is an error.
  private static final long STACK_BYTES = 64L << 20;

  private static final List<String> OPTIONS =
      List.of(
          "-proc:none",
          "-implicit:none",
          "-nowarn",
          "-g:source,lines",
          "-XDstringConcat=inline",
          "--limit-modules",
          "java.base");

  private static final String SAMPLE =
      """
      import java.util.*;
      import java.util.function.*;
      public class Sample {
        sealed interface Shape { record Square(double side) implements Shape {} record Disc(double r) implements Shape {} }
        enum Color { RED, GREEN; Color other() { return this == RED ? GREEN : RED; } }
        static <T extends Comparable<T>> T most(List<? extends T> all) { T best = all.get(0);
          for (T each : all) { if (each.compareTo(best) > 0) { best = each; } } return best; }
        static double area(Shape shape) { return switch (shape) { case Shape.Square(double s) -> s * s;
          case Shape.Disc d when d.r() > 0 -> Math.PI * d.r() * d.r(); case Shape.Disc d -> 0; }; }
        public static void main(String[] args) throws Exception {
          Map<String, List<Integer>> map = new TreeMap<>(); int[] counts = new int[10];
          for (int i = 0; i < 10; i++) { counts[i] += i; map.computeIfAbsent("k" + i % 3, k -> new ArrayList<>()).add(i); }
          Function<Integer, Integer> twice = x -> 2 * x; Supplier<List<String>> made = ArrayList::new;
          try { System.out.println(most(List.of(1, 2)) + twice.apply(3) + area(new Shape.Disc(1)) + made.get().size()); }
          catch (IllegalStateException | ArithmeticException e) { throw new Exception(e); } finally { counts[0]--; }
          map.values().stream().mapToInt(List::size).filter(n -> n > 1).forEach(System.out::println);
          new Object() { int x = 1; void f() { while (x < 5) { x++; } } }.f();
        }
      }
      """;

  private final JavaCompiler compiler;
  private final StandardJavaFileManager files;

  private Compiling(JavaCompiler compiler, StandardJavaFileManager files) {
    this.compiler = compiler;
    this.files = files;
  }

  /// @param args how many times to compile a sample first, so that the compiler itself is compiled
  public static void main(String[] args) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    Compiling compiling = new Compiling(compiler, files);
    Thread thread =
        new Thread(null, () -> compiling.hold(Integer.parseInt(args[0])), "compiler", STACK_BYTES);
    thread.start();
    thread.join();
  }

  private void hold(int samples) {
    try {
      for (int i = 0; i < samples; i++) {
        compile(Map.of("Sample.java", SAMPLE), new DiagnosticCollector<>(), new TreeMap<>());
      }
      Talk.hold(this::answer);
    } catch (IOException e) {
      System.exit(1); // nobody listens any more
    }
  }

  private boolean answer(DataInputStream question, DataOutputStream answer) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    int count = question.readInt();
    for (int i = 0; i < count; i++) {
      sources.put(question.readUTF(), new String(Talk.bytes(question), StandardCharsets.UTF_8));
    }
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    SortedMap<String, byte[]> classes = new TreeMap<>();
    @Nullable Throwable broken = null;
    boolean compiled = false;
    try {
      compiled = compile(sources, said, classes);
    } catch (RuntimeException | StackOverflowError e) {
      broken = e;
    }
    List<Diagnostic<? extends JavaFileObject>> errors = errors(said);
    boolean gaveUp = broken != null || (!compiled && errors.isEmpty());
    write(compiled ? classes : new TreeMap<>(), answer);
    answer.writeInt(gaveUp ? 1 : Math.min(errors.size(), ERRORS_MAX));
    if (gaveUp) {
      answer.writeUTF("");
      answer.writeInt(0);
      answer.writeUTF(
          "the compiler gave up%s: is something nested too deeply?"
              .formatted(broken == null ? "" : " with " + broken.getClass().getSimpleName()));
    } else {
      write(errors, answer);
    }
    return !gaveUp;
  }

  private boolean compile(
      Map<String, String> sources,
      DiagnosticCollector<JavaFileObject> said,
      SortedMap<String, byte[]> classes) {
    List<Memory.Source> all = new ArrayList<>();
    sources.forEach((path, text) -> all.add(new Memory.Source(path, text)));
    return compiler.getTask(null, new Memory(files, classes), said, OPTIONS, null, all).call();
  }

  private static List<Diagnostic<? extends JavaFileObject>> errors(
      DiagnosticCollector<JavaFileObject> said) {
    return said.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .toList();
  }

  private static void write(SortedMap<String, byte[]> classes, DataOutputStream answer)
      throws IOException {
    answer.writeInt(classes.size());
    for (Map.Entry<String, byte[]> each : classes.entrySet()) {
      answer.writeUTF(each.getKey());
      answer.writeInt(each.getValue().length);
      answer.write(each.getValue());
    }
  }

  private static void write(
      List<Diagnostic<? extends JavaFileObject>> errors, DataOutputStream answer)
      throws IOException {
    for (Diagnostic<? extends JavaFileObject> each :
        errors.subList(0, Math.min(errors.size(), ERRORS_MAX))) {
      JavaFileObject file = each.getSource();
      String message = each.getMessage(Locale.ROOT);
      answer.writeUTF(file instanceof Memory.Source source ? source.path() : "");
      answer.writeInt((int) Math.max(0, each.getLineNumber()));
      answer.writeUTF(message.substring(0, Math.min(message.length(), MESSAGE_CHARS_MAX)));
    }
  }
}
