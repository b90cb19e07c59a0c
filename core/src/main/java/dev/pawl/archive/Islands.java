package dev.pawl.archive;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Problem.Incumbents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/// Several archives that evolve apart and now and then send each other their news (the island
/// model; Tanese, "Distributed genetic algorithms", 1989; FunSearch and ShinkaEvolve use it).
///
/// **Idea.** Ticket t lives on island t mod n: its parents come from there and its child goes
/// there, so a lineage stays on its island. (An island that has no elite yet borrows parents from
/// the next one that has.) When an admitted ticket is the first of a new block of `every` tickets,
/// then after its admission every island sends copies of the `migrants` best elites that it kept
/// since the last migration to the next island, and the last to the first, all at the same moment.
/// What arrives and is kept there is news there, and travels on with the next migration, but never
/// back to its home: so no elite enters an island twice, and the best one can go round the ring.
///
/// **Cost.** That of one island, plus the logarithm of `migrants`, plus `migrants` admissions per
/// island and migration. Nothing depends on how many elites there are.
///
/// **Holds.** The best is never lost if no island loses its best. [#incumbents] is that of the
/// ticket's island. An elite on two islands is listed and counted on both; elites are listed by
/// island.
public final class Islands implements Archive {

  private final List<Archive> islands = new ArrayList<>();
  private final List<PriorityQueue<Elite>> news = new ArrayList<>();
  private final long every;
  private final int migrants;
  private long block;

  /// Empty islands.
  ///
  /// @param count at least 1
  /// @param island makes an empty archive
  /// @param every how many tickets there are from one migration to the next; at least 1
  /// @param migrants how many elites an island sends; 0 if it is to send none
  public Islands(int count, Supplier<? extends Archive> island, long every, int migrants) {
    if (count < 1 || every < 1 || migrants < 0) {
      throw new IllegalArgumentException(
          "%d islands that send %d elites every %d tickets; the least are 1, 0 and 1"
              .formatted(count, migrants, every));
    }
    this.every = every;
    this.migrants = migrants;
    for (int i = 0; i < count; i++) {
      islands.add(island.get());
      news.add(emptyNews());
    }
  }

  /// How many islands there are.
  public int count() {
    return islands.size();
  }

  /// The island of `ticket`, from 0.
  public int islandOf(long ticket) {
    return (int) Math.floorMod(ticket, (long) islands.size());
  }

  /// The elites of one island, as they are now.
  public List<Elite> elites(int island) {
    return islands.get(island).elites();
  }

  @Override
  public Admission admit(Elite elite) {
    int home = islandOf(elite.ticket());
    Admission admission = admit(elite, home);
    if (elite.ticket() / every > block) {
      block = elite.ticket() / every;
      migrate();
    }
    return switch (admission) {
      case Admission.Kept(String place) ->
          new Admission.Kept("island %d, %s".formatted(home, place));
      case Admission.NotKept notKept -> notKept;
    };
  }

  @Override
  public void bred(long parentTicket) {
    islands.forEach(island -> island.bred(parentTicket));
  }

  @Override
  public void clear() {
    islands.forEach(Archive::clear);
    news.forEach(PriorityQueue::clear);
    block = 0;
  }

  @Override
  public Elite select(long ticket, Draw draw) {
    Draws.requireElites(size());
    int island = islandOf(ticket);
    while (islands.get(island).size() == 0) {
      island = next(island);
    }
    return islands.get(island).select(ticket, draw);
  }

  @Override
  public Incumbents incumbents(long ticket) {
    return islands.get(islandOf(ticket)).incumbents(ticket);
  }

  @Override
  public List<Elite> elites() {
    List<Elite> elites = new ArrayList<>();
    islands.forEach(island -> elites.addAll(island.elites()));
    return List.copyOf(elites);
  }

  @Override
  public int size() {
    int size = 0;
    for (Archive island : islands) {
      size += island.size();
    }
    return size;
  }

  @Override
  public Optional<Elite> best() {
    return islands.stream().flatMap(island -> island.best().stream()).min(BEST_FIRST);
  }

  private Admission admit(Elite elite, int island) {
    Admission admission = islands.get(island).admit(elite);
    if (admission instanceof Admission.Kept && next(island) != islandOf(elite.ticket())) {
      PriorityQueue<Elite> worstFirst = news.get(island);
      worstFirst.add(elite);
      if (worstFirst.size() > migrants) {
        worstFirst.remove();
      }
    }
    return admission;
  }

  private void migrate() {
    List<PriorityQueue<Elite>> boats = List.copyOf(news);
    news.replaceAll(_ -> emptyNews());
    for (int from = 0; from < boats.size(); from++) {
      int to = next(from);
      boats.get(from).stream().sorted(BEST_FIRST).forEach(elite -> admit(elite, to));
    }
  }

  private int next(int island) {
    return (island + 1) % islands.size();
  }

  private static PriorityQueue<Elite> emptyNews() {
    return new PriorityQueue<>(BEST_FIRST.reversed());
  }
}
