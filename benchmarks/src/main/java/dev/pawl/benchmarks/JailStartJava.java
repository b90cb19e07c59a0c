package dev.pawl.benchmarks;

import dev.pawl.engine.Clock;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Compiled;
import dev.pawl.jail.Ending;
import dev.pawl.jail.Jail;
import dev.pawl.jail.Jails;
import dev.pawl.jail.JavaCompiler;
import dev.pawl.jail.JavaRunner;
import dev.pawl.jail.MeteredJava;
import dev.pawl.jail.Ran;
import dev.pawl.jail.Restrictions;
import dev.pawl.jail.Stepped;
import dev.pawl.jail.Tools;
import dev.pawl.jail.Weakness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What a candidate in Java costs, from source to result: compiled, run metered in a machine that is used again, run
/// metered in a fresh machine, run in a fresh machine unmetered. Each candidate is another program of some 40 lines.
/// Arms take turns; medians and quartiles in milliseconds.
///
///     java -cp ... dev.pawl.benchmarks.JailStartJava [rounds]
public final class JailStartJava {

  private static final String SOURCE =
      """
      import java.util.*;
      public class Main {
        record Item(int value, int weight) {}
        static int best(List<Item> items, int capacity) {
          int[] most = new int[capacity + 1];
          for (Item item : items) {
            for (int left = capacity; left >= item.weight(); left--) {
              most[left] = Math.max(most[left], most[left - item.weight()] + item.value());
            }
          }
          return most[capacity];
        }
        static int greedy(List<Item> items, int capacity) {
          List<Item> order = new ArrayList<>(items);
          order.sort((a, b) -> Double.compare((double) b.value() / b.weight(), (double) a.value() / a.weight()));
          int left = capacity, sum = 0;
          for (Item item : order) {
            if (item.weight() <= left) { left -= item.weight(); sum += item.value(); }
          }
          return sum;
        }
        public static void main(String[] args) {
          Scanner in = new Scanner(System.in);
          Map<Integer, List<Item>> byWeight = new TreeMap<>();
          List<Item> items = new ArrayList<>();
          int capacity = in.nextInt();
          while (in.hasNextInt()) {
            Item item = new Item(in.nextInt(), in.nextInt() + NUMBER % 3);
            items.add(item);
            byWeight.computeIfAbsent(item.weight(), key -> new ArrayList<>()).add(item);
          }
          StringBuilder out = new StringBuilder();
          out.append(best(items, capacity)).append(' ').append(greedy(items, capacity)).append(' ').append(byWeight.size());
          System.out.println(out);
        }
      }
      """;

  private JailStartJava() {}

  /// Measures.
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    Clock clock = Clock.system();
    Path home = Path.of(System.getProperty("java.home"));
    Jail jail =
        Jails.open(
            Tools.on("/usr/bin:/bin:/usr/sbin:/sbin"),
            clock,
            System.getProperty("os.arch"),
            home,
            Weakness.ACCEPTED);
    Restrictions limits =
        Restrictions.DEFAULT.withTime(Duration.ofSeconds(20), Duration.ofSeconds(20));
    Bytes input = input();
    String[] names = {"compile", "metered, warm", "metered, fresh", "unmetered, fresh"};
    double[][] millis = new double[names.length][rounds];
    try (JavaCompiler compiler = JavaCompiler.in(jail, home, 1);
        MeteredJava warm = MeteredJava.warm(jail, home, limits, 1);
        MeteredJava fresh = MeteredJava.fresh(jail, home, limits, 1);
        JavaRunner runner = JavaRunner.in(jail, home, limits, 1)) {
      for (int round = -20; round < rounds; round++) {
        String source = SOURCE.replace("NUMBER", Integer.toString(round + 20));
        double[] took = new double[names.length];
        long start = clock.nanos();
        Map<String, Bytes> classes = classes(compiler.compile(Map.of("Main.java", source)));
        took[0] = (clock.nanos() - start) / 1e6;
        start = clock.nanos();
        check(warm.run(classes, "Main", List.of(), input, 100_000_000));
        took[1] = (clock.nanos() - start) / 1e6;
        Thread.sleep(600); // until the fresh ones have started
        start = clock.nanos();
        check(fresh.run(classes, "Main", List.of(), input, 100_000_000));
        took[2] = (clock.nanos() - start) / 1e6;
        Thread.sleep(600);
        start = clock.nanos();
        check(runner.run(classes, "Main", List.of(), input));
        took[3] = (clock.nanos() - start) / 1e6;
        Thread.sleep(600);
        for (int arm = 0; arm < names.length && round >= 0; arm++) {
          millis[arm][round] = took[arm];
        }
      }
    }
    System.out.printf("%-22s %8s %8s %8s%n", "ms, " + jail.walls(), "25 %", "median", "75 %");
    for (int arm = 0; arm < names.length; arm++) {
      Arrays.sort(millis[arm]);
      System.out.printf(
          "%-22s %8.1f %8.1f %8.1f%n",
          names[arm],
          millis[arm][rounds / 4],
          millis[arm][rounds / 2],
          millis[arm][rounds * 3 / 4]);
    }
  }

  private static Map<String, Bytes> classes(Compiled compiled) {
    if (compiled instanceof Compiled.Classes(var files)) {
      return files;
    }
    throw new IllegalStateException(compiled.toString());
  }

  private static void check(Stepped stepped) {
    if (!stepped.ending().equals(new Ending.Exited(0))) {
      throw new IllegalStateException(stepped.ending() + ": " + stepped.stderr().text());
    }
  }

  private static void check(Ran ran) {
    if (!ran.ending().equals(new Ending.Exited(0))) {
      throw new IllegalStateException(ran.ending() + ": " + ran.stderr().text());
    }
  }

  private static Bytes input() {
    StringBuilder text = new StringBuilder("500");
    for (int i = 1; i <= 60; i++) {
      text.append(' ').append(i * 37 % 101).append(' ').append(1 + i * 53 % 47);
    }
    return Bytes.of(text.toString());
  }
}
