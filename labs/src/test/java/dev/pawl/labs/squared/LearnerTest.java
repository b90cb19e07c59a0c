package dev.pawl.labs.squared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Bounds;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Outcome;
import dev.pawl.Proposer;
import dev.pawl.Proposer.Proposal;
import dev.pawl.Score;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.engine.Improver.Watch;
import dev.pawl.engine.Lab;
import dev.pawl.engine.Limits;
import dev.pawl.engine.Terms;
import dev.pawl.journal.Event;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.labs.squared.Options.Rung;
import dev.pawl.labs.squared.model.Learner;
import dev.pawl.labs.squared.model.Learning;
import dev.pawl.labs.squared.operators.Operators;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.labs.squared.task.Markov;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.formula.Reader;
import dev.pawl.lm.train.TorchTrainer;
import dev.pawl.propose.Choice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A model that writes losses of tokens: the shortest recipes, so that it learns in seconds.
class LearnerTest {

  private static final List<Recipe> START =
      Scope.OBJECTIVE.starts(List.of(References.recipe("adamw-cosine")));
  private static final Watch WATCH =
      new Watch() {
        @Override
        public void tell(String progress) {}

        @Override
        public double compute() {
          return 0;
        }

        @Override
        public boolean isStopWanted() {
          return false;
        }
      };

  private final Workshop workshop = new Workshop(() -> new TorchTrainer(1));

  private static Minds minds(long flops) {
    List<Proposer> all = new ArrayList<>(Operators.all(START, Scope.OBJECTIVE));
    all.addAll(Learner.proposers());
    Learning learning = new Learning(flops, 1, 256, 0.9, 1);
    return new Minds(Scope.OBJECTIVE, START, all, new Choice.Uniform(), Optional.of(learning));
  }

  private static Recipe with(String loss, String rate) {
    Recipe start = START.getFirst();
    return new Recipe(
        start.model(),
        start.data(),
        Reader.read(loss, Place.TOKEN),
        Optional.empty(),
        start.rule(),
        new Recipe.Schedule(
            Reader.read(rate, Place.SCHEDULE),
            start.schedule().decay(),
            1,
            start.schedule().dropout()));
  }

  private static Trial trial(int ticket, Recipe recipe, double value) {
    Outcome outcome =
        value < 0
            ? new Outcome.Crashed("diverged")
            : new Outcome.Finished(Score.of(value, Bounds.UNIT));
    return new Trial(ticket, 1, "formula", List.of(), recipe.candidate(), outcome, value > 0.5);
  }

