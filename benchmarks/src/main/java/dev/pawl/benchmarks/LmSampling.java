package dev.pawl.benchmarks;

import dev.pawl.Draw;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.Weight;
import dev.pawl.lm.decode.Decoder;
import dev.pawl.lm.decode.Request;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Prints the tokens that untrained models write in a second, and in a second of CPU, by size,
/// batch and threads. Texts of 120 tokens; the best of several runs, the first of which compile.
public final class LmSampling {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int TOKENS = 120;
  private static final int RUNS = 5;

  private LmSampling() {}

  /// Parameters of the models in thousands; without any, 100, 800 and 3000.
  public static void main(String[] args) throws Exception {
    List<Long> sizes =
        IntStream.range(0, args.length).mapToObj(i -> Long.valueOf(args[i])).toList();
    System.out.printf(
        "%12s %6s %8s %12s %14s%n", "parameters", "batch", "threads", "tokens/s", "per CPU second");
    for (long size : sizes.isEmpty() ? List.of(100L, 800L, 3_000L) : sizes) {
      Shape shape = Shape.of(1_000 * size, 128, 128);
      Decoder decoder = new Decoder(untrained(shape));
      for (int batch : new int[] {1, 8, 64}) {
        for (int threads = 1; threads <= 2; threads++) {
          measure(shape, decoder, batch, threads);
        }
      }
    }
  }

  private static void measure(Shape shape, Decoder decoder, int batch, int threads)
      throws Exception {
    double most = 0;
    double mostOfCpu = 0;
    int texts = Math.max(batch, 64 / batch * batch); // of each thread
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int run = 0; run < RUNS; run++) {
        long start = System.nanoTime();
        List<Future<Long>> cpu =
            executor.invokeAll(
                IntStream.range(0, threads)
                    .mapToObj(thread -> write(decoder, batch, texts, thread))
                    .toList());
        long nanos = System.nanoTime() - start;
        long cpuNanos = 0;
        for (Future<Long> spent : cpu) {
          cpuNanos += spent.get();
        }
        double tokens = 1e9 * texts * TOKENS * threads;
        most = Math.max(most, tokens / nanos);
        mostOfCpu = Math.max(mostOfCpu, tokens / cpuNanos);
      }
    }
    System.out.printf(
        "%,12d %6d %8d %,12.0f %,14.0f%n", shape.parameters(), batch, threads, most, mostOfCpu);
  }

  /// Writes `texts` texts, and gives the nanoseconds of CPU that this took.
  private static Callable<Long> write(Decoder decoder, int batch, int texts, int thread) {
    return () -> {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int text = 0; text < texts; text += batch) {
        int first = text;
        decoder.sample(
            IntStream.range(first, first + batch).mapToObj(i -> request(thread, i)).toList());
      }
      return THREADS.getCurrentThreadCpuTime() - start;
    };
  }

  private static Request request(int thread, int text) {
    Draw draw = Draw.of(thread, text, "benchmark");
    return new Request(Tokens.of(1), TOKENS, 1, 1, null, -1, draw);
  }

  private static Model untrained(Shape shape) {
    Map<String, float[]> weights = new HashMap<>();
    for (Weight weight : shape.weights()) {
      Draw draw = Draw.of(1, 0, weight.name());
      float[] numbers = new float[weight.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] =
            (float) (weight.matrix() ? draw.nextGaussian() / Math.sqrt(weight.columns()) : 1);
      }
      weights.put(weight.name(), numbers);
    }
    return new Model(shape, "benchmark", weights);
  }
}
