package dev.pawl.jail.inside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/// A program with a little of everything, to practise on.
public final class Practice {

  private record Pair(int left, long right) {}

  private enum Way {
    UP,
    DOWN
  }

  private Practice() {}

  /// Prints a number.
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    int[] numbers = new int[64];
    IntUnaryOperator next = x -> x * 31 + 7;
    Map<String, List<Pair>> pairs = new TreeMap<>();
    for (int i = 1; i < numbers.length; i++) {
      numbers[i] = next.applyAsInt(numbers[i - 1]);
      pairs.computeIfAbsent("k" + i % 5, k -> new ArrayList<>()).add(new Pair(i, numbers[i]));
    }
    long sum = 0;
    try {
      for (Way way : Way.values()) {
        sum += walk(numbers, way, 5);
      }
      sum /= numbers[0];
    } catch (ArithmeticException e) {
      sum++;
    } finally {
      Arrays.sort(numbers);
    }
    StringBuilder text = new StringBuilder();
    pairs.forEach((key, all) -> text.append(key).append(all.getFirst()));
    System.out.println(text.length() + sum + numbers.length);
  }

  private static long walk(int[] numbers, Way way, int depth) {
    return switch (way) {
      case UP -> depth == 0 ? numbers[1] : walk(numbers, way, depth - 1);
      case DOWN -> new int[3][4].length;
    };
  }
}
