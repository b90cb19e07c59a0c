package dev.pawl.labs.redqueen;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Evaluation;
import dev.pawl.Outcome;
import dev.pawl.Problem;
import dev.pawl.Score;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.Arena.Bout;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.labs.redqueen.operators.RedcodeText.Reading;
import java.util.ArrayList;
import java.util.List;

/// The problem of one round: survive all opponents, in melees with all of them at once as in the
/// paper, or in duels with one after the other. Deterministic: the draw is not used, since all
/// candidates meet the same battles.
///
/// With racing, a candidate whose mean so far plus [#RACE_ERRORS] standard errors stays below its
/// cell's incumbent is stopped; it could only have been admitted by great luck, and most candidates
/// are such. The traits are the means over the first [#TRACED] battles, since tracing makes a
/// battle much longer.
final class Survival implements Problem {

  private static final int TRACED = 5;
  private static final double RACE_ERRORS = 3;

  private final Options options;
  private final Arena arena;
  private final List<Warrior> opponents;
  private final List<Candidate> seeds;
  private final int battles;
  private final Bounds bounds;
  private final Cost costMax;

  Survival(Options options, Arena arena, List<Warrior> opponents, List<Candidate> seeds) {
    this.options = options;
    this.arena = arena;
    this.opponents = List.copyOf(opponents);
    this.seeds = List.copyOf(seeds);
    long cycles = options.settings().cycles();
    boolean melee = options.format() == Options.Format.MELEE;
    int fighters = melee ? opponents.size() + 1 : 2;
    battles = melee ? options.battles() : options.battles() * opponents.size();
    bounds = new Bounds(0, fighters);
    costMax = new Cost(1, battles * cycles * fighters);
  }

  @Override
  public List<Candidate> seeds() {
    return seeds;
  }

  @Override
  public Cost costMax() {
    return costMax;
  }

  @Override
  public Evaluation score(Candidate candidate, Draw draw, Incumbents incumbents) {
    Warrior warrior;
    switch (RedcodeText.read(candidate)) {
      case Reading.Read(var read) -> warrior = read;
      case Reading.Unreadable(var reason) -> {
        return refused(reason);
      }
    }
    int lengthMax = options.longest();
    if (warrior.code().size() > lengthMax) {
      return refused("%d instructions; the most is %d".formatted(warrior.code().size(), lengthMax));
    }
    Bout bout = fight(warrior, soFar -> !options.race() || worthIt(soFar, incumbents));
    Cost cost = new Cost(1, bout.instructions());
    Score score =
        new Score(
            Math.clamp(bout.mean(), bounds.min(), bounds.max()),
            bounds,
            bout.fitness(),
            bout.traits(),
            "survived %d of %d battles".formatted(bout.survived(), bout.battles()));
    Outcome outcome =
        bout.battles() == battles
            ? new Outcome.Finished(score)
            : new Outcome.Eliminated(score, "behind after %d battles".formatted(bout.battles()));
    return new Evaluation(outcome, cost);
  }

  private Bout fight(Warrior warrior, Arena.Watch watch) {
    return switch (options.format()) {
      case MELEE -> {
        List<Warrior> warriors = new ArrayList<>(opponents.size() + 1);
        warriors.add(warrior);
        warriors.addAll(opponents);
        yield arena.melees(warriors, options.battles(), TRACED, watch);
      }
      case DUELS -> arena.duels(warrior, opponents, options.battles(), TRACED, watch);
    };
  }

  private static Evaluation refused(String reason) {
    return new Evaluation(new Outcome.Refused(reason), Cost.NONE);
  }

  private static boolean worthIt(Bout soFar, Incumbents incumbents) {
    return soFar.battles() < TRACED
        || soFar.mean() + RACE_ERRORS * soFar.error() >= incumbents.toBeat(soFar.traits());
  }
}
