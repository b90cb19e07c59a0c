package dev.pawl.labs.redqueen;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Proving.Pairing;
import dev.pawl.engine.Proving.Played;
import dev.pawl.engine.Proving.Reported;
import dev.pawl.engine.Proving.Side;
import dev.pawl.engine.Proving.Trapped;
import dev.pawl.labs.redqueen.SealedDuels.Fared;
import dev.pawl.labs.redqueen.model.Author;
import dev.pawl.labs.redqueen.model.Writer.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/// Two versions of a model: for each task each writes one warrior from nothing, with the same
/// chance, and both warriors fight the same sealed duel. What is no warrior scores 0. The cost of a
/// side are the FLOPs of its writing.
///
/// @param met opponents that the search knows
record ProvenAuthors(
    SealedDuels sealed, Settings settings, Author champion, Author contender, List<Warrior> met)
    implements Pairing {

  private static final int REPORTED = 48;

  @Override
  public double championSize() {
    return 1;
  }

  /// All versions of a run have the same shape.
  @Override
  public double contenderSize() {
    return 1;
  }

  @Override
  public Reported reported() {
    if (met.isEmpty()) {
      return Reported.NOTHING;
    }
    double sum = 0;
    Cost cost = Cost.NONE;
    for (int i = 0; i < REPORTED; i++) {
      Draw task = Draw.of(0, i, "reported");
      Written written = write(contender, task);
      cost = cost.plus(Cost.flops(written.flops()));
      Optional<Warrior> warrior = warrior(written);
      if (warrior.isPresent()) {
        Fared fared = sealed.fight(warrior.get(), met.get(i % met.size()), task);
        sum += fared.score();
        cost = cost.plus(fared.cost());
      }
    }
    return new Reported(OptionalDouble.of(sum / REPORTED), cost);
  }

  @Override
  public List<Played> play(List<Draw> tasks, ExecutorService workers) {
    List<Callable<Played>> duels = new ArrayList<>();
    tasks.forEach(task -> duels.add(() -> play(task)));
    return SealedDuels.all(duels, workers);
  }

  private record One(Side.Scored side, Cost cost) {}

  private Played play(Draw task) {
    One own = play(contender, task);
    if (champion.equals(contender)) {
      return new Played(own.side(), own.side(), own.cost());
    }
    One other = play(champion, task);
    return new Played(other.side(), own.side(), own.cost().plus(other.cost()));
  }

  private One play(Author author, Draw task) {
    Written written = write(author, task);
    Cost writing = Cost.flops(written.flops());
    Optional<Warrior> warrior = warrior(written);
    if (warrior.isEmpty()) {
      return new One(new Side.Scored(0, written.flops()), writing);
    }
    Fared fared = sealed.fight(warrior.get(), task);
    return new One(new Side.Scored(fared.score(), written.flops()), writing.plus(fared.cost()));
  }

  private static Written write(Author author, Draw task) {
    return author.write(1, task.purpose("author")).getFirst();
  }

  private Optional<Warrior> warrior(Written written) {
    return written.warrior().filter(warrior -> warrior.code().size() <= settings.length());
  }

  @Override
  public Trapped trap(Draw task) {
    return warrior(write(contender, task))
        .map(warrior -> sealed.trap(warrior, task))
        .orElse(new Trapped(false, Cost.NONE));
  }
}
