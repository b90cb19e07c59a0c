package dev.pawl.corewar.hill;

/// What came of some rounds between two warriors, or of one warrior's rounds against many, as the
/// first of them sees it.
public record Tally(int wins, int losses, int ties) {

  /// No rounds.
  static final Tally NONE = new Tally(0, 0, 0);

  public Tally {
    if (wins < 0 || losses < 0 || ties < 0) {
      throw new IllegalArgumentException(
          "%d wins, %d losses, %d ties; none may be negative".formatted(wins, losses, ties));
    }
  }

  /// Three points for a win, one for a tie.
  public int score() {
    return 3 * wins + ties;
  }

  /// All rounds that were fought.
  public int rounds() {
    return wins + losses + ties;
  }

  /// More wins than losses: the opponent is defeated.
  public Verdict verdict() {
    int lead = Integer.compare(wins, losses);
    return lead > 0 ? Verdict.WIN : lead < 0 ? Verdict.LOSS : Verdict.TIE;
  }

  Tally plus(Tally other) {
    return new Tally(wins + other.wins, losses + other.losses, ties + other.ties);
  }

  /// The same rounds as the opponent sees them.
  Tally reversed() {
    return new Tally(losses, wins, ties);
  }

  /// Who came out ahead over all rounds.
  public enum Verdict {
    WIN,
    TIE,
    LOSS
  }
}
