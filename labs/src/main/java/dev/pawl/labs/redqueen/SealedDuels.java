package dev.pawl.labs.redqueen;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.corewar.hill.Split;
import dev.pawl.engine.Proving;
import dev.pawl.engine.Proving.Pairing;
import dev.pawl.engine.Proving.Trapped;
import dev.pawl.labs.redqueen.Arena.Bout;
import dev.pawl.labs.redqueen.operators.Operators;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.labs.redqueen.operators.RedcodeText.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/// The sealed tasks of Core War, and the only way of this lab to the sealed split of the house
/// hill. A task is one duel: the opponent is a sealed warrior as often as one that is written for
/// the task alone, by the operator that knows the techniques of Core War; positions and who starts
/// come from the task too. The score is half the fitness, from 0 (dead at once) over 0.5 (both live
/// to the end) to 1.
///
/// There is a task that cannot be solved: a battle of one cycle in which the opponent moves first,
/// so that it cannot be made to execute anything that the other has written. Whoever wins that has
/// not won by fighting.
final class SealedDuels {

  private final Arena arena;
  private final Arena oneCycle;
  private final List<Warrior> bank;
  private final Proposer fresh;

  SealedDuels(Arena arena, Settings settings) {
    this.arena = arena;
    oneCycle =
        new Arena(
            Settings.of(
                settings.coreSize(),
                1,
                settings.processes(),
                settings.length(),
                settings.distance()),
            2);
    bank =
        Hill.house(Split.SEALED).warriors().stream()
            .filter(warrior -> warrior.code().size() <= settings.length())
            .toList();
    fresh =
        Operators.all(settings).stream()
            .filter(operator -> operator.name().equals("idiom"))
            .findFirst()
            .orElseThrow();
  }

  /// How a warrior fared.
  record Fared(double score, long instructions) {

    Cost cost() {
      return new Cost(0, instructions);
    }
  }

  /// Fights the task that `task` makes.
  Fared fight(Warrior warrior, Draw task) {
    return fight(warrior, opponent(task), task);
  }

  /// Fights a given opponent, with positions and start from `task`.
  Fared fight(Warrior warrior, Warrior opponent, Draw task) {
    long seed = task.purpose("positions").nextLong();
    Bout bout = arena.duel(warrior, opponent, seed, task.purpose("start").nextBoolean());
    return new Fared(Math.clamp(bout.mean() / 2, 0, 1), bout.instructions());
  }

  private Warrior opponent(Draw task) {
    boolean sealed = !bank.isEmpty() && task.purpose("kind").nextBoolean();
    if (!sealed
        && fresh.propose(List.of(), task.purpose("fresh"))
            instanceof Proposer.Proposal.Wrote(var candidate, var _)
        && RedcodeText.read(candidate) instanceof Reading.Read(var written)) {
      return written;
    }
    return fromBank(task);
  }

  private Warrior fromBank(Draw task) {
    if (bank.isEmpty()) {
      throw new IllegalStateException("no sealed warrior is short enough for this core");
    }
    return bank.get(task.purpose("opponent").nextInt(bank.size()));
  }

  /// A proving on these tasks.
  <T> Proving<T> proving(BiFunction<T, T, Pairing> pairing) {
    return new Proving<>() {
      @Override
      public Pairing pair(T champion, T contender) {
        return pairing.apply(champion, contender);
      }

      @Override
      public boolean hasTraps() {
        return !bank.isEmpty();
      }
    };
  }

  /// Whether `warrior` solves the task that cannot be solved.
  Trapped trap(Warrior warrior, Draw task) {
    long seed = task.purpose("positions").nextLong();
    Bout bout = oneCycle.duel(warrior, fromBank(task), seed, true);
    return new Trapped(bout.mean() > 1, new Cost(0, bout.instructions()));
  }

  /// What comes of all `work`, in its order.
  static <R> List<R> all(List<Callable<R>> work, ExecutorService workers) {
    try {
      List<R> results = new ArrayList<>();
      for (Future<R> each : workers.invokeAll(work)) {
        results.add(each.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sealed tasks were played", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a sealed task could not be played", e.getCause());
    }
  }
}
