package dev.pawl.gate;

/// How a hold-out's error probability is divided among the attempts on it. Whatever the rule, the
/// shares of all attempts sum to at most 1; only a new hold-out begins anew.
public sealed interface Spending {

  /// The share of attempt `number`, counted from 1.
  double share(int number);

  /// Any number of attempts: 6/(π²·t²) for attempt t (Σ 1/t² = π²/6). Nobody needs to know how many
  /// there will be, but late ones need much evidence.
  record Endless() implements Spending {
    @Override
    public double share(int number) {
      double t = counted(number);
      return 6 / (Math.PI * Math.PI * t * t);
    }
  }

  /// The same for each of the first `attempts`, and nothing after (Bonferroni).
  record Equal(int attempts) implements Spending {
    public Equal {
      if (attempts < 1) {
        throw new IllegalArgumentException(
            "alpha is to be divided among %d attempts; it must be 1 or more".formatted(attempts));
      }
    }

    @Override
    public double share(int number) {
      return counted(number) <= attempts ? 1.0 / attempts : 0;
    }
  }

  private static int counted(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "attempt %d; attempts are counted from 1".formatted(number));
    }
    return number;
  }
}
