package dev.pawl.llm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What models cost and how much they can read, by name, as of a day. Prices change: the file that
/// ships is dated, and a file of the user comes before it.
public final class Prices {

  private static final Pattern SNAPSHOT = Pattern.compile("-(\\d{8}|\\d{4}-\\d{2}-\\d{2})$");

  private final LocalDate day;
  private final Map<String, Entry> entries;

  private Prices(LocalDate day, Map<String, Entry> entries) {
    this.day = day;
    this.entries = entries;
  }

  /// One line of a price file.
  ///
  /// @param contextTokens that the price is good for, prompt and answer together
  /// @param outputTokensMax that one answer may have
  public record Entry(Price price, int contextTokens, int outputTokensMax) {}

  /// The prices that ship.
  public static Prices shipped() {
    try (InputStream in = Prices.class.getResourceAsStream("prices.txt")) {
      if (in == null) {
        throw new IllegalStateException("prices.txt is missing beside " + Prices.class.getName());
      }
      return parse("prices.txt", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The prices of a file; what it does not name is taken from `this`.
  ///
  /// @throws IllegalArgumentException with the line that is wrong
  public Prices overriddenBy(Path file) throws IOException {
    Prices theirs = parse(file.toString(), Files.readString(file));
    Map<String, Entry> all = new TreeMap<>(entries);
    all.putAll(theirs.entries);
    return new Prices(theirs.day, all);
  }

  /// Reads a price file: a line `as-of YYYY-MM-DD`, then per model `PROVIDER:NAME INPUT OUTPUT
  /// CONTEXT OUTPUT-MAX`, prices in dollars per million tokens.
  ///
  /// @param source for errors
  /// @throws IllegalArgumentException with the line that is wrong
  public static Prices parse(String source, String text) {
    LocalDate day = null;
    Map<String, Entry> entries = new TreeMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String bare = line.replaceAll("#.*", "").strip();
      if (bare.isEmpty()) {
        continue;
      }
      String[] words = bare.split("\\s+", -1);
      try {
        if (words[0].equals("as-of") && words.length == 2) {
          day = LocalDate.parse(words[1]);
        } else if (words.length == 5) {
          entries.put(
              words[0],
              new Entry(
                  Price.ofMillion(words[1], words[2]),
                  Integer.parseInt(words[3]),
                  Integer.parseInt(words[4])));
        } else {
          throw new IllegalArgumentException(
              "expected 'as-of YYYY-MM-DD' or 'PROVIDER:NAME INPUT OUTPUT CONTEXT OUTPUT-MAX'");
        }
      } catch (IllegalArgumentException | DateTimeParseException e) {
        throw new IllegalArgumentException(
            "%s:%d: '%s': %s".formatted(source, number, bare, e.getMessage()), e);
      }
    }
    if (day == null) {
      throw new IllegalArgumentException(
          "%s has no line 'as-of YYYY-MM-DD'; prices without a date cannot be judged"
              .formatted(source));
    }
    return new Prices(day, entries);
  }

  /// The day on which the newest of them were written down.
  public LocalDate day() {
    return day;
  }

  /// What is known of a model. A dated snapshot such as `gpt-x-2026-01-31` counts as its model.
  ///
  /// @param name such as `openai:gpt-x`
  public Optional<Entry> of(String name) {
    Entry exact = entries.get(name);
    return Optional.ofNullable(
        exact != null ? exact : entries.get(SNAPSHOT.matcher(name).replaceFirst("")));
  }
}
