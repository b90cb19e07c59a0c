package dev.pawl.labs.squared.model;

import dev.pawl.labs.squared.model.RecipeTokens.Unfit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// Numbers as tokens, with three digits: `9 5 e-1` is 0.95.
final class Digits {

  private static final int DIGITS = 3;

  private Digits() {}

  static void write(double value, List<Integer> tokens) {
    if (value == 0) {
      tokens.add(0);
      return;
    }
    BigDecimal rounded =
        new BigDecimal(Math.abs(value)).round(new MathContext(DIGITS)).stripTrailingZeros();
    String digits = rounded.unscaledValue().toString();
    int exponent = digits.length() - 1 - rounded.scale();
    if (exponent < Alphabet.EXPONENT_MIN || exponent > Alphabet.EXPONENT_MAX) {
      throw new Unfit();
    }
    if (value < 0) {
      tokens.add(Alphabet.minus());
    }
    digits.chars().forEach(digit -> tokens.add(digit - '0'));
    tokens.add(Alphabet.exponent(exponent));
  }

  static void whole(int value, int digits, List<Integer> tokens) {
    String text = String.valueOf(value);
    if (value < 0 || text.length() > digits) {
      throw new Unfit();
    }
    for (int i = 0; i < digits - text.length(); i++) {
      tokens.add(0);
    }
    text.chars().forEach(digit -> tokens.add(digit - '0'));
  }
}
