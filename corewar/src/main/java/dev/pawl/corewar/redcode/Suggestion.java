package dev.pawl.corewar.redcode;

import java.util.List;
import java.util.Locale;

/// Guesses what a misspelt word should have been.
final class Suggestion {

  private static final int WORD_MAX = 24;
  private static final int CANDIDATES_MAX = 500;

  private Suggestion() {}

  /// `Did you mean …?` with the nearest candidate at most two slips away, or empty.
  static String of(String word, List<String> candidates) {
    if (word.length() > WORD_MAX) {
      return "";
    }
    String best = "";
    int least = Math.min(3, word.length());
    for (String candidate : candidates.subList(0, Math.min(CANDIDATES_MAX, candidates.size()))) {
      if (candidate.length() <= WORD_MAX) {
        int slips = slips(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
        if (slips < least) {
          least = slips;
          best = candidate;
        }
      }
    }
    return best.isEmpty() ? "" : "Did you mean '" + best + "'?";
  }

  /// Letters to change, insert, drop, or swap with a neighbour.
  private static int slips(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
