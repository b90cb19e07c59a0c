package dev.pawl.labs.programs.task;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Problem.Incumbents;
import dev.pawl.archive.Archive;
import java.util.ArrayList;
import java.util.List;

/// The baseline without a search: every parent is the first elite, the seed. The best is kept
/// beside it.
///
/// **Holds.** The best is never lost. A candidate is kept exactly if its value exceeds
/// [#incumbents].
final class BestOfN implements Archive {

  private final List<Elite> elites = new ArrayList<>();

  @Override
  public Admission admit(Elite elite) {
    if (elites.isEmpty()) {
      elites.add(elite);
      return new Admission.Kept("seed");
    }
    if (elite.score().value() <= elites.getLast().score().value()) {
      return new Admission.NotKept();
    }
    if (elites.size() == 2) {
      elites.removeLast();
    }
    elites.add(elite);
    return new Admission.Kept("best");
  }

  @Override
  public void clear() {
    elites.clear();
  }

  @Override
  public Elite select(long ticket, Draw draw) {
    return elites.getFirst();
  }

  @Override
  public Incumbents incumbents(long ticket) {
    if (elites.isEmpty()) {
      return Incumbents.NONE;
    }
    double best = elites.getLast().score().value();
    return traits -> best;
  }

  @Override
  public List<Elite> elites() {
    return List.copyOf(elites);
  }

  @Override
  public int size() {
    return elites.size();
  }
}
