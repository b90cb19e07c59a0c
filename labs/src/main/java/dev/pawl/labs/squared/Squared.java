package dev.pawl.labs.squared;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Elite;
import dev.pawl.archive.Archive;
import dev.pawl.archive.Tournament;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Lab;
import dev.pawl.engine.Proving;
import dev.pawl.labs.programs.writer.Asking;
import dev.pawl.labs.programs.writer.RemoteModels;
import dev.pawl.labs.squared.Examiner.Exam;
import dev.pawl.labs.squared.Options.Rung;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.labs.squared.recipe.Reversal;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.labs.squared.writer.RecipeWriting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The search for recipes: successive halving (Jamieson and Talwalkar 2016), a rung each round. In
/// the first rung proposers write recipes, and short trainings score them; the best of a rung are
/// the candidates of the next, whose trainings are longer and have other seeds. After the last rung
/// the next bracket begins, from the recipes that people wrote and the champions so far.
///
/// The first bracket may be that of people: their recipes with several learning rates, in as many
/// trainings as every other bracket has. Its champion is the reference that all others are measured
/// and proved against.
///
/// A lab is used by one run at a time: what survives a rung is read from the rung's archive.
public final class Squared implements Lab, Asking {

  private static final int RIVALS = 3;

  /// Seeds of one rung never meet those of another, nor those that champions are measured with.
  private static final long SEEDS_APART = 1000;

  private static final String BASELINE = References.TRAINING.getFirst();

  private final Options options;
  private final Minds minds;
  private final long seed;
  private final Workshop workshop;
  private final Examiner examiner;
  private @Nullable Archive rungBefore;

  /// @param minds who proposes in the first rung
  /// @param seed of the run
  public Squared(Options options, Minds minds, long seed) {
    this(options, minds, seed, Workshop.ofProcesses());
  }

  Squared(Options options, Minds minds, long seed, Workshop workshop) {
    this.options = options;
    this.minds = minds;
    this.seed = seed;
    this.workshop = workshop;
    this.examiner =
        new Examiner(
            workshop, Stream.concat(options.search().stream(), options.select().stream()).toList());
  }

  @Override
  public Optional<RemoteModels> models() {
    return minds.remote();
  }

  @Override
  public long promptBytesMax() {
    return RecipeWriting.PROMPT_BYTES_MAX;
  }

  @Override
  public String name() {
    return "squared";
  }

  @Override
  public int rounds() {
    return options.rounds();
  }

  @Override
  public Improver improver() {
    return minds.improver(workshop, seed);
  }

  @Override
  public Round round(int number, List<Candidate> champions) {
    int step = (number - 1) % options.rungs().size();
    Rung rung = options.rungs().get(step);
    List<Candidate> seeds = step == 0 ? beginning(champions) : survivors(rung.candidates());
    long tickets = step == 0 ? Math.max(rung.candidates(), seeds.size()) : seeds.size();
    Archive archive = new Tournament(Math.toIntExact(tickets), RIVALS, Tournament.Dies.WORST);
    rungBefore = archive;
    long firstSeed = seed * SEEDS_APART * SEEDS_APART + number * SEEDS_APART;
    return new Round(
        new Training(examiner, options.search(), rung, firstSeed, seeds), archive, tickets);
  }

  /// How many tickets round `number` has at most. How many candidates survive a rung is known only
  /// when it is over.
  public long ticketsMost(int number) {
    int rungs = options.rungs().size();
    long candidates = options.rungs().get((number - 1) % rungs).candidates();
    boolean begins = (number - 1) % rungs == 0;
    return begins
        ? Math.max(candidates, options.start().size() + (number - 1) / rungs)
        : candidates;
  }

  /// What one candidate of round `number` can cost at most.
  public Cost costMost(int number) {
    Rung rung = options.rungs().get((number - 1) % options.rungs().size());
    return new Training(examiner, options.search(), rung, 0, List.of()).costMax();
  }

  private List<Candidate> beginning(List<Candidate> champions) {
    if (options.tuned() && champions.isEmpty()) {
      return Tuned.grid(options.start(), options.rungs().getFirst().candidates()).stream()
          .map(Recipe::candidate)
          .toList();
    }
    List<Candidate> seeds = new ArrayList<>();
    options.start().forEach(recipe -> seeds.add(recipe.candidate()));
    for (int i = options.rungs().size() - 1; i < champions.size(); i += options.rungs().size()) {
      seeds.add(champions.get(i));
    }
    return seeds.stream().distinct().toList();
  }

  private List<Candidate> survivors(int most) {
    if (rungBefore == null) {
      throw new IllegalStateException("a rung was asked for before the one below it");
    }
    return rungBefore.elites().stream()
        .sorted(Archive.BEST_FIRST)
        .limit(most)
        .map(Elite::candidate)
        .toList();
  }

