package dev.pawl.labs.squared;

import dev.pawl.Draw;
import dev.pawl.labs.squared.task.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Another source in another alphabet: some pairs of neighbours that occur often are tokens of
/// their own, and all tokens have new numbers. What a recipe knows of one tokenizer does not help
/// it here.
final class Recoded implements Source {

  /// Pairs that become tokens.
  static final int MERGED = 24;

  private static final int LOOKED_AT = 4096;

  /// Merged pairs are chosen among so many times as many.
  private static final int CHOICE = 4;

  private final Source inner;
  private final Map<Long, Integer> merged;
  private final List<Integer> numbers;

  private Recoded(Source inner, Map<Long, Integer> merged, List<Integer> numbers) {
    this.inner = inner;
    this.merged = Map.copyOf(merged);
    this.numbers = List.copyOf(numbers);
  }

  /// A recoding of `inner`, of those that `draw` can make.
  static Recoded of(Source inner, Draw draw) {
    int[] sample = new int[LOOKED_AT];
    int piece = 64;
    for (int i = 0; i < LOOKED_AT; i += piece) {
      int[] some = inner.sample(draw.purpose("look " + i), piece);
      System.arraycopy(some, 0, sample, i, piece);
    }
    Map<Long, Integer> counts = new HashMap<>();
    for (int i = 1; i < sample.length; i++) {
      counts.merge(pair(sample[i - 1], sample[i]), 1, Integer::sum);
    }
    List<Long> frequent = new ArrayList<>(counts.keySet());
    frequent.sort(
        Comparator.comparingInt((Long pair) -> -counts.getOrDefault(pair, 0))
            .thenComparing(Comparator.naturalOrder()));
    List<Long> chosen =
        new ArrayList<>(frequent.subList(0, Math.min(frequent.size(), CHOICE * MERGED)));
    Collections.shuffle(chosen, draw.purpose("pairs"));
    Map<Long, Integer> merged = new HashMap<>();
    for (long pair : chosen.subList(0, Math.min(chosen.size(), MERGED))) {
      merged.put(pair, inner.vocabulary() + merged.size());
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < inner.vocabulary() + merged.size(); i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, draw.purpose("numbers"));
    return new Recoded(inner, merged, numbers);
  }

  /// The same alphabet for another part of the text.
  Recoded with(Source other) {
    return new Recoded(other, merged, numbers);
  }

  private static long pair(int one, int two) {
    return (long) one << 32 | two;
  }

  @Override
  public String name() {
    return inner.name() + ", recoded";
  }

  @Override
  public int vocabulary() {
    return numbers.size();
  }

  /// A merged pair is one token, so twice as many of the inner ones are always enough.
  @Override
  public int[] sample(Draw draw, int length) {
    int[] plain = inner.sample(draw, 2 * length);
    int[] tokens = new int[length];
    int at = 0;
    for (int i = 0; i < length; i++) {
      Integer both = at + 1 < plain.length ? merged.get(pair(plain[at], plain[at + 1])) : null;
      tokens[i] = numbers.get(both == null ? plain[at] : both);
      at += both == null ? 1 : 2;
    }
    return tokens;
  }

  /// What the tokens stand for in the inner alphabet.
  int[] spelled(int[] tokens) {
    Map<Integer, Long> pairs = new HashMap<>();
    merged.forEach((pair, number) -> pairs.put(number, pair));
    List<Integer> spelled = new ArrayList<>();
    for (int token : tokens) {
      int number = numbers.indexOf(token);
      Long pair = pairs.get(number);
      if (pair == null) {
        spelled.add(number);
      } else {
        spelled.add((int) (pair >> 32));
        spelled.add((int) (long) pair);
      }
    }
    return spelled.stream().mapToInt(i -> i).toArray();
  }

  /// As probable as one another: nobody knows better.
  @Override
  public double nats(int[] tokens) {
    return Arrays.stream(tokens).skip(1).count() * StrictMath.log(vocabulary());
  }

  @Override
  public boolean isExact() {
    return false;
  }
}
