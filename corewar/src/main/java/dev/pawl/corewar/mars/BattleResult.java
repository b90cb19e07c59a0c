package dev.pawl.corewar.mars;

import java.util.List;

/// What came of a battle.
///
/// @param rounds that were fought
/// @param standings one for each warrior, in the order of the contestants
public record BattleResult(int rounds, List<Standing> standings) {

  public BattleResult {
    standings = List.copyOf(standings);
  }

  /// How one warrior did.
  ///
  /// @param survived at index `k - 1`, in how many rounds it was one of `k` survivors
  public record Standing(String name, String author, List<Integer> survived, int losses) {

    public Standing {
      survived = List.copyOf(survived);
    }

    /// Rounds of which it was the only survivor.
    public int wins() {
      return survived.getFirst();
    }

    /// Rounds that it survived with others.
    public int ties() {
      return survived.stream().skip(1).mapToInt(Integer::intValue).sum();
    }

    /// pMARS's points: `(w * w - 1) / s` for a round of `w` warriors that ends with `s` survivors;
    /// 3 for a win and 1 for a tie between two.
    public int points() {
      int warriors = survived.size();
      int points = 0;
      for (int survivors = 1; survivors <= warriors; survivors++) {
        points += survived.get(survivors - 1) * ((warriors * warriors - 1) / survivors);
      }
      return points;
    }
  }

  /// The lines that `pmars -b` prints.
  public String toPmars() {
    var lines = new StringBuilder();
    for (Standing standing : standings) {
      lines.append(
          "%s by %s scores %d\n".formatted(standing.name(), standing.author(), standing.points()));
      if (standings.size() > 2) {
        lines.append("  Results:");
        standing.survived().forEach(count -> lines.append(' ').append(count));
        lines.append(' ').append(standing.losses()).append('\n');
      }
    }
    if (standings.size() == 2) {
      Standing first = standings.getFirst();
      lines.append("Results: %d %d %d\n".formatted(first.wins(), first.losses(), first.ties()));
    }
    return lines.toString();
  }

  /// The lines that `pmars -bk` prints, for King of the Hill servers.
  public String toKoth() {
    var lines = new StringBuilder();
    for (Standing standing : standings) {
      if (standings.size() > 2) {
        lines.append(standing.points()).append(' ');
        standing.survived().forEach(count -> lines.append(count).append(' '));
        lines.append(standing.losses());
      } else {
        lines.append(standing.wins()).append(' ').append(standing.ties());
      }
      lines.append('\n');
    }
    return lines.toString();
  }
}
