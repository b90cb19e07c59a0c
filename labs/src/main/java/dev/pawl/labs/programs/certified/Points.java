package dev.pawl.labs.programs.certified;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Points with exact coordinates.
record Points(List<BigDecimal> numbers, int dimensions) {

  Points {
    numbers = List.copyOf(numbers);
  }

  int count() {
    return numbers.size() / dimensions;
  }

  BigDecimal at(int point, int axis) {
    return numbers.get(point * dimensions + axis);
  }

  BigDecimal squaredNorm(int point) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < dimensions; k++) {
      sum = sum.add(at(point, k).multiply(at(point, k)));
    }
    return sum;
  }

  BigDecimal squaredDistance(int one, int other) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < dimensions; k++) {
      BigDecimal difference = at(one, k).subtract(at(other, k));
      sum = sum.add(difference.multiply(difference));
    }
    return sum;
  }

  /// Two points and the square of their distance.
  record Pair(int one, int other, BigDecimal squared) {

    @Override
    public String toString() {
      return "points %d and %d with squared distance %s"
          .formatted(one + 1, other + 1, Decimals.brief(squared));
    }
  }

  /// Every pair once.
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      for (int j = 0; j < i; j++) {
        pairs.add(new Pair(j, i, squaredDistance(j, i)));
      }
    }
    return pairs;
  }

  /// Twice the area of the triangle of three points in the plane, positive if they turn left.
  BigDecimal turn(int a, int b, int c) {
    return at(b, 0)
        .subtract(at(a, 0))
        .multiply(at(c, 1).subtract(at(a, 1)))
        .subtract(at(b, 1).subtract(at(a, 1)).multiply(at(c, 0).subtract(at(a, 0))));
  }
}
