package dev.pawl.labs.programs.numbers;

import dev.pawl.Candidate;
import dev.pawl.Proposer;
import dev.pawl.labs.programs.Surface;
import java.util.ArrayList;
import java.util.List;

/// The proposers for a task that declares its constraints.
///
/// | name | parents | does |
/// |---|---|---|
/// | `fresh` | 0 | the best of 30 local maxima near random numbers |
/// | `refine` | 1 | climbs from where the parent is |
/// | `shake` | 1 | moves every number |
/// | `relocate` | 1 | puts a block elsewhere |
/// | `swap` | 1 | exchanges a number between two blocks |
/// | `scatter` | 1 | moves blocks that are near each other |
/// | `cross` | 2 | one side of each parent |
public final class Hops {

  private Hops() {}

  /// All of them.
  ///
  /// @param template a candidate of the task whose numbers `fresh` replaces
  public static List<Proposer> all(NonlinearProgram program, Surface surface, Candidate template) {
    List<Proposer> all = new ArrayList<>();
    for (Move move : Move.values()) {
      all.add(new Hopper(move, program, surface, template));
    }
    return List.copyOf(all);
  }
}
