package dev.pawl.labs.redqueen;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Proving.Pairing;
import dev.pawl.engine.Proving.Played;
import dev.pawl.engine.Proving.Reported;
import dev.pawl.engine.Proving.Side;
import dev.pawl.engine.Proving.Trapped;
import dev.pawl.labs.redqueen.SealedDuels.Fared;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/// Two champions in the same sealed duels.
///
/// @param met the opponents that the contender was chosen against
record ProvenWarriors(SealedDuels sealed, Warrior champion, Warrior contender, List<Warrior> met)
    implements Pairing {

  private static final int REPORTED_MIN = 20;

  @Override
  public double championSize() {
    return champion.code().size();
  }

  @Override
  public double contenderSize() {
    return contender.code().size();
  }

  @Override
  public Reported reported() {
    int duels = Math.ceilDiv(REPORTED_MIN, met.size()) * met.size();
    double sum = 0;
    long instructions = 0;
    for (int i = 0; i < duels; i++) {
      Draw positions = Draw.of(0, i, "reported");
      Fared fared = sealed.fight(contender, met.get(i % met.size()), positions);
      sum += fared.score();
      instructions += fared.instructions();
    }
    return new Reported(OptionalDouble.of(sum / duels), new Cost(0, instructions));
  }

  @Override
  public List<Played> play(List<Draw> tasks, ExecutorService workers) {
    List<Callable<Played>> duels = new ArrayList<>();
    tasks.forEach(task -> duels.add(() -> play(task)));
    return SealedDuels.all(duels, workers);
  }

  private Played play(Draw task) {
    Fared own = sealed.fight(contender, task);
    Side side = new Side.Scored(own.score(), 0);
    if (champion.equals(contender)) {
      return new Played(side, side, own.cost());
    }
    Fared other = sealed.fight(champion, task);
    return new Played(new Side.Scored(other.score(), 0), side, own.cost().plus(other.cost()));
  }

  @Override
  public Trapped trap(Draw task) {
    return sealed.trap(contender, task);
  }
}
