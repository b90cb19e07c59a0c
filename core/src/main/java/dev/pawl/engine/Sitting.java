package dev.pawl.engine;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.engine.Proving.Pairing;
import dev.pawl.engine.Proving.Played;
import dev.pawl.engine.Proving.Side;
import dev.pawl.engine.Proving.Trapped;
import dev.pawl.gate.Evidence;
import dev.pawl.gate.Observation;
import dev.pawl.gate.Trial;
import dev.pawl.gate.Verdict.Undecided;
import dev.pawl.gate.split.Opened;
import dev.pawl.gate.split.Opened.Item;
import dev.pawl.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// One attempt on tasks that were opened for it: plays them in batches until there is a verdict, or
/// takes from the journal what came of them.
final class Sitting {

  /// Tasks between two looks at whether to stop, and in one event.
  private static final int BATCH = 16;

  private final String holdOut;
  private final Trial trial;
  private final boolean costGuarded;
  private final Opened<Draw> opened;
  private final Pairing pairing;
  private final Surroundings around;
  private final Consumer<Cost> decides;
  private final List<Observation> seen = new ArrayList<>();
  private int behind;

  /// @param costGuarded whether the plan has a guard on the cost of each task
  /// @param decides charges what the tasks cost
  Sitting(
      String holdOut,
      Trial trial,
      boolean costGuarded,
      Opened<Draw> opened,
      Pairing pairing,
      Surroundings around,
      Consumer<Cost> decides) {
    this.holdOut = holdOut;
    this.trial = trial;
    this.costGuarded = costGuarded;
    this.opened = opened;
    this.pairing = pairing;
    this.around = around;
    this.decides = decides;
  }

  /// What was observed so far.
  List<Observation> seen() {
    return seen;
  }

  /// Observes until there is a verdict; false if it had to stop before.
  boolean finish() {
    while (trial.verdict() instanceof Undecided) {
      Event.Observed batch = around.known(Event.Observed.class);
      if (batch != null) {
        behind += BATCH; // these need not be drawn unless others follow
      } else if (around.mayNotGoOn()) {
        return false;
      } else {
        batch = play();
      }
      take(batch);
    }
    return true;
  }

  /// Takes what comes before the verdict. What was played behind it does not count; if the journal
  /// says that it does, the journal is wrong.
  private void take(Event.Observed batch) {
    List<Observation> taken = new ArrayList<>();
    for (Observation observation : batch.observations()) {
      if (trial.verdict() instanceof Undecided) {
        trial.observe(observation);
        taken.add(observation);
      }
    }
    seen.addAll(taken);
    around.durably(new Event.Observed(holdOut, batch.attempt(), taken, batch.cost()));
    decides.accept(batch.cost());
    around.tell().accept(words());
  }

  private Event.Observed play() {
    for (; behind > 0; behind--) {
      opened.next();
    }
    List<Item<Draw>> items = new ArrayList<>();
    List<Draw> tasks = new ArrayList<>();
    while (items.size() < BATCH && opened.hasNext()) {
      Item<Draw> item = opened.next();
      items.add(item);
      if (item instanceof Item.Task<Draw>(var _, var draw)) {
        tasks.add(draw);
      }
    }
    List<Played> played = pairing.play(tasks, around.workers());
    Cost cost = played.stream().map(Played::cost).reduce(Cost.NONE, Cost::plus);
    List<Observation> observations = new ArrayList<>();
    int next = 0;
    for (Item<Draw> item : items) {
      switch (item) {
        case Item.Task<Draw>(int number, var _) -> {
          Played each = played.get(next++);
          observations.add(
              new Observation.Pair(
                  number, side(each.champion(), costGuarded), side(each.contender(), costGuarded)));
        }
        case Item.Trap<Draw>(String name, Draw draw) -> {
          Trapped trapped = pairing.trap(draw);
          observations.add(new Observation.Canary(name, trapped.solved()));
          cost = cost.plus(trapped.cost());
        }
      }
    }
    return new Event.Observed(holdOut, evidence().attempt(), observations, cost);
  }

  /// @param costGuarded whether its cost is looked at
  static Observation.Side side(Side side, boolean costGuarded) {
    return switch (side) {
      case Side.Missing(var reason) -> new Observation.Side.Missing(reason);
      case Side.Scored(double score, double cost) ->
          new Observation.Side.Scored(score, costGuarded ? List.of(cost) : List.of());
    };
  }

  private Evidence evidence() {
    return trial.verdict().evidence();
  }

  private String words() {
    return String.format(
        Locale.ROOT,
        "%s, attempt %d: %d tasks, e-value %.3g of %.3g",
        holdOut,
        evidence().attempt(),
        evidence().tasks(),
        StrictMath.exp(evidence().logWealth()),
        1 / evidence().level());
  }
}