  /// The champion of a bracket on the tasks that the search never meets, beside the reference; and
  /// how few FLOPs it needs for what the reference reaches.
  @Override
  public List<Measurement> measure(List<Candidate> champions, ExecutorService workers) {
    if (!endsBracket(champions)) {
      return List.of();
    }
    Recipe champion = recipe(champions.getLast());
    Optional<Recipe> tuned = tuned(champions).filter(_ -> champions.size() > rungs());
    Recipe reference = tuned.orElseGet(() -> References.recipe(BASELINE));
    List<Measurement> measured = new ArrayList<>();
    if (!options.select().isEmpty()) {
      String name = tuned.isPresent() ? "the tuned reference" : BASELINE;
      measured.addAll(beside(champion, reference, name, workers));
      if (tuned.isPresent() && options.reversals()) {
        measured.addAll(reversals(champion, reference, workers));
      }
    }
    if (tuned.isPresent() && !champion.equals(reference)) {
      options
          .sealing()
          .filter(sealing -> sealing.reachSeeds() > 0)
          .ifPresent(sealing ->
              measured.addAll(
                  Reach.measure(examiner, sealing, reference, champion, seed, workers)));
    }
    return measured;
  }

  /// The champion of a bracket is proved on sealed tasks; the baseline is the reference, tuned.
  @Override
  public Optional<Proving<Candidate>> proving(List<Candidate> champions) {
    if (!endsBracket(champions)) {
      return Optional.empty();
    }
    Recipe baseline = tuned(champions).orElseGet(() -> recipe(champions.get(rungs() - 1)));
    return options
        .sealing()
        .map(sealing ->
            (champion, contender) ->
                new ProvenRecipes(
                    examiner, sealing, baseline, recipe(champion), recipe(contender)));
  }

  private int rungs() {
    return options.rungs().size();
  }

  private boolean endsBracket(List<Candidate> champions) {
    return champions.size() % rungs() == 0;
  }

  /// The best recipe of people; empty if none was tuned.
  private Optional<Recipe> tuned(List<Candidate> champions) {
    return options.tuned() ? Optional.of(recipe(champions.get(rungs() - 1))) : Optional.empty();
  }

  private static Recipe recipe(Candidate champion) {
    return switch (RecipeReader.read(champion)) {
      case Reading.Read(var recipe) -> recipe;
      case Reading.Unreadable unreadable ->
          throw new IllegalStateException("a champion is no recipe: " + unreadable.reason());
    };
  }

  private List<Measurement> beside(
      Recipe champion, Recipe reference, String name, ExecutorService workers) {
    List<Exam> own = exams(champion, options.selectSeeds(), workers);
    List<Exam> others = exams(reference, options.selectSeeds(), workers);
    List<Double> gains = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      gains.add(others.get(i).excess() - own.get(i).excess());
    }
    List<Double> excess = own.stream().map(Exam::excess).toList();
    return List.of(
        measurement("select", "excess bits", excess, cost(own)),
        measurement("select", "gain over " + name, gains, cost(others)));
  }

  /// What each line brought in which the champion differs from the reference: the excess without
  /// it, less that of the champion.
  private List<Measurement> reversals(Recipe champion, Recipe reference, ExecutorService workers) {
    List<Reversal> legal =
        Reversal.of(reference, champion).stream().filter(r -> r.recipe().isPresent()).toList();
    if (legal.isEmpty()) {
      return List.of();
    }
    List<Measurement> measured = new ArrayList<>();
    List<Exam> own = exams(champion, 1, workers);
    Cost before = cost(own); // charged with the first
    for (Reversal reversal : legal) {
      List<Exam> back = exams(reversal.recipe().orElseThrow(), 1, workers);
      List<Double> lost = new ArrayList<>();
      for (int i = 0; i < back.size(); i++) {
        lost.add(back.get(i).excess() - own.get(i).excess());
      }
      measured.add(measurement("reversal", reversal.key(), lost, cost(back).plus(before)));
      before = Cost.NONE;
    }
    return measured;
  }

  private static Measurement measurement(
      String split, String name, List<Double> results, Cost cost) {
    double mean = results.stream().mapToDouble(r -> r).average().orElse(0);
    return new Measurement(split, name, mean, results, cost);
  }

  private static Cost cost(List<Exam> exams) {
    return Cost.flops(exams.stream().mapToLong(Exam::flops).sum());
  }

  private List<Exam> exams(Recipe recipe, int seeds, ExecutorService workers) {
    long flops = options.rungs().getLast().flops();
    List<Callable<Exam>> trainings = new ArrayList<>();
    for (Task task : options.select()) {
      for (int i = 0; i < seeds; i++) {
        long at = i;
        trainings.add(() -> examiner.examOrNot(recipe, task, flops, at));
      }
    }
    return Examiner.inTurn(trainings, workers);
  }

  @Override
  public void close() {
    minds.remote().ifPresent(RemoteModels::close);
    workshop.close();
  }
}
