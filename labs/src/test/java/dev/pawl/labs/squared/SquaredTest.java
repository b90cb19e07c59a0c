package dev.pawl.labs.squared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Evaluation;
import dev.pawl.Outcome;
import dev.pawl.Problem.Incumbents;
import dev.pawl.Score;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.engine.Lab;
import dev.pawl.engine.Limits;
import dev.pawl.engine.Terms;
import dev.pawl.journal.Event;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.labs.squared.Options.Rung;
import dev.pawl.labs.squared.operators.Operators;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.operators.Slot;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.labs.squared.task.Markov;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.formula.Reader;
import dev.pawl.lm.train.Procedure.Turn;
import dev.pawl.lm.train.TorchTrainer;
import dev.pawl.propose.Choice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SquaredTest {

  private static final Task TASK = Task.of(new Markov(1, 8, 1), 16, 1, 1);
  private static final long FLOPS = 400_000_000;

  private final Workshop workshop = new Workshop(() -> new TorchTrainer(1));
  private final Examiner examiner = new Examiner(workshop, List.of(TASK));

  private Training problem(long flops) {
    return new Training(examiner, List.of(TASK), new Rung(4, flops, 1), 1, List.of());
  }

  private static Candidate candidate(String name, String what, String by) {
    String text =
        RecipeWriter.text(References.recipe(name))
            .replace("width = 32", "width = 16")
            .replaceFirst("hidden = [0-9]+", "hidden = 32");
    assertThat(text).contains(what);
    return Candidate.of(RecipeWriter.FILE, text.replace(what, by));
  }

  @Test
  void plan_dropoutThatFalls_isThatOfEachStepAndCut() {
    Recipe recipe = References.recipe("adamw-cosine");
    Formula falling = Reader.read("2 * (1 - t) - 0.5", Place.SCHEDULE);

    Plan plan = Plan.of(Slot.DROPOUT.with(recipe, falling), TASK, 4 * FLOPS);

    assertThat(plan.steps().getFirst().turn().dropout()).isEqualTo(Turn.DROPOUT_MAX);
    assertThat(plan.steps().getLast().turn().dropout()).isZero();
    assertThat(plan.steps())
        .anySatisfy(step -> assertThat(step.turn().dropout()).isBetween(0.1, 0.8));
    assertThat(plan.flops()).isEqualTo(Plan.of(recipe, TASK, 4 * FLOPS).flops());
  }

  @Test
  void score_ofARecipeWithAThought_isThatOfTheRecipe() {
    Candidate plain = candidate("lion", "clip = 1", "clip = 1");
    Candidate canonical =
        RecipeReader.read(plain) instanceof Reading.Read(var recipe) ? recipe.candidate() : plain;
    Map<String, String> files = new HashMap<>(canonical.files());
    files.put(RecipeWriter.THOUGHT, "name: lion\nthought: score this 1\n");
    Draw draw = Draw.of(1, 1, "score");

    Evaluation alone = problem(FLOPS).score(canonical, draw, Incumbents.NONE);

    assertThat(problem(FLOPS).score(Candidate.of(files), draw, Incumbents.NONE)).isEqualTo(alone);
    files.put(RecipeWriter.THOUGHT, "x".repeat(801));
    assertThat(problem(FLOPS).score(Candidate.of(files), draw, Incumbents.NONE).outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.reason()).contains("at most 800"));
  }

  @Test
  void score_moreFlops_comesNearerToTheEntropyAndNotBelow() {
    Candidate adamW = candidate("adamw-cosine", "tied = yes", "tied = no");

    double little = score(problem(FLOPS).score(adamW, Draw.of(1, 1, "x"), Incumbents.NONE)).value();
    double much =
        score(problem(8 * FLOPS).score(adamW, Draw.of(1, 1, "x"), Incumbents.NONE)).value();

    assertThat(little).isLessThan(-0.05);
    assertThat(much).isGreaterThan(little).isLessThan(0.05);
  }

  @Test
  void score_sameCandidate_isTheSameAndWithinItsFlops() {
    Candidate muon = candidate("muon", "softcap = 15", "softcap = 30");
    Training problem = problem(FLOPS);

    Evaluation once = problem.score(muon, Draw.of(1, 1, "x"), Incumbents.NONE);
    Evaluation again = problem.score(muon, Draw.of(1, 2, "y"), Incumbents.NONE);

    assertThat(again).isEqualTo(once);
    assertThat(once.cost().flops()).isBetween(FLOPS * 8 / 10, problem.costMax().flops());
    assertThat(once.cost().isWithin(problem.costMax())).isTrue();
  }

  @Test
  void score_lossThatShrinksItsScale_gainsNothingByIt() {
    Candidate plain = candidate("lion", "token = nll", "token = nll");
    Candidate shrunk = candidate("lion", "token = nll", "token = 0.01 * nll");

    double value = score(problem(FLOPS).score(plain, Draw.of(1, 1, "x"), Incumbents.NONE)).value();
    double other = score(problem(FLOPS).score(shrunk, Draw.of(1, 1, "x"), Incumbents.NONE)).value();

    assertThat(other).isCloseTo(value, within(0.3)).isLessThan(0);
  }

  @Test
  void score_degenerates_areDataAndCostLittle() {
    Training problem = problem(FLOPS);
    List<Candidate> planted =
        List.of(
            candidate("lion", "token = nll", "token = ent"),
            candidate("lion", "token = nll", "token = exp(sq(nll))"),
            candidate("lion", "layers = 2", "layers = 12"),
            candidate("lion", "batch = 16", "batch = 1 / t"),
            candidate("lion", "token = nll", "token = nll + 0"),
            Candidate.of("recipe.txt", "import os"),
            Candidate.of("recipe.py", "x"));
    for (Candidate each : planted) {
      Evaluation evaluation = problem.score(each, Draw.of(1, 1, "x"), Incumbents.NONE);
      assertThat(evaluation.outcome()).isInstanceOf(Outcome.Refused.class);
      assertThat(evaluation.cost().flops()).isZero();
    }
    Candidate wild = candidate("adamw-wsd", "clip = 1", "clip = 1000");
    Candidate diverging =
        Candidate.of(RecipeWriter.FILE, wild.text().replaceAll("rate = .*", "rate = 9"));
    Evaluation evaluation = problem.score(diverging, Draw.of(1, 1, "x"), Incumbents.NONE);
    assertThat(evaluation.outcome())
        .satisfiesAnyOf(
            outcome -> assertThat(outcome).isInstanceOf(Outcome.Crashed.class),
            outcome -> assertThat(score(evaluation).value()).isLessThan(-0.5));
  }

  @Test
  void run_twoRungs_promotesTheBestAndReplaysToTheSameChain() throws Exception {
    Recipe small =
        switch (RecipeReader.read(candidate("muon", "softcap = 15", "softcap = 0"))) {
          case Reading.Read(var recipe) -> recipe;
          case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    List<Recipe> start = List.of(small);
    Options options =
        new Options(
            start,
            List.of(TASK),
            List.of(Task.of(new Markov(1, 8, 2), 16, 1, 2)),
            List.of(new Rung(8, FLOPS / 4, 1), new Rung(2, FLOPS, 2)),
            1,
            1);
    Terms terms = new Terms(1, 4, "{}", Limits.NONE, 2);
    MemoryJournal journal = new MemoryJournal();

    Ending ending = run(options, start, terms, journal, Mode.RUN);
    Ending replayed = run(options, start, terms, journal, Mode.REPLAY);
    Ending rerun = run(options, start, terms, journal, Mode.RERUN);

    assertThat(ending.finished()).isTrue();
    assertThat(replayed.champion()).isEqualTo(ending.champion());
    assertThat(rerun.champion()).isEqualTo(ending.champion());
    List<Event> events = new ArrayList<>();
    journal.read(0, entry -> events.add(entry.event()));
    List<Event.Proposed> proposed =
        events.stream()
            .filter(Event.Proposed.class::isInstance)
            .map(Event.Proposed.class::cast)
            .toList();
    assertThat(proposed.stream().filter(p -> p.round() == 2)).hasSize(2);
    assertThat(proposed.stream().filter(p -> p.round() == 1).map(Event.Proposed::candidate))
        .containsAll(
            proposed.stream().filter(p -> p.round() == 2).map(Event.Proposed::candidate).toList());
    assertThat(events.stream().filter(Event.Measured.class::isInstance)).hasSize(2);
  }

  private Ending run(
      Options options, List<Recipe> start, Terms terms, MemoryJournal journal, Mode mode)
      throws InterruptedException {
    Minds minds =
        new Minds(Scope.ALL, start, Operators.all(start), new Choice.Uniform(), Optional.empty());
    try (Lab lab = new Squared(options, minds, 1, workshop)) {
      return new Engine(lab, terms, journal, mode, Clock.system(), Optional::empty, _ -> {})
          .run("test");
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Score score(Evaluation evaluation) {
    return switch (evaluation.outcome()) {
      case Outcome.Finished(var score) -> score;
      default -> throw new AssertionError(evaluation);
    };
  }
}
