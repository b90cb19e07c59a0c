package dev.pawl.labs.programs.certified;

import java.util.Map;

/// What archives tell tables of numbers apart by. It does not depend on the order of rows, so that
/// a solution and the same one renumbered share a cell.
final class Moments {

  private Moments() {}

  /// `deviation`, the standard deviation divided by the mean of absolute values, and `skewness`,
  /// the third moment divided by the cube of the standard deviation; 0 where there is none.
  static Map<String, Double> of(double[] numbers) {
    double mean = 0;
    double size = 0;
    for (double number : numbers) {
      mean += number / numbers.length;
      size += Math.abs(number) / numbers.length;
    }
    double second = 0;
    double third = 0;
    for (double number : numbers) {
      double difference = number - mean;
      second += difference * difference / numbers.length;
      third += difference * difference * difference / numbers.length;
    }
    double deviation = Math.sqrt(second);
    return Map.of(
        "deviation", finite(deviation / size), "skewness", finite(third / (second * deviation)));
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }
}
