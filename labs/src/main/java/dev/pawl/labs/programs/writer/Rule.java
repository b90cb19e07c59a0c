package dev.pawl.labs.programs.writer;

/// How a [Bandit] turns what it believes into chances.
public sealed interface Rule {

  /// Every arm has the same chance. Nothing is learned.
  record Uniform() implements Rule {}

  /// The best arm has most of the chance, and each other the less the worse it looks: inverse gap
  /// weighting (Abe and Long 1999; Foster and Rakhlin, "Beyond UCB", ICML 2020). Each chance is a
  /// formula and none is 0, so what was logged can judge other rules.
  ///
  /// @param gain how fast a gap between arms comes to count as more is seen
  record Gap(double gain) implements Rule {}

  /// The arm that may be best: estimate plus `width` standard errors (LinUCB: Li, Chu, Langford,
  /// Schapire, WWW 2010).
  record Ucb(double width) implements Rule {}

  /// Each arm with the chance that it is best: 256 draws from the posterior (Agrawal and Goyal,
  /// ICML 2013).
  ///
  /// @param spread the standard deviation of a reward
  record Thompson(double spread) implements Rule {}

  /// The rule of this name with constants that suit rewards from 0 to 1.
  static Rule of(String name) {
    return switch (name) {
      case "uniform" -> new Uniform();
      case "gap" -> new Gap(8);
      case "ucb" -> new Ucb(0.5);
      case "thompson" -> new Thompson(0.3);
      default -> throw new IllegalArgumentException("no rule is named " + name);
    };
  }
}
