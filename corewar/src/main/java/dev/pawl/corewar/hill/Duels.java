package dev.pawl.corewar.hill;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.mars.Battle;
import dev.pawl.corewar.mars.BattleResult;
import dev.pawl.corewar.mars.Mars;
import dev.pawl.corewar.mars.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// How pairs of warriors fight: many battles at once, one MARS for each thread.
///
/// @param rounds of each pair
/// @param seed of the positions; each pair has its own series, which depends on nothing else but
///   its place in the list, so that two warriors meet a hill under the same conditions
/// @param threads that fight; they change the time it takes and never the result
public record Duels(Settings settings, int rounds, long seed, int threads) {

  private static final int THREADS_MAX = 1024;
  private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L; // spreads seeds over 64 bits

  public Duels {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds is %d; it must be at least 1".formatted(rounds));
    }
    if (threads < 1 || threads > THREADS_MAX) {
      throw new IllegalArgumentException(
          "threads is %d; it must be from 1 to %d".formatted(threads, THREADS_MAX));
    }
  }

  record Pair(Warrior first, Warrior second) {}

  /// The tally of each pair as its first warrior sees it, in the order of the pairs.
  List<Tally> fight(List<Pair> pairs) {
    var tallies = new Tally[pairs.size()];
    var next = new AtomicInteger();
    Runnable worker =
        () -> {
          var mars = new Mars(settings, 2);
          for (int i = next.getAndIncrement(); i < tallies.length; i = next.getAndIncrement()) {
            tallies[i] = fight(mars, pairs.get(i), i);
          }
        };
    int workers = Math.clamp(pairs.size(), 1, threads);
    try (var executor = Executors.newFixedThreadPool(workers)) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < workers; i++) {
        running.add(executor.submit(worker));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a battle failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while battles were fought", e);
    }
    return List.of(tallies);
  }

  private Tally fight(Mars mars, Pair pair, int index) {
    BattleResult.Standing first =
        Battle.fight(
                mars,
                List.of(pair.first(), pair.second()),
                rounds,
                Placement.seeded(settings, 2, seed + index * GOLDEN_RATIO))
            .standings()
            .getFirst();
    return new Tally(first.wins(), first.losses(), first.ties());
  }
}
