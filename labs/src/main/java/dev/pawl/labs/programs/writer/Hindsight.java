package dev.pawl.labs.programs.writer;

import dev.pawl.llm.Decided;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What another rule would have got out of a recorded run, judged by what the run logged.
///
/// Each recorded reward counts with the chance that the other rule gives to its arm, divided by the
/// chance that it had (Horvitz and Thompson 1952), and the sum is divided by the sum of these
/// weights (Hájek 1971; in this setting "self-normalised"). The other rule learns as it goes, from
/// the recorded choices. A run in which it would have asked for other programs cannot be known:
/// this judges the choice of whom to ask, given the programs that there were.
public final class Hindsight {

  private Hindsight() {}

  /// A decision and its reward.
  public record Logged(Decided decided, double reward) {}

  /// An estimate of the mean reward.
  ///
  /// @param error its standard error, by the delta method
  /// @param effective how many evenly weighted rewards would tell as much; with few, the estimate
  ///   is worth little
  public record Estimate(double mean, double error, double effective) {}

  /// The mean reward of the rule that was logged.
  public static Estimate logged(List<Logged> log) {
    return weighted(log, log.stream().map(_ -> 1.0).toList());
  }

  /// The mean reward that `bandit` would have had, which learns from the log.
  static Estimate of(Bandit bandit, List<Arm> arms, List<Logged> log) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < arms.size(); i++) {
      numbers.put(arms.get(i).name(), i);
    }
    List<Logged> used = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    BitSet all = new BitSet();
    all.set(0, arms.size());
    for (Logged each : log) {
      Integer arm = numbers.get(each.decided().arm());
      if (arm != null) {
        double chance = bandit.chances(each.decided().context(), all)[arm];
        used.add(each);
        weights.add(chance / each.decided().propensity());
        bandit.learn(arm, each.decided().context(), each.reward());
      }
    }
    return weighted(used, weights);
  }

  private static Estimate weighted(List<Logged> log, List<Double> weights) {
    double sum = 0;
    double squares = 0;
    double rewards = 0;
    for (int i = 0; i < log.size(); i++) {
      double weight = weights.get(i);
      sum += weight;
      squares += weight * weight;
      rewards += weight * log.get(i).reward();
    }
    if (sum == 0) {
      return new Estimate(0, Double.POSITIVE_INFINITY, 0);
    }
    double mean = rewards / sum;
    double residuals = 0;
    for (int i = 0; i < log.size(); i++) {
      double residual = weights.get(i) * (log.get(i).reward() - mean);
      residuals += residual * residual;
    }
    return new Estimate(mean, Math.sqrt(residuals) / sum, sum * sum / squares);
  }
}
