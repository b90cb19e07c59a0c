package dev.pawl.labs.squared.task;

import dev.pawl.Draw;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Windows of a text, byte by byte. Its entropy is not known, so a loss on it has no true zero.
///
/// The bytes that occur are numbered; the last tenth of the text is only measured on.
public final class Text implements Source {

  private static final double HELD_OUT = 0.1;

  private final String name;
  private final int[] tokens;
  private final int[] counts;
  private final int vocabulary;
  private final int from;
  private final int to;

  private Text(String name, int[] tokens, int vocabulary, int from, int to) {
    this.name = name;
    this.tokens = tokens;
    this.vocabulary = vocabulary;
    this.from = from;
    this.to = to;
    this.counts = new int[vocabulary];
    for (int token : tokens) {
      counts[token]++;
    }
  }

  /// The part of `text` to train on.
  public static Text of(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] numbers = new int[256];
    Arrays.fill(numbers, -1);
    int vocabulary = 0;
    int[] tokens = new int[bytes.length];
    boolean[] occurs = new boolean[256];
    for (byte each : bytes) {
      occurs[each & 0xFF] = true;
    }
    for (int i = 0; i < 256; i++) {
      numbers[i] = occurs[i] ? vocabulary++ : -1;
    }
    for (int i = 0; i < bytes.length; i++) {
      tokens[i] = numbers[bytes[i] & 0xFF];
    }
    int cut = (int) (bytes.length * (1 - HELD_OUT));
    return new Text(name, tokens, Math.max(2, vocabulary), 0, cut);
  }

  /// The part to measure on.
  public Text heldOut() {
    return new Text(
        name, tokens, vocabulary, (int) (tokens.length * (1 - HELD_OUT)), tokens.length);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public boolean isExact() {
    return false;
  }

  @Override
  public int[] sample(Draw draw, int length) {
    if (to - from < length) {
      throw new IllegalArgumentException(
          "the text '%s' has %,d bytes; it needs some more than 10 times %d"
              .formatted(name, tokens.length, length));
    }
    int start = from + draw.nextInt(to - from - length + 1);
    return Arrays.copyOfRange(tokens, start, start + length);
  }

  @Override
  public double nats(int[] sequence) {
    double sum = 0;
    for (int i = 1; i < sequence.length; i++) {
      sum -= StrictMath.log((double) counts[sequence[i]] / tokens.length);
    }
    return sum;
  }
}
