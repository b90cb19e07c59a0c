package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// A lab whose rounds end with a race of three, in tests: the favourite falls out in the first
/// heat, and of the others the smaller number wins.
record Racing(Lab lab) implements Lab {

  @Override
  public String name() {
    return lab.name();
  }

  @Override
  public int rounds() {
    return lab.rounds();
  }

  @Override
  public Round round(int number, List<Candidate> champions) {
    return lab.round(number, champions);
  }

  @Override
  public List<Measurement> measure(List<Candidate> champions, ExecutorService workers) {
    return lab.measure(champions, workers);
  }

  @Override
  public Improver improver() {
    return lab.improver();
  }

  @Override
  public int leaders() {
    return 3;
  }

  @Override
  public List<Measurement> race(int round, List<Candidate> leaders, ExecutorService workers) {
    if (Set.copyOf(leaders).size() != 3) {
      throw new IllegalArgumentException("three leaders were expected; found " + leaders);
    }
    List<Measurement> results = new ArrayList<>();
    for (Candidate leader : leaders) {
      double value = -HillClimb.number(leader);
      List<Double> trials = results.isEmpty() ? List.of(9_999.0) : List.of(value, value);
      double mean = results.isEmpty() ? 9_999 : value;
      results.add(new Measurement(Event.RACE, "value", mean, trials, new Cost(trials.size(), 0)));
    }
    return results;
  }
}
