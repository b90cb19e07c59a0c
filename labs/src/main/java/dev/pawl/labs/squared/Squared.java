package dev.pawl.labs.squared;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.archive.Archive;
import dev.pawl.archive.Tournament;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Lab;
import dev.pawl.labs.squared.Examiner.Exam;
import dev.pawl.labs.squared.Options.Rung;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The search for recipes: successive halving (Jamieson and Talwalkar 2016), a rung each round. In
/// the first rung proposers write recipes, and short trainings score them; the best of a rung are
/// the candidates of the next, whose trainings are longer and have other seeds. After the last rung
/// the next bracket begins, from the recipes that people wrote and the champions so far.
///
/// A lab is used by one run at a time: what survives a rung is read from the rung's archive.
public final class Squared implements Lab {

  private static final int RIVALS = 3;

  /// Seeds of one rung never meet those of another, nor those that champions are measured with.
  private static final long SEEDS_APART = 1000;

  private static final String BASELINE = References.TRAINING.getFirst();

  private final Options options;
  private final List<Proposer> proposers;
  private final Choice choice;
  private final long seed;
  private final Workshop workshop;
  private final Examiner examiner;
  private @Nullable Archive rungBefore;

  /// @param proposers of the first rung
  /// @param choice how tickets are divided among them
  /// @param seed of the run
  public Squared(Options options, List<Proposer> proposers, Choice choice, long seed) {
    this(options, proposers, choice, seed, Workshop.ofProcesses());
  }

  Squared(Options options, List<Proposer> proposers, Choice choice, long seed, Workshop workshop) {
    this.options = options;
    this.proposers = List.copyOf(proposers);
    this.choice = choice;
    this.seed = seed;
    this.workshop = workshop;
    this.examiner =
        new Examiner(
            workshop, Stream.concat(options.search().stream(), options.select().stream()).toList());
  }

  @Override
  public String name() {
    return "squared";
  }

  @Override
  public int rounds() {
    return options.brackets() * options.rungs().size();
  }

  @Override
  public Improver improver() {
    return new Observing(new Portfolio(proposers, choice));
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

  /// The champion of a bracket on the tasks that the search never meets, and beside it the recipe
  /// that most models are trained with.
  @Override
  public List<Measurement> measure(List<Candidate> champions, ExecutorService workers) {
    if (champions.size() % options.rungs().size() != 0 || options.select().isEmpty()) {
      return List.of();
    }
    Recipe champion =
        switch (RecipeReader.read(champions.getLast())) {
          case Reading.Read(var recipe) -> recipe;
          case Reading.Unreadable unreadable ->
              throw new IllegalStateException("a champion is no recipe: " + unreadable.reason());
        };
    List<Exam> own = exams(champion, workers);
    List<Exam> baseline = exams(References.recipe(BASELINE), workers);
    List<Double> gains = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      gains.add(baseline.get(i).excess() - own.get(i).excess());
    }
    List<Double> excess = own.stream().map(Exam::excess).toList();
    return List.of(
        measurement("excess bits", excess, cost(own)),
        measurement("gain over " + BASELINE, gains, cost(baseline)));
  }

  private static Measurement measurement(String name, List<Double> results, Cost cost) {
    double mean = results.stream().mapToDouble(r -> r).average().orElse(0);
    return new Measurement("select", name, mean, results, cost);
  }

  private static Cost cost(List<Exam> exams) {
    return Cost.flops(exams.stream().mapToLong(Exam::flops).sum());
  }

  private List<Exam> exams(Recipe recipe, ExecutorService workers) {
    long flops = options.rungs().getLast().flops();
    List<Callable<Exam>> trainings = new ArrayList<>();
    for (Task task : options.select()) {
      for (int i = 0; i < options.selectSeeds(); i++) {
        long at = i;
        trainings.add(() -> exam(recipe, task, flops, at));
      }
    }
    try {
      List<Exam> exams = new ArrayList<>();
      for (Future<Exam> each : workers.invokeAll(trainings)) {
        exams.add(each.get());
      }
      return exams;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a champion was measured", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a champion could not be measured", e.getCause());
    }
  }

  /// A recipe that cannot be carried out on a task has learned nothing of it.
  private Exam exam(Recipe recipe, Task task, long flops, long at) {
    try {
      return examiner.exam(recipe, task, flops, at);
    } catch (Plan.Unfit e) {
      return new Exam(task, at, Examiner.EXCESS_MAX, 0, Optional.of(e.reason()));
    }
  }

  @Override
  public void close() {
    workshop.close();
  }
}