  /// Losses with a share of `uni` were good, those with `ent` were not.
  private static List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (int i = 1; i <= 24; i++) {
      double share = i / 100.0;
      trials.add(trial(2 * i, with("nll + %s * uni".formatted(share), "0.01"), 0.6 + share));
      trials.add(trial(2 * i + 1, with("nll + %s * ent".formatted(share), "0.01"), 0.5 - share));
    }
    return trials;
  }

  @Test
  void weigh_whileThereIsNoVersion_isHeededToo() {
    Improver learner = minds(6_000_000_000L).improver(workshop, 1);
    assertThat(learner.weighable()).contains("formula", "model");

    learner.weigh(Map.of("formula", 0.0, "model", 5.0));

    assertThat(
            IntStream.range(0, 300)
                .mapToObj(i -> learner.choose(Draw.of(1, i, "choose"), 4).name()))
        .doesNotContain("formula", "model")
        .contains("number");
  }

  @Test
  void learn_fromARound_writesLegalNewRecipesLikeTheBetterOnes() {
    Improver learner = minds(6_000_000_000L).improver(workshop, 1);
    trials().forEach(learner::observe);

    Lesson lesson = learner.learn(1, WATCH).orElseThrow();

    assertThat(lesson.refused()).isEmpty();
    assertThat(lesson.lossAfter()).isLessThan(lesson.lossBefore() - 1);
    assertThat(lesson.recipe()).contains("\"by\":\"the best of round 1\"");
    assertThat(lesson.cost().flops()).isBetween(1_000_000_000L, 9_000_000_000L);
    assertThat(learner.learn(1, WATCH).orElseThrow().version()).isEqualTo(lesson.version());
    learner.goOnFrom(lesson.version());
    learner.adopt(lesson.version());
    Set<Object> known = new HashSet<>();
    trials().forEach(each -> known.add(each.candidate().id()));
    int uniform = 0;
    int entropy = 0;
    int wrote = 0;
    for (int i = 0; wrote < 20; i++) {
      assertThat(i).isLessThan(2000);
      Proposer proposer = learner.choose(Draw.of(1, i, "choose"), 1);
      if (!proposer.name().equals("model")) {
        continue;
      }
      Proposal proposal = proposer.propose(List.of(), Draw.of(1, i, "propose"));
      assertThat(proposal.cost().flops()).isPositive();
      assertThat(proposal.cost().isWithin(proposer.costMax())).isTrue();
      if (proposal instanceof Proposal.Wrote(var candidate, var _)) {
        assertThat(known).doesNotContain(candidate.id());
        assertThat(RecipeReader.read(candidate)).isInstanceOf(Reading.Read.class);
        Recipe recipe = ((Reading.Read) RecipeReader.read(candidate)).recipe();
        assertThat(Scope.OBJECTIVE.within(START.getFirst(), recipe)).isEqualTo(recipe);
        uniform += recipe.token().reads("uni") ? 1 : 0;
        entropy += recipe.token().reads("ent") ? 1 : 0;
        wrote++;
      }
    }
    assertThat(uniform).isGreaterThan(entropy);
    assertThat(learner.measure(1, java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()))
        .extracting(Lab.Measurement::name)
        .containsExactly(
            "valid share of the model", "novel share of the model", "best quarter, of the others");
  }

  @Test
  void edit_writesOnePartAnewAndLeavesTheOthers() {
    Improver learner = minds(6_000_000_000L).improver(workshop, 1);
    trials().forEach(learner::observe);
    learner.adopt(learner.learn(1, WATCH).orElseThrow().version());
    Recipe parent = with("nll + 0.5 * uni", "0.02"); // outside of the scope, the rate is the base's
    Elite elite = new Elite(parent.candidate(), Score.of(0.5, Bounds.UNIT), 1);
    int wrote = 0;
    for (int i = 0; i < 400 && wrote < 3; i++) {
      Proposer proposer = learner.choose(Draw.of(1, i, "choose"), 1);
      if (proposer.name().equals("model-edit")
          && proposer.propose(List.of(elite), Draw.of(1, i, "propose"))
              instanceof Proposal.Wrote(var candidate, var _)) {
        wrote++;
        assertThat(candidate).isNotEqualTo(parent.candidate());
      }
    }
    assertThat(wrote).isEqualTo(3);
  }

  /// What is trained with a rate of 9 writes one thing or nothing; then the reference teaches.
  @Test
  void learn_bestRecipeThatCannotTeach_isTaughtByTheReference() {
    Improver learner = minds(3_000_000_000L).improver(workshop, 1);
    learner.observe(trial(1, with("1e9 * sq(nll)", "9"), 0.9));

    Lesson lesson = learner.learn(1, WATCH).orElseThrow();

    assertThat(lesson.recipe()).contains("\"by\":\"adamw-cosine\"");
    assertThat(lesson.cost().flops()).isGreaterThan(2_000_000_000L);
  }

  @Test
  void run_twoBrackets_learnsOnceEachAndProposesInTheSecond() throws Exception {
    Task task = Task.of(new Markov(1, 8, 1), 16, 1, 1);
    Options options =
        new Options(START, List.of(task), List.of(), List.of(new Rung(12, 600_000_000, 1)), 2, 1);
    Terms terms = new Terms(1, 4, "{}", Limits.NONE, 2);
    MemoryJournal journal = new MemoryJournal();

    Ending ending = run(options, terms, journal, Mode.RUN);
    Ending replayed = run(options, terms, journal, Mode.REPLAY);

    assertThat(ending.finished()).isTrue();
    assertThat(replayed.champion()).isEqualTo(ending.champion());
    List<Event> events = new ArrayList<>();
    journal.read(0, entry -> events.add(entry.event()));
    assertThat(events.stream().filter(Event.Learned.class::isInstance)).hasSize(2);
    List<String> asked =
        events.stream()
            .filter(Event.Proposed.class::isInstance)
            .map(Event.Proposed.class::cast)
            .filter(p -> Learner.NAMES.contains(p.proposer()))
            .peek(p -> assertThat(p.round()).isEqualTo(2))
            .map(Event.Proposed::proposer)
            .toList();
    assertThat(asked).isNotEmpty();
  }

  private Ending run(Options options, Terms terms, MemoryJournal journal, Mode mode)
      throws Exception {
    List<Proposer> all = new ArrayList<>(Learner.proposers());
    all.add(Operators.random(START, Scope.OBJECTIVE));
    Minds minds =
        new Minds(
            Scope.OBJECTIVE,
            START,
            all,
            new Choice.Uniform(),
            Optional.of(new Learning(3_000_000_000L, 1, 256, 0.9, 1)));
    try (Lab lab = new Squared(options, minds, 1, workshop)) {
      return new Engine(lab, terms, journal, mode, Clock.system(), Optional::empty, _ -> {})
          .run("test");
    }
  }
}
