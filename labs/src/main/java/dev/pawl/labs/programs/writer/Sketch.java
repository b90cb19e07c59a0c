package dev.pawl.labs.programs.writer;

import dev.pawl.Candidate;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is left of a program to tell how much it resembles another: the smallest hashes of its
/// shingles, which are runs of [#SHINGLE] tokens (Broder, "On the resemblance and containment of
/// documents", 1997; one permutation and the smallest k). Blanks do not count, so another layout is
/// the same program.
final class Sketch {

  /// How many hashes are kept: an estimate is then right to about 0.04.
  static final int HASHES_MAX = 128;

  private static final int SHINGLE = 5;
  private static final Pattern TOKEN =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*|\\d[\\w.]*|\\S");

  private final long whole;
  private final long[] hashes;

  private Sketch(long whole, long[] hashes) {
    this.whole = whole;
    this.hashes = hashes;
  }

  static Sketch of(Candidate candidate) {
    long[] last = new long[SHINGLE];
    long[] shingles = new long[16];
    int count = 0;
    int tokens = 0;
    long whole = 1;
    for (String text : candidate.files().values()) {
      Matcher matcher = TOKEN.matcher(text);
      while (matcher.find()) {
        long token = hash(text, matcher.start(), matcher.end());
        whole = mix(whole * 31 + token);
        last[tokens++ % SHINGLE] = token;
        long shingle = 17;
        for (int i = Math.max(0, tokens - SHINGLE); i < tokens; i++) {
          shingle = mix(shingle * 31 + last[i % SHINGLE]);
        }
        shingles = count == shingles.length ? Arrays.copyOf(shingles, 2 * count) : shingles;
        shingles[count++] = shingle;
      }
      whole = mix(whole + 0x9E3779B97F4A7C15L); // the end of a file
    }
    long[] distinct = Arrays.stream(shingles, 0, count).sorted().distinct().toArray();
    return new Sketch(whole, Arrays.copyOf(distinct, Math.min(distinct.length, HASHES_MAX)));
  }

  /// About which share of the shingles of both they have in common, from 0 to 1; 1 exactly if and
  /// only if they have the same tokens in the same order.
  double similarity(Sketch other) {
    if (whole == other.whole) {
      return 1;
    }
    int k = Math.min(HASHES_MAX, Math.max(hashes.length, other.hashes.length));
    int i = 0;
    int j = 0;
    int seen = 0;
    int common = 0;
    while (seen < k && (i < hashes.length || j < other.hashes.length)) {
      long a = i < hashes.length ? hashes[i] : Long.MAX_VALUE;
      long b = j < other.hashes.length ? other.hashes[j] : Long.MAX_VALUE;
      common += a == b ? 1 : 0;
      i += a <= b ? 1 : 0;
      j += b <= a ? 1 : 0;
      seen++;
    }
    return seen == 0 ? 0 : Math.min((double) common / seen, 0.999_999);
  }

  private static long hash(String text, int from, int to) {
    long hash = (long) to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + text.charAt(i);
    }
    return mix(hash);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
