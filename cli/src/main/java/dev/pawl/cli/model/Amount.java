package dev.pawl.cli.model;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as people write them: `300k`, `1m`, `1.5m`, `2e6`.
public final class Amount {

  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?(?:e\\d{1,2})?)([kmg]?)");
  private static final Map<String, Integer> ZEROS = Map.of("", 0, "k", 3, "m", 6, "g", 9);

  private Amount() {}

  /// @param option what it was given for
  /// @throws ModelException if it is no such number, or none from `least` to `most`
  public static long parse(String option, String text, long least, long most) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT).replace("_", ""));
    if (matcher.matches()) {
      BigDecimal number =
          new BigDecimal(matcher.group(1))
              .scaleByPowerOfTen(ZEROS.getOrDefault(matcher.group(2), 0));
      if (number.compareTo(BigDecimal.valueOf(least)) >= 0
          && number.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return number.longValue();
      }
    }
    throw new ModelException(
        "%s is %s; it must be a number from %,d to %,d, such as %s"
            .formatted(option, text, least, most, least <= 300_000 ? "300k" : "1m"));
  }

  /// Three digits and a letter: `302 k`, `1.05 M`; exact below ten thousand.
  public static String brief(long number) {
    String[] letters = {"", " k", " M", " G", " T", " P", " E"};
    if (number < 10_000) {
      return String.format(Locale.ROOT, "%,d", number);
    }
    int letter = 0;
    double value = number;
    while (value >= 999.5 && letter < letters.length - 1) {
      value /= 1000;
      letter++;
    }
    int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f%s", value, letters[letter]);
  }
}
