package dev.pawl.archive;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Problem.Incumbents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// A population of fixed size: the best of a few drawn at random breeds (tournament selection;
/// Goldberg and Deb, "A comparative analysis of selection schemes", 1991).
///
/// **Idea.** A parent is the best of `rivals` elites that are drawn uniformly, with replacement, so
/// that of n elites the one of rank r (from 1) breeds with probability ((n−r+1)ᵏ − (n−r)ᵏ) / nᵏ for
/// k rivals: only ranks matter, not how far values lie apart. When the population is full, an
/// admission replaces
///
/// - the [Dies#WORST] (a steady-state algorithm; Whitley's GENITOR, 1989), if the newcomer's value
///   is strictly greater; of equally bad ones the latest dies;
/// - or the [Dies#OLDEST], always: it keeps moving under noise, since nobody lives by one lucky
///   score (aging evolution; Real, Aggarwal, Huang, Le, arXiv 1802.01548).
///
/// **Cost.** Selection is `rivals` lookups; admission the logarithm of the population.
///
/// **Holds.** Where the worst dies the best is never lost, and a candidate is kept exactly if its
/// value exceeds [#incumbents]. Where the oldest dies everything is kept at first and everything is
/// lost in the end, the best too: the caller keeps the champion. Elites are listed by place; a
/// newcomer takes the place of the one that it replaces.
public final class Tournament implements Archive {

  private final int capacity;
  private final int rivals;
  private final Dies dies;
  private final List<Elite> elites = new ArrayList<>();
  private final PriorityQueue<Integer> worstFirst =
      new PriorityQueue<>(Comparator.comparing(this::elite, BEST_FIRST.reversed()));
  private int oldest;

  /// Who makes room for a newcomer.
  public enum Dies {
    /// The one with the least value.
    WORST,
    /// The one that was admitted first.
    OLDEST
  }

  /// An empty population.
  ///
  /// @param capacity how many elites it may have; at least 1
  /// @param rivals how many elites are drawn for a parent; 1 makes selection uniform
  public Tournament(int capacity, int rivals, Dies dies) {
    if (capacity < 1 || rivals < 1) {
      throw new IllegalArgumentException(
          "a population of %d with tournaments of %d; the least is 1 each"
              .formatted(capacity, rivals));
    }
    this.capacity = capacity;
    this.rivals = rivals;
    this.dies = dies;
  }

  @Override
  public Admission admit(Elite elite) {
    if (elites.size() < capacity) {
      elites.add(elite);
      return settle(elites.size() - 1);
    }
    int place =
        switch (dies) {
          case WORST -> worstFirst.element();
          case OLDEST -> oldest;
        };
    switch (dies) {
      case WORST -> {
        if (elite.score().value() <= elites.get(place).score().value()) {
          return new Admission.NotKept();
        }
        worstFirst.remove();
      }
      case OLDEST -> oldest = (oldest + 1) % capacity;
    }
    elites.set(place, elite);
    return settle(place);
  }

  @Override
  public void clear() {
    worstFirst.clear();
    elites.clear();
    oldest = 0;
  }

  @Override
  public Elite select(long ticket, Draw draw) {
    Draws.requireElites(elites.size());
    Elite winner = elites.get(draw.nextInt(elites.size()));
    for (int i = 1; i < rivals; i++) {
      Elite rival = elites.get(draw.nextInt(elites.size()));
      winner = Archive.beats(rival, winner) ? rival : winner;
    }
    return winner;
  }

  @Override
  public Incumbents incumbents(long ticket) {
    if (dies == Dies.OLDEST || elites.size() < capacity) {
      return Incumbents.NONE;
    }
    double worst = elites.get(worstFirst.element()).score().value();
    return _ -> worst;
  }

  @Override
  public List<Elite> elites() {
    return List.copyOf(elites);
  }

  @Override
  public int size() {
    return elites.size();
  }

  private Admission settle(int place) {
    if (dies == Dies.WORST) {
      worstFirst.add(place);
    }
    return new Admission.Kept("place " + (place + 1));
  }

  private Elite elite(int place) {
    return elites.get(place);
  }
}
