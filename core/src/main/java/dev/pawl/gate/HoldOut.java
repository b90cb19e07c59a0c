package dev.pawl.gate;

import dev.pawl.Hash;
import java.util.List;

/// Numbers the attempts on one set of sealed tasks: the number decides how much of alpha an attempt
/// may spend, so it is given here and not by whoever makes the attempt. An attempt counts from its
/// beginning, also if it is never decided.
public final class HoldOut {

  private final GatePlan plan;
  private int attempts;

  public HoldOut(GatePlan plan) {
    this.plan = plan;
  }

  /// The next attempt.
  public Attempt next(
      Hash champion, Hash candidate, List<Double> championOnce, List<Double> candidateOnce) {
    attempts++;
    return new Attempt(attempts, champion, candidate, championOnce, candidateOnce);
  }

  /// Takes an attempt from the record.
  ///
  /// @throws IllegalArgumentException if it does not have the next number: one was left out, or is
  ///   told twice
  public void recorded(Attempt attempt) {
    if (attempt.number() != attempts + 1) {
      throw new IllegalArgumentException(
          "the record holds attempt %d where attempt %d must be: none may be left out or repeated"
              .formatted(attempt.number(), attempts + 1));
    }
    attempts++;
  }

  /// Counts attempts that were made by another run on the same hold-out, such as the one that this
  /// is a fork of: they have spent their part of alpha.
  ///
  /// @param total with those that are counted here already
  public void spentElsewhere(int total) {
    attempts = Math.max(attempts, total);
  }

  /// How many attempts there were.
  public int attempts() {
    return attempts;
  }

  /// The part of alpha that they may have used up.
  public double alphaSpent() {
    double spent = 0;
    for (int number = 1; number <= attempts; number++) {
      spent += plan.level(number);
    }
    return spent;
  }
}
