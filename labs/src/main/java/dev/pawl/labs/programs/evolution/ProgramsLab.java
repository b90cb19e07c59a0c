package dev.pawl.labs.programs.evolution;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Evaluation;
import dev.pawl.Outcome;
import dev.pawl.Problem;
import dev.pawl.Proposer;
import dev.pawl.archive.Archive;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Lab;
import dev.pawl.labs.programs.edit.JavaEdits;
import dev.pawl.labs.programs.model.Learner;
import dev.pawl.labs.programs.model.Learning;
import dev.pawl.labs.programs.numbers.Tuning;
import dev.pawl.labs.programs.task.ArchivePlan;
import dev.pawl.labs.programs.task.Task;
import dev.pawl.labs.programs.writer.Asking;
import dev.pawl.labs.programs.writer.Brief;
import dev.pawl.labs.programs.writer.RemoteModels;
import dev.pawl.lm.train.Trainer;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// Evolves the program of a task. A run of several rounds starts each new one with the champions
/// and the best elites of the round before, scored again.
public final class ProgramsLab implements Lab, Asking {

  private final Task task;
  private final Options options;
  private final List<Proposer> proposers;
  private final Choice choice;
  private final Scoring scoring;
  private final long seed;
  private final Optional<RemoteModels> models;
  private final Optional<Tuition> tuition;
  private @Nullable Archive last;

  /// How far a run goes.
  ///
  /// @param tickets of each round
  /// @param carried elites of a round that the next one starts with
  /// @param race among the best of a round
  record Options(int rounds, int tickets, int carried, ArchivePlan archive, Race race) {}

  /// How a model learns from the programs of a run.
  record Tuition(Learning learning, Trainer trainer) {}

  /// @param proposers that tickets are divided among
  /// @param choice how they are divided
  /// @param seed of the run
  /// @param models who write besides them
  /// @param tuition of the model among the proposers; empty if there is none
  ProgramsLab(
      Task task,
      Options options,
      List<Proposer> proposers,
      Choice choice,
      long seed,
      Optional<RemoteModels> models,
      Optional<Tuition> tuition) {
    this.task = task;
    this.options = options;
    this.proposers = List.copyOf(proposers);
    this.choice = choice;
    this.seed = seed;
    this.models = models;
    this.tuition = tuition;
    scoring = new Scoring(task, seed);
  }

  @Override
  public Optional<RemoteModels> models() {
    return models;
  }

  @Override
  public long promptBytesMax() {
    return RemoteModels.promptBytesMax(Brief.of(task));
  }

  /// What is improved.
  public Task task() {
    return task;
  }

  /// How its candidates are scored.
  public Scoring scoring() {
    return scoring;
  }

  @Override
  public String name() {
    return "programs";
  }

  @Override
  public int rounds() {
    return options.rounds();
  }

  @Override
  public Improver improver() {
    Portfolio portfolio = new Portfolio(proposers, choice);
    Improver improver =
        models
            .map(remote -> remote.improver(Brief.of(task), Optional.of(portfolio), seed))
            .orElseGet(() -> Improver.fixed(portfolio));
    boolean tunes = proposers.stream().anyMatch(each -> each.name().equals(Tuning.NAME));
    Improver tuning = tunes ? new Tuning(improver, task.surface(), List.of(task.seed())) : improver;
    return tuition.<Improver>map(given -> learner(tuning, given)).orElse(tuning);
  }

  private Learner learner(Improver behind, Tuition given) {
    return new Learner(
        behind,
        given.learning(),
        task.surface(),
        task.seed(),
        JavaEdits::compilesAsWell,
        given.trainer(),
        seed);
  }

  @Override
  public Round round(int number, List<Candidate> champions) {
    List<Candidate> seeds = new ArrayList<>(List.of(task.seed()));
    seeds.addAll(champions.reversed());
    if (last != null && number > 1) {
      last.elites().stream()
          .sorted(Archive.BEST_FIRST)
          .limit(options.carried())
          .map(Elite::candidate)
          .forEach(seeds::add);
    }
    List<Candidate> distinct = seeds.stream().distinct().limit(options.tickets()).toList();
    Archive archive = options.archive().open(task);
    last = archive;
    return new Round(new Search(distinct), archive, options.tickets());
  }

  @Override
  public int leaders() {
    return options.race().leaders();
  }

  @Override
  public List<Measurement> race(int round, List<Candidate> leaders, ExecutorService workers) {
    return options.race().run(scoring, round, leaders, workers);
  }

  /// Measures the seed and the champion in the same trials, which no search has seen: `noise` is
  /// the standard deviation of the seed's value, `gain` how much better the champion is.
  @Override
  public List<Measurement> measure(List<Candidate> champions, ExecutorService workers) {
    return Remeasured.of(scoring, champions.getLast(), workers);
  }

  @Override
  public void close() {
    models.ifPresent(RemoteModels::close);
    tuition.ifPresent(given -> given.trainer().close());
    task.assay().close();
  }

  private final class Search implements Problem {

    private final List<Candidate> seeds;

    Search(List<Candidate> seeds) {
      this.seeds = seeds;
    }

    @Override
    public List<Candidate> seeds() {
      return seeds;
    }

    @Override
    public Evaluation score(Candidate candidate, Draw draw, Incumbents incumbents) {
      Outcome outcome = scoring.score(candidate, draw, incumbents);
      return new Evaluation(
          outcome, outcome instanceof Outcome.Refused ? Cost.NONE : new Cost(1, 0));
    }

    @Override
    public Cost costMax() {
      return new Cost(1, 0);
    }
  }

  /// Why the scores of this run deserve less trust; empty if they do not.
  public Optional<String> doubt() {
    return task.lacks().isEmpty()
        ? Optional.empty()
        : Optional.of("scores of this task lack " + String.join("; ", task.lacks()));
  }
}
