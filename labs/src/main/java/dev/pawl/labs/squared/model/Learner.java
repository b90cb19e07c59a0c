package dev.pawl.labs.squared.model;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.engine.ForwardingImprover;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.engine.Version;
import dev.pawl.labs.evidence.Evidence;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// A model among those who propose, and how it learns: after each round in which recipes were
/// written, from nothing, by the best recipe of that round. Until there is a version, others
/// propose.
public final class Learner extends ForwardingImprover {

  /// The names of its proposers.
  public static final List<String> NAMES = proposers().stream().map(Proposer::name).toList();

  private static final String SPLIT = "search";

  private final Improver others;
  private final Set<String> names;
  private final Set<String> otherNames;
  private final School school;
  private final long seed;
  private final Past past = new Past();
  private @Nullable Author current;
  private @Nullable Author pupil;

  /// @param everybody divides tickets among all, those of [#proposers] too
  /// @param names of all
  /// @param others divides them among the others, while there is no version
  /// @param otherNames of the others
  /// @param start the recipes that the search starts from
  public Learner(
      Improver everybody,
      Set<String> names,
      Improver others,
      Set<String> otherNames,
      Learning learning,
      Scope scope,
      List<Recipe> start,
      Teacher teacher,
      long seed) {
    super(everybody);
    this.others = others;
    this.names = Set.copyOf(names);
    this.otherNames = Set.copyOf(otherNames);
    this.school =
        new School(learning, new RecipeTokens(scope, start.getFirst()), scope, start, teacher);
    this.seed = seed;
  }

  /// The proposers that are the model's, without a model.
  public static List<Proposer> proposers() {
    return List.of(
        new ModelProposer(false, Optional.empty(), Set.of()),
        new ModelProposer(true, Optional.empty(), Set.of()));
  }

  @Override
  public boolean canChoose(int eliteCount) {
    return current == null ? others.canChoose(eliteCount) : super.canChoose(eliteCount);
  }

  @Override
  public Proposer choose(Draw draw, int eliteCount) {
    Author author = current;
    if (author == null) {
      return others.choose(draw, eliteCount);
    }
    Proposer chosen = super.choose(draw, eliteCount);
    return chosen instanceof ModelProposer(boolean edits, var _, var _)
        ? new ModelProposer(edits, Optional.of(author), past.known())
        : chosen;
  }

  @Override
  public void learn(String proposer, boolean kept) {
    if (otherNames.contains(proposer)) {
      others.learn(proposer, kept);
    }
    if (names.contains(proposer)) {
      super.learn(proposer, kept);
    }
  }

  @Override
  public void weigh(Map<String, Double> weights) {
    super.weigh(weights);
    Map<String, Double> theirs = new TreeMap<>(weights);
    theirs.keySet().retainAll(otherNames);
    others.weigh(theirs);
  }

  @Override
  public void observe(Trial trial) {
    super.observe(trial);
    others.observe(trial);
    past.add(trial);
  }

  @Override
  public Optional<Lesson> learn(int round, Watch watch) {
    return past.hasRound(round)
        ? school.teach(past, round, Draw.of(seed, round, "recipe model"), watch)
        : Optional.empty();
  }

  @Override
  public void goOnFrom(Version version) {
    pupil = school.author(version);
  }

  @Override
  public void adopt(Version version) {
    current = school.author(version);
  }

  /// What the newest version writes, and how many recipes of each proposer came to be in the best
  /// quarter of the round.
  @Override
  public List<Measurement> measure(int round, ExecutorService workers) {
    Author author = pupil;
    if (author == null || !past.hasRound(round)) {
      return List.of();
    }
    Evidence evidence = school.ask(author, past, Draw.of(seed, round, "recipe model measured"));
    List<Measurement> all = new ArrayList<>();
    double of = evidence.samples();
    Cost cost = Cost.flops(evidence.flops());
    all.add(
        new Measurement(SPLIT, "valid share of the model", evidence.legal() / of, List.of(), cost));
    all.add(
        new Measurement(
            SPLIT, "novel share of the model", evidence.novel() / of, List.of(), Cost.NONE));
    Map<String, int[]> counts = past.inBestQuarter(round);
    hits(counts, true).ifPresent(all::add);
    hits(counts, false).ifPresent(all::add);
    return all;
  }

  /// The results are how many were in the best quarter, and how many there were.
  private static Optional<Measurement> hits(Map<String, int[]> counts, boolean model) {
    double tickets = 0;
    double hits = 0;
    for (Map.Entry<String, int[]> each : counts.entrySet()) {
      if (NAMES.contains(each.getKey()) == model) {
        tickets += each.getValue()[0];
        hits += each.getValue()[1];
      }
    }
    return tickets == 0
        ? Optional.empty()
        : Optional.of(
            new Measurement(
                SPLIT,
                "best quarter, of %s".formatted(model ? "the model" : "the others"),
                hits / tickets,
                List.of(hits, tickets),
                Cost.NONE));
  }
}
