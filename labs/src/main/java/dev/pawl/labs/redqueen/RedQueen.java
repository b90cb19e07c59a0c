package dev.pawl.labs.redqueen;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.archive.Axis;
import dev.pawl.archive.MapElites;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Lab;
import dev.pawl.engine.Proving;
import dev.pawl.labs.redqueen.model.Learning;
import dev.pawl.labs.redqueen.model.LearningImprover;
import dev.pawl.labs.redqueen.model.Mutating;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.labs.redqueen.operators.RedcodeText.Reading;
import dev.pawl.lm.train.Trainer;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// The arms race. Round t evolves a warrior against the ancestors and the last K champions, in a
/// MAP-Elites grid over how much it spawns and how far it spreads; the grid starts with the
/// ancestors, all former champions and some new random warriors, and its best becomes champion t.
public final class RedQueen implements Lab {

  /// Total spawned processes (TSP), the first trait.
  public static final Axis SPAWNED = Axis.of("spawned processes", 1, 10, 100, 1_000, 10_000);

  /// Memory coverage (MC), the second trait: addresses that ever had a process.
  public static final Axis COVERED = Axis.of("memory coverage", 10, 100, 500, 1_000, 4_000);

  private final Options options;
  private final List<Proposer> proposers;
  private final Choice choice;
  private final Proposer fresh;
  private final long seed;
  private final Arena arena;
  private final Optional<Tuition> tuition;
  private final SealedDuels sealed;

  /// How a model learns to propose.
  ///
  /// @param learning any arm that has a model
  /// @param trainer where it learns
  /// @param chosenOn opponents that the best of its samples is chosen on when it is measured
  public record Tuition(Learning learning, Trainer trainer, List<Warrior> chosenOn) {
    public Tuition {
      chosenOn = List.copyOf(chosenOn);
    }
  }

  /// @param proposers that tickets are divided among; with a model also some of
  ///   [LearningImprover#proposers]
  /// @param choice how they are divided
  /// @param fresh writes the new warriors that start each round
  /// @param tuition of the model; empty if there is none
  /// @param seed of the run
  public RedQueen(
      Options options,
      List<Proposer> proposers,
      Choice choice,
      Proposer fresh,
      Optional<Tuition> tuition,
      long seed) {
    this.options = options;
    this.proposers = List.copyOf(proposers);
    this.choice = choice;
    this.fresh = fresh;
    this.tuition = tuition;
    this.seed = seed;
    arena = new Arena(options.settings(), options.contestantsMax());
    sealed = new SealedDuels(arena, options.settings());
  }

  @Override
  public String name() {
    return "redqueen";
  }

  @Override
  public int rounds() {
    return options.rounds();
  }

  @Override
  public Improver improver() {
    return tuition
        .map(this::improver)
        .orElseGet(() -> Improver.fixed(new Portfolio(proposers, choice)));
  }

  @Override
  public void close() {
    tuition.ifPresent(t -> t.trainer().close());
  }

  private Improver improver(Tuition given) {
    Learning learning = given.learning();
    Capability exam =
        new Capability(
            arena,
            options.settings(),
            given.chosenOn(),
            options.select(),
            options.selectBattles(),
            learning.samples(),
            learning.bestOf(),
            Optional.of(sealed));
    List<Axis> axes = List.of(SPAWNED, COVERED);
    if (learning.arm() == Learning.Arm.RANDOM) {
      return new Mutating(new Portfolio(proposers, choice), axes, exam);
    }
    return new LearningImprover(
        learning, options.writing(), axes, proposers, choice, given.trainer(), exam, seed);
  }

  @Override
  public Round round(int number, List<Candidate> champions) {
    Survival survival =
        new Survival(options, arena, opponents(champions), seeds(number, champions));
    return new Round(survival, new MapElites(List.of(SPAWNED, COVERED)), options.tickets());
  }

  @Override
  public List<Measurement> measure(List<Candidate> champions, ExecutorService workers) {
    Duels duels = new Duels(arena, workers);
    Warrior champion = warrior(champions.getLast());
    List<Warrior> former =
        champions.subList(0, champions.size() - 1).stream().map(RedQueen::warrior).toList();
    List<Measurement> measured = new ArrayList<>();
    if (!former.isEmpty()) {
      measured.add(duels.measure(champion, "search", "duels", former, options.battles()));
    }
    if (!options.select().isEmpty()) {
      measured.add(
          duels.measure(
              champion, "select", "generality", options.select(), options.selectBattles()));
    }
    return measured;
  }

  @Override
  public Optional<Proving<Candidate>> proving(List<Candidate> champions) {
    List<Warrior> met = opponents(champions.subList(0, champions.size() - 1));
    return Optional.of(
        sealed.proving((champion, contender) ->
            new ProvenWarriors(sealed, warrior(champion), warrior(contender), met)));
  }

  private List<Warrior> opponents(List<Candidate> champions) {
    int from = Math.max(0, champions.size() - options.history());
    List<Warrior> opponents = new ArrayList<>(options.ancestors());
    champions.subList(from, champions.size()).forEach(champion -> opponents.add(warrior(champion)));
    return opponents;
  }

  private List<Candidate> seeds(int number, List<Candidate> champions) {
    List<Candidate> seeds = new ArrayList<>();
    for (int i = 0; i < options.fresh(); i++) {
      if (fresh.propose(List.of(), Draw.of(seed, number, "fresh " + i))
          instanceof Proposer.Proposal.Wrote(var candidate, var _)) {
        seeds.add(candidate);
      }
    }
    if (options.ancestorsBreed()) {
      options
          .ancestors()
          .forEach(ancestor -> seeds.add(RedcodeText.candidate(ancestor, options.settings())));
    }
    seeds.addAll(champions);
    return seeds.stream().distinct().limit(options.tickets()).toList();
  }

  private static Warrior warrior(Candidate champion) {
    return switch (RedcodeText.read(champion)) {
      case Reading.Read(var warrior) -> warrior;
      case Reading.Unreadable(var reason) ->
          throw new IllegalStateException("a champion is no warrior: " + reason);
    };
  }
}
