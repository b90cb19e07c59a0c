package dev.pawl.labs.programs.numbers;

import dev.pawl.Candidate;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.Surface.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The numeric literals in those parts of a candidate that may change, in their order: of a data
/// file all its numbers, of a program the constants in its code. Comments and texts in quotes are
/// left alone, and so are hexadecimal numbers and digits within names.
///
/// In a region of data a sign belongs to the number. In code it may be an operator, so it does not,
/// and a negative number is written in parentheses. A literal without point and exponent stays an
/// integer.
public final class Literals {

  /// What is not looked into, what is a name, and what is a number.
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<quiet>//[^\\n]*|#[^\\n]*|/\\*(?s:.*?)\\*/|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*')"
              + "|(?<name>[A-Za-z_$][\\w$]*)"
              + "|(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?(?:[fFdDlL]\\b)?)(?<rest>[\\w.]*)");

  private static final Pattern DATA =
      Pattern.compile("(?:#[^\\n]*|[\\s,;]+|[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)*+");

  private final Candidate candidate;
  private final List<Region> regions;
  private final List<Literal> literals;

  private record Literal(
      int region, int from, int to, boolean integer, boolean code, double value) {}

  private Literals(Candidate candidate, List<Region> regions, List<Literal> literals) {
    this.candidate = candidate;
    this.regions = regions;
    this.literals = literals;
  }

  /// The literals of `candidate` in the regions of `surface`.
  public static Literals of(Surface surface, Candidate candidate) {
    List<Region> regions = surface.regions(candidate);
    List<Literal> literals = new ArrayList<>();
    for (int i = 0; i < regions.size(); i++) {
      String text = regions.get(i).in(candidate);
      read(text, i, !DATA.matcher(text).matches(), literals);
    }
    return new Literals(candidate, regions, List.copyOf(literals));
  }

  private static void read(String text, int region, boolean code, List<Literal> into) {
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      String number = matcher.group("number");
      if (number == null || !matcher.group("rest").isEmpty()) {
        continue;
      }
      int from = matcher.start();
      int to = matcher.end("number");
      if (Character.isLetter(text.charAt(to - 1))) {
        to--;
      }
      boolean signed = !code && from > 0 && "+-".indexOf(text.charAt(from - 1)) >= 0;
      from -= signed ? 1 : 0;
      double value = Double.parseDouble(text.substring(from, to));
      boolean integer =
          text.substring(from, to).chars().allMatch(c -> "+-0123456789".indexOf(c) >= 0);
      if (Double.isFinite(value)) {
        into.add(new Literal(region, from, to, integer, code, value));
      }
    }
  }

  /// How many there are.
  public int count() {
    return literals.size();
  }

  /// Their values.
  public double[] values() {
    return literals.stream().mapToDouble(Literal::value).toArray();
  }

  /// What is left when the values are taken out: two candidates of the same shape differ in numbers
  /// only.
  public String shape() {
    return String.join("\u0000", texts(new double[literals.size()]));
  }

  /// The candidate with other values. Integers are rounded.
  ///
  /// @param values finite, one per literal
  public Candidate with(double[] values) {
    List<String> texts = texts(values);
    Map<Region, String> replaced = new HashMap<>();
    for (int i = 0; i < regions.size(); i++) {
      replaced.put(regions.get(i), texts.get(i));
    }
    Candidate changed = candidate;
    // From the last to the first, so that the places of those before stay what they are.
    for (Region region : regions.reversed()) {
      changed = region.replace(changed, replaced.getOrDefault(region, ""));
    }
    return changed;
  }

  private List<String> texts(double[] values) {
    if (values.length != literals.size()) {
      throw new IllegalArgumentException(
          "%d values for %d numbers; there must be one each"
              .formatted(values.length, literals.size()));
    }
    List<String> texts = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < regions.size(); i++) {
      String old = regions.get(i).in(candidate);
      StringBuilder text = new StringBuilder();
      int at = 0;
      for (; next < literals.size() && literals.get(next).region() == i; next++) {
        Literal literal = literals.get(next);
        text.append(old, at, literal.from()).append(spell(literal, values[next]));
        at = literal.to();
      }
      texts.add(text.append(old, at, old.length()).toString());
    }
    return texts;
  }

  private static String spell(Literal literal, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("the value %s is not finite".formatted(value));
    }
    String text =
        literal.integer() ? Long.toString(Math.round(value)) : Double.toString(value + 0.0);
    return literal.code() && text.startsWith("-") ? "(" + text + ")" : text;
  }
}
