package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeteredJavaTest {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final Restrictions RESTRICTIONS =
      Restrictions.DEFAULT
          .withTime(Duration.ofSeconds(4), Duration.ofSeconds(40))
          .withOutput(1 << 14, 1 << 20, 1, 1);
  private static final long STEPS = 2_000_000;

  private final Jail jail = JailsForTests.bubblewrap();
  private final JavaCompiler compiler = JavaCompiler.in(jail, JAVA_HOME, 1);
  private final MeteredJava warm = MeteredJava.warm(jail, JAVA_HOME, RESTRICTIONS, 2);

  @AfterAll
  void close() {
    compiler.close();
    warm.close();
  }

  /// What a program does that wants out, and what must be said about its end.
  private record Nasty(String name, String body, String verdict) {}

  private static final String OVER_STEPS = "OverLimit[limit=2000000 steps]";
  private static final String OVER_CALLS = "OverLimit[limit=nested calls]";
  private static final String TIMED_OUT = "TimedOut[limitMillis=";
  private static final String EXITED = "Exited[code=0]";
  private static final String THREW = "Exited[code=1]";

  private static final List<Nasty> NASTY =
      List.of(
          new Nasty("endless loop", main("while (true) { }"), OVER_STEPS),
          new Nasty(
              "endless loop in a static initialiser",
              "static int x; static { while (x >= 0) { x = 1; } } " + main(""),
              OVER_STEPS),
          new Nasty(
              "catches everything, always",
              main("while (true) { try { while (true) { } } catch (Throwable t) { } }"),
              OVER_STEPS),
          new Nasty(
              "finally that goes on",
              "static int f() { while (true) { try { return f(); } finally { continue; } } } "
                  + main("f();"),
              OVER_CALLS),
          new Nasty(
              "lock that catches",
              main("while (true) { synchronized (args) { while (true) { } } }"),
              OVER_STEPS),
          new Nasty(
              "handler inside its own range",
              main(
                  "for (;;) { try { try { for (;;) { } } finally { for (;;) { } } } catch (Error e) { } }"),
              OVER_STEPS),
          new Nasty(
              "catches the end of nested calls",
              "static int f(int n) { try { return f(n + 1) + 1; } catch (StackOverflowError e) { return f(0); } } "
                  + main("System.out.print(f(0));"),
              OVER_CALLS),
          new Nasty(
              "nested calls",
              "static int f(int n) { return f(n + 1) + 1; } " + main("f(0);"),
              OVER_CALLS),
          new Nasty(
              "nested calls of the JDK",
              main(
                  "var all = new ArrayList<Object>(); all.add(all); System.out.print(all.hashCode());"),
              OVER_CALLS),
          new Nasty(
              "huge array",
              main("int[] a = new int[Integer.MAX_VALUE - 8]; a[1] = 1;"),
              OVER_STEPS),
          new Nasty("huge matrix", main("int[][][] a = new int[5000][5000][5000];"), OVER_STEPS),
          new Nasty(
              "array that the JDK makes",
              main("System.out.print(IntStream.range(0, 200_000_000).toArray().length);"),
              "OverLimit[limit=the memory of its Java machine]"),
          new Nasty(
              "text that doubles",
              main("String s = \"ab\"; while (true) { s = s + s; }"),
              OVER_STEPS),
          new Nasty(
              "text that repeats", main("\"abc\".repeat(Integer.MAX_VALUE / 4);"), OVER_STEPS),
          new Nasty(
              "builder that doubles",
              main("var s = new StringBuilder(\"ab\"); while (true) { s.append(s); }"),
              OVER_STEPS),
          new Nasty(
              "list that doubles",
              main("var s = new ArrayList<>(List.of(1)); while (true) { s.addAll(s); }"),
              OVER_STEPS),
          new Nasty(
              "number that squares",
              main("var n = java.math.BigInteger.TWO; while (true) { n = n.multiply(n); }"),
              OVER_STEPS),
          new Nasty(
              "loop inside the JDK",
              main(
                  "System.out.print(java.util.stream.LongStream.range(0, Long.MAX_VALUE).filter(x -> x < 0).count());"),
              OVER_STEPS),
          new Nasty(
              "loop inside the JDK alone",
              main("System.out.print(java.util.stream.LongStream.range(0, Long.MAX_VALUE).sum());"),
              TIMED_OUT),
          new Nasty("exit", main("System.exit(0);"), "java.lang.System.exit"),
          new Nasty("halt", main("Runtime.getRuntime().halt(0);"), "java.lang.Runtime"),
          new Nasty("thread", main("new Thread(() -> { }).start();"), "java.lang.Thread"),
          new Nasty(
              "thread by inheritance",
              "static class T extends Thread { } " + main("new T().start();"),
              "java.lang.Thread"),
          new Nasty(
              "threads of streams", main("List.of(1).parallelStream().count();"), "parallelStream"),
          new Nasty(
              "threads of streams by inheritance",
              "static class L extends ArrayList<Integer> { void f() { parallelStream().count(); } } "
                  + main("new L().f();"),
              "parallelStream"),
          new Nasty("waits for ever", main("synchronized (args) { args.wait(); }"), "wait"),
          new Nasty(
              "reflection",
              main("Class.forName(\"java.lang.Runtime\");"),
              "java.lang.Class.forName"),
          new Nasty(
              "methods of a class",
              main("args.getClass().getMethods();"),
              "java.lang.Class.getMethods"),
          new Nasty(
              "method handles", main("java.lang.invoke.MethodHandles.lookup();"), "MethodHandles"),
          new Nasty(
              "clock", main("System.out.print(System.nanoTime());"), "java.lang.System.nanoTime"),
          new Nasty("chance", main("System.out.print(Math.random());"), "java.lang.Math.random"),
          new Nasty("chance without a seed", main("new Random();"), "java.util.Random"),
          new Nasty(
              "order by chance", main("System.out.print(Set.of(1, 2, 3));"), "java.util.Set.of"),
          new Nasty(
              "property",
              main("System.setProperty(\"a\", \"b\");"),
              "java.lang.System.setProperty"),
          new Nasty(
              "locale", main("Locale.setDefault(Locale.FRANCE);"), "java.util.Locale.setDefault"),
          new Nasty(
              "output in place of the system's",
              main("System.setOut(null);"),
              "java.lang.System.setOut"),
          new Nasty("file", main("new PrintStream(\"/tmp/x\").close();"), "java.io.PrintStream"),
          new Nasty(
              "real output",
              main("new FileOutputStream(FileDescriptor.out).write(1);"),
              "java.io.FileOutputStream"),
          new Nasty("finalizer", "protected void finalize() { } " + main(""), "finalizer"),
          new Nasty("native method", "static native void f(); " + main("f();"), "native"),
          new Nasty(
              "output without end",
              main("while (true) { System.out.println(\"spam\"); }"),
              "OverLimit[limit=16384 bytes of standard output]"),
          new Nasty(
              "output without end, caught",
              main(
                  "while (true) { try { System.err.println(\"spam\"); } catch (Throwable t) { } }"),
              "OverLimit[limit=16384 bytes of standard error]"),
          new Nasty("output closed", main("System.out.close(); System.out.print(1);"), EXITED),
          new Nasty(
              "input beyond its end",
              main("while (System.in.read() >= 0) { } System.in.read();"),
              EXITED),
          new Nasty(
              "says what a machine says",
              main("System.out.write(new byte[] {0, 0, 0, 9, 1, 0, 0, 0}); System.out.flush();"),
              EXITED),
          new Nasty("throws", main("throw new IllegalStateException(\"no\");"), THREW),
          new Nasty(
              "throws what cannot be printed",
              "static class E extends RuntimeException { public String toString() { throw this; } } "
                  + main("throw new E();"),
              THREW),
          new Nasty("throws the end of memory", main("throw new OutOfMemoryError();"), OVER_CALLS));

  @TestFactory
  Stream<DynamicTest> run_nastyProgram_endsAsItMustAndTheNextOneIsUnharmed() {
    return NASTY.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
  }

  private void check(Nasty nasty) throws InterruptedException {
    Stepped nastyOne = run(nasty.body(), "", STEPS);
    Stepped next = run(main("System.out.print(List.of(args) + \"!\");"), "", STEPS);

    assertThat(nastyOne.ending().toString()).contains(nasty.verdict());
    assertThat(nastyOne.steps()).isBetween(0L, STEPS);
    assertThat(next.ending()).isEqualTo(new Ending.Exited(0));
    assertThat(next.stdout().text()).isEqualTo("[a, b]!");
  }

  @Test
  void run_classesNamedLikeTheSystems_areRefused() throws InterruptedException {
    for (String name : List.of("java.lang.Evil", "dev.pawl.jail.inside.Steps", "javax.evil.Evil")) {
      String source =
          "package %s; public class %s { public static void main(String[] a) { System.out.print(1); } }"
              .formatted(
                  name.substring(0, name.lastIndexOf('.')),
                  name.substring(name.lastIndexOf('.') + 1));
      Compiled compiled = compiler.compile(Map.of(name.replace('.', '/') + ".java", source));
      if (compiled instanceof Compiled.Classes(var files)) {
        Stepped ran = warm.run(files, name, List.of(), Bytes.NONE, STEPS);
        if (name.startsWith("javax")) {
          assertThat(ran.stdout().text()).isEqualTo("1");
        } else {
          assertThat(ran.ending()).isInstanceOf(Ending.Refused.class);
        }
      } else {
        assertThat(name).startsWith("java.lang");
      }
    }
  }

  @Test
  void run_garbageInPlaceOfClasses_isRefused() throws InterruptedException {
    Stepped ran =
        warm.run(Map.of("Main", Bytes.of("no class file")), "Main", List.of(), Bytes.NONE, STEPS);

    assertThat(ran.ending()).isInstanceOf(Ending.Refused.class);
  }

  @Test
  void run_staticState_isNewForEachRun() throws InterruptedException {
    String body = "static int times; " + main("System.out.print(++times);");

    assertThat(run(body, "", STEPS).stdout().text()).isEqualTo("1");
    assertThat(run(body, "", STEPS).stdout().text()).isEqualTo("1");
  }

  @Test
  void run_aLoop_takesAStepForEachTurnAndCall() throws InterruptedException {
    String body =
        main(
            "int n = Integer.parseInt(args[0].replace(\"a\", \"0\")); for (int i = 0; i < %d; i++) { n += i; }");

    long few = run(body.formatted(1_000), "", STEPS).steps();
    long many = run(body.formatted(101_000), "", STEPS).steps();

    assertThat(many - few).isEqualTo(100_000);
  }

  @Test
  void run_limitOfSteps_isExact() throws InterruptedException {
    String body =
        main(
            "for (int i = 0; i < 1000; i++) { args[0] += \"x\"; } System.out.print(args[0].length());");
    long needed = run(body, "", STEPS).steps();

    assertThat(run(body, "", needed).ending()).isEqualTo(new Ending.Exited(0));
    assertThat(run(body, "", needed - 1).ending())
        .isEqualTo(new Ending.OverLimit((needed - 1) + " steps"));
  }

  @Test
  void run_warmFreshAndOnceInAnotherJail_giveTheSame() throws InterruptedException {
    Map<String, Bytes> classes = compile(RICH);

    Stepped first = warm.run(classes, "Main", List.of("a"), Bytes.of("5 6 7"), STEPS);
    assertThat(first.ending()).as(first.stderr().text()).isEqualTo(new Ending.Exited(0));
    try (MeteredJava fresh = MeteredJava.fresh(jail, JAVA_HOME, RESTRICTIONS, 1);
        MeteredJava once =
            MeteredJava.fresh(JailsForTests.landlock(), JAVA_HOME, RESTRICTIONS, 1)) {
      for (MeteredJava other : List.of(warm, fresh, fresh, once)) {
        Stepped again = other.run(classes, "Main", List.of("a"), Bytes.of("5 6 7"), STEPS);
        assertThat(again.stdout()).isEqualTo(first.stdout());
        assertThat(again.steps()).isEqualTo(first.steps());
      }
    }
  }

  /// `Math` may use what its processor has; the program must not see it.
  @Test
  void run_functionsThatProcessorsDifferIn_areTheStrictOnes() throws InterruptedException {
    Stepped ran =
        run(
            main(
                """
                java.util.function.DoubleUnaryOperator sine = Math::sin;
                long bits = 7;
                for (int i = 1; i < 2000; i++) {
                  double x = i * 0.7310585;
                  bits = bits * 31 + Double.doubleToLongBits(Math.pow(x, 1.1) + sine.applyAsDouble(x) + Math.exp(-x));
                }
                System.out.print(bits);
                """),
            "",
            STEPS);

    long bits = 7;
    for (int i = 1; i < 2000; i++) {
      double x = i * 0.7310585;
      bits =
          bits * 31
              + Double.doubleToLongBits(
                  StrictMath.pow(x, 1.1) + StrictMath.sin(x) + StrictMath.exp(-x));
    }
    assertThat(ran.stdout().text()).isEqualTo(Long.toString(bits));
  }

  private static final String RICH =
      """
      sealed interface Shape { record Square(double side) implements Shape {} record Disc(double r) implements Shape {} }
      enum Color { RED, GREEN, BLUE }
      static class Key { }
      static double area(Shape shape) {
        return switch (shape) { case Shape.Square(double s) -> s * s; case Shape.Disc(double r) when r > 1 -> r; case Shape.Disc d -> 0; };
      }
      static <T extends Comparable<T>> T most(List<T> all) { return all.stream().max(Comparator.naturalOrder()).orElseThrow(); }
      public static void main(String[] args) throws Exception {
        Scanner in = new Scanner(System.in);
        List<Integer> numbers = new ArrayList<>();
        while (in.hasNextInt()) { numbers.add(in.nextInt()); }
        Set<Object> odd = new HashSet<>();
        for (int i = 0; i < 20; i++) { odd.add(new Key()); odd.add("s" + i); odd.add(Color.values()[i % 3]); }
        int[][] grid = new int[4][5];
        for (int[] row : grid) { Arrays.fill(row, numbers.size()); }
        Map<Color, Integer> counts = new EnumMap<>(Color.class);
        for (Color c : Color.values()) { counts.merge(c, c.name().length(), Integer::sum); }
        String s = switch (numbers.size() > 2 ? "many" : "few") { case "many" -> "m"; default -> "f"; };
        try { Object o = numbers; ((String) o).length(); } catch (ClassCastException e) { s += "!"; } finally { s += "."; }
        PriorityQueue<int[]> queue = new PriorityQueue<>((a, b) -> a[0] - b[0]);
        for (int n : numbers) { queue.add(new int[] {n * 7919 % 13, n}); }
        StringBuilder out = new StringBuilder();
        while (!queue.isEmpty()) { out.append(queue.poll()[1]).append(' '); }
        Random random = new Random(42);
        System.out.printf("%s %s %.3f %s %s %d%n", s, out, area(new Shape.Disc(2.5)), most(numbers), counts, random.nextInt(100));
        for (Object o : odd) { System.out.print(o instanceof Key ? "k" : o.toString()); }
        System.out.println(new Shape.Square(2) + " " + new Shape.Square(2).hashCode() + new Object().hashCode());
        System.out.println(numbers.stream().collect(java.util.stream.Collectors.groupingBy(n -> n % 2)));
        System.out.println(new java.math.BigInteger("123456789").pow(20).mod(java.math.BigInteger.valueOf(97)));
      }
      """;

  private Stepped run(String body, String input, long stepsMax) throws InterruptedException {
    return warm.run(compile(body), "Main", List.of("a", "b"), Bytes.of(input), stepsMax);
  }

  private Map<String, Bytes> compile(String body) throws InterruptedException {
    String source =
        "import java.util.*; import java.io.*; import java.util.stream.*; public class Main { %s }"
            .formatted(body);
    Compiled compiled = compiler.compile(Map.of("Main.java", source));
    assertThat(compiled).isInstanceOf(Compiled.Classes.class);
    return ((Compiled.Classes) compiled).files();
  }

  private static String main(String statements) {
    return "public static void main(String[] args) throws Exception { %s }".formatted(statements);
  }
}
