package dev.pawl.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as people read them.
final class Say {

  private Say() {}

  /// `1,234,567`.
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /// `1 ticket`, `2 tickets`.
  static String count(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? "" : "s");
  }

  /// Three digits and a word: `1.23 billion`; exact below ten thousand.
  static String big(long n) {
    String[] words = {
      " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"
    };
    if (n < 10_000) {
      return count(n);
    }
    double value = n;
    int word = -1;
    while (value >= 999.5 && word < words.length - 1) {
      value /= 1000;
      word++;
    }
    int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value) + words[word];
  }

  /// `62.3 %`.
  static String percent(double fraction) {
    return Double.isFinite(fraction) ? fixed(100 * fraction, 1) + " %" : "–";
  }

  /// At most four significant digits.
  static String value(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(value);
    int decimals =
        size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.1 || size == 0 ? 3 : 5;
    return fixed(value, decimals);
  }

  static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
  }

  /// With a sign.
  static String signed(double value, int decimals) {
    return (value < 0 ? "" : "+") + fixed(value, decimals);
  }

  /// `820 ms`, `12.3 s`, `4 min 05 s`, `3 h 12 min`.
  static String duration(long millis) {
    long seconds = millis / 1000;
    if (millis < 1000) {
      return millis + " ms";
    }
    if (seconds < 60) {
      return fixed(millis / 1000.0, 1) + " s";
    }
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%,d h %02d min", seconds / 3600, seconds / 60 % 60);
  }

  /// With a capital at its beginning.
  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /// At most `most` characters.
  static String brief(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /// `value` for a chart: five significant digits, and no fraction where there is none.
  static Number compact(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a chart cannot show " + value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (long) value;
    }
    double rounded = new BigDecimal(value).round(new MathContext(5)).doubleValue();
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? (Number) (long) rounded
        : (Number) rounded;
  }
}
