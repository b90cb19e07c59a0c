package dev.pawl.labs.squared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.engine.Clock;
import dev.pawl.engine.Engine;
import dev.pawl.engine.Engine.Ending;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.engine.Gating;
import dev.pawl.engine.Lab;
import dev.pawl.engine.Lab.Measurement;
import dev.pawl.engine.Limits;
import dev.pawl.engine.Proving.Played;
import dev.pawl.engine.Proving.Side;
import dev.pawl.engine.Terms;
import dev.pawl.journal.Event;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.labs.squared.Options.Rung;
import dev.pawl.labs.squared.Sealing.Kind;
import dev.pawl.labs.squared.operators.Operators;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.labs.squared.recipe.References;
import dev.pawl.labs.squared.task.Markov;
import dev.pawl.labs.squared.task.Source;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.labs.squared.task.Text;
import dev.pawl.lm.formula.Plain;
import dev.pawl.lm.train.TorchTrainer;
import dev.pawl.propose.Choice;
import dev.pawl.study.StudyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProvenRecipesTest {

  private static final long FLOPS = 100_000_000;
  private static final Task TASK = Task.of(new Markov(1, 8, 1), 16, 1, 1);
  private static final Sealing SEALING =
      new Sealing(List.of(new Kind.Generator("grammar")), 16, 1, FLOPS, 0.1, 1);

  private final Workshop workshop = new Workshop(() -> new TorchTrainer(1));
  private final Examiner examiner = new Examiner(workshop, List.of());

  private static Recipe small(String name) {
    String text =
        RecipeWriter.text(References.recipe(name))
            .replace("width = 32", "width = 16")
            .replaceFirst("hidden = [0-9]+", "hidden = 32");
    return switch (RecipeReader.read(text)) {
      case Reading.Read(var recipe) -> recipe;
      case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
    };
  }

  private static Recipe slow() {
    return Tuned.faster(small("muon"), 1e-4).orElseThrow();
  }

  private ProvenRecipes pairing(Recipe champion, Recipe contender) {
    return new ProvenRecipes(examiner, SEALING, slow(), champion, contender);
  }

  private static List<Played> play(ProvenRecipes pairing, int tasks) {
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      List<Draw> draws =
          IntStream.range(0, tasks).mapToObj(i -> Draw.of(i, 1, "sealed task")).toList();
      return pairing.play(draws, workers);
    }
  }

  private static double score(Side side) {
    return switch (side) {
      case Side.Scored(double score, double _) -> score;
      case Side.Missing(String reason) -> throw new AssertionError(reason);
    };
  }

  @Test
  void grid_ofTwoRecipes_hasTheirFilesAndThenTheirRatesTimesPowersOfTwo() {
    List<Recipe> people = List.of(small("muon"), small("lion"));

    List<Recipe> grid = Tuned.grid(people, 7);

    assertThat(grid).hasSize(7).startsWith(people.get(0), people.get(1));
    List<Double> rates =
        grid.stream()
            .filter(recipe -> recipe.rule().equals(people.getFirst().rule()))
            .map(recipe -> Plain.value(recipe.schedule().rate(), Map.of("t", 0.2, "s", 0.2)))
            .toList();
    assertThat(rates).hasSize(4);
    assertThat(rates.get(1) / rates.get(0)).isCloseTo(2, within(1e-9));
    assertThat(rates.get(2) / rates.get(0)).isCloseTo(0.5, within(1e-9));
    assertThat(rates.get(3) / rates.get(0)).isCloseTo(4, within(1e-9));
  }

  @Test
  void task_ofADraw_isAlwaysTheSameAndOfAnotherDrawAnotherSource() {
    Draw one = Draw.of(1, 1, "sealed task");
    Sealing twice = new Sealing(List.of(new Kind.Generator("hidden")), 16, 2, FLOPS, 0.1, 0);

    assertThat(twice.task(one).exams()).isEqualTo(twice.task(one).exams());
    assertThat(twice.task(one).exams())
        .isNotEqualTo(twice.task(Draw.of(1, 2, "sealed task")).exams());
    assertThat(twice.task(one).scale()).isEqualTo(2);
    assertThat(Sealing.seed(one)).isNotEqualTo(Sealing.seed(Draw.of(1, 2, "sealed task")));
  }

  @Test
  void recoded_whatEachNumberStandsFor_spellsTheTextItself() {
    String words = "the cat sat on the mat and the dog sat on the log. ".repeat(40);
    Source plain = Text.of("words", words);
    Recoded recoded = Recoded.of(plain, Draw.of(1, 1, "alphabet"));

    assertThat(recoded.vocabulary()).isGreaterThan(plain.vocabulary());
    for (int i = 0; i < 50; i++) {
      int[] tokens = recoded.sample(Draw.of(i, 1, "sample"), 12);
      int[] letters = plain.sample(Draw.of(i, 1, "sample"), 24);
      assertThat(tokens).hasSize(12);
      int[] spelled = recoded.spelled(tokens);
      assertThat(Arrays.copyOf(letters, spelled.length)).containsExactly(spelled);
    }
    assertThat(recoded.spelled(recoded.sample(Draw.of(1, 1, "sample"), 200)).length)
        .isGreaterThan(220);
    assertThat(Recoded.of(plain, Draw.of(1, 2, "alphabet")).sample(Draw.of(1, 1, "sample"), 12))
        .isNotEqualTo(recoded.sample(Draw.of(1, 1, "sample"), 12));
  }

  @Test
  void play_aRecipeThatLearnsBesideOneThatHardlyDoes_winsEveryTaskFromTheSameSeeds() {
    List<Played> played = play(pairing(slow(), small("muon")), 3);

    for (Played each : played) {
      assertThat(score(each.contender())).isGreaterThan(0.9);
      assertThat(score(each.champion())).isCloseTo(1 - score(each.contender()), within(1e-9));
      assertThat(each.cost().flops()).isBetween(FLOPS, 4 * FLOPS);
    }
    assertThat(play(pairing(slow(), small("muon")), 3)).isEqualTo(played);
    assertThat(play(pairing(small("muon"), slow()), 3))
        .allSatisfy(each -> assertThat(score(each.contender())).isLessThan(0.1));
  }

  @Test
  void play_aRecipeAgainstItself_isSetBesideTheBaseline() {
    assertThat(play(pairing(small("muon"), small("muon")), 1))
        .allSatisfy(each -> assertThat(score(each.contender())).isGreaterThan(0.9));
    assertThat(play(pairing(slow(), slow()), 1))
        .allSatisfy(each -> {
          assertThat(score(each.contender())).isEqualTo(0.5);
          assertThat(each.cost()).isEqualTo(Cost.NONE);
        });
  }

  @Test
  void play_aRecipeThatCannotBeCarriedOut_isMissing() {
    Recipe tooLarge =
        switch (RecipeReader.read(
            RecipeWriter.text(small("lion")).replace("layers = 2", "layers = 12"))) {
          case Reading.Read(var recipe) -> recipe;
          case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };

    assertThat(play(pairing(small("muon"), tooLarge), 1))
        .allSatisfy(each -> assertThat(each.contender()).isInstanceOf(Side.Missing.class));
  }

  @Test
  void share_betweenTwoPoints_isOnTheLineBetweenThem() {
    List<Double> curve = List.of(1.0, 0.8, 0.5, 0.3);

    assertThat(Reach.share(curve, 0.65)).isCloseTo(0.625, within(1e-9));
    assertThat(Reach.share(curve, 0.3)).isCloseTo(1, within(1e-9));
    assertThat(Reach.share(curve, 1.5)).isEqualTo(0.25);
    assertThat(Reach.share(curve, 0.2)).isEqualTo(Reach.NEVER);
  }

  @Test
  void reach_ofTheReferenceItself_isAllOfItsFlops() {
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      List<Measurement> measured =
          Reach.measure(examiner, SEALING, small("muon"), small("muon"), 1, workers);

      assertThat(measured.getFirst().name()).isEqualTo(Reach.SHARE);
      assertThat(measured.getFirst().value()).isLessThanOrEqualTo(1);
      assertThat(measured.get(1).results())
          .isEqualTo(measured.get(2).results())
          .hasSameSizeAs(Reach.SHARES);
    }
  }

  @Test
  void run_withABracketOfPeople_provesChampionsAgainstTheTunedReferenceAndReplays()
      throws Exception {
    List<Recipe> start = List.of(slow()); // rates 2 and 1/2 times as high are hopeless, too
    Options options =
        new Options(
            start,
            List.of(TASK),
            List.of(Task.of(new Markov(1, 8, 2), 16, 1, 2)),
            List.of(new Rung(6, FLOPS, 1), new Rung(1, 2 * FLOPS, 1)),
            1,
            1,
            true,
            true,
            Optional.of(SEALING));
    MemoryJournal journal = new MemoryJournal();

    Ending ending = run(options, start, journal, Mode.RUN);
    Ending replayed = run(options, start, journal, Mode.REPLAY);
    Ending rerun = run(options, start, journal, Mode.RERUN);

    assertThat(ending.finished()).isTrue();
    assertThat(replayed.champion()).isEqualTo(ending.champion());
    assertThat(rerun.champion()).isEqualTo(ending.champion());
    List<Event> events = new ArrayList<>();
    journal.read(0, entry -> events.add(entry.event()));
    List<Event.RoundEnded> rounds = of(events, Event.RoundEnded.class);
    assertThat(rounds).hasSize(4);
    List<Candidate> tuned = Tuned.grid(start, 6).stream().map(Recipe::candidate).toList();
    assertThat(of(events, Event.Proposed.class))
        .filteredOn(proposed -> proposed.round() == 1)
        .extracting(Event.Proposed::candidate)
        .containsExactlyElementsOf(tuned.stream().map(Candidate::id).toList());
    assertThat(of(events, Event.Attempted.class))
        .hasSize(1)
        .allSatisfy(each -> {
          assertThat(each.attempt().champion()).isEqualTo(rounds.get(1).champion());
          assertThat(each.attempt().candidate()).isEqualTo(rounds.get(3).champion());
        });
    assertThat(of(events, Event.Gated.class)).hasSize(1);
    assertThat(of(events, Event.Measured.class))
        .extracting(Event.Measured::name)
        .contains(Reach.SHARE, Reach.OWN_CURVE, Reach.REFERENCE_CURVE);
    assertThat(of(events, Event.Measured.class))
        .filteredOn(measured -> measured.split().equals("reversal"))
        .isNotEmpty()
        .allSatisfy(measured -> assertThat(measured.results()).hasSize(1));
  }

  private static <E extends Event> List<E> of(List<Event> events, Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private Ending run(Options options, List<Recipe> start, MemoryJournal journal, Mode mode)
      throws Exception {
    Gating gating =
        SquaredStudy.gating(
            StudyFile.parse("study", Path.of(""), "gate: {tasks: 4, audit: 1}", List.of())
                .root()
                .section("gate"),
            1);
    Terms terms = new Terms(1, 4, "{}", Limits.NONE, 2, gating);
    Minds minds =
        new Minds(Scope.ALL, start, Operators.all(start), new Choice.Uniform(), Optional.empty());
    try (Lab lab = new Squared(options, minds, 1, workshop)) {
      return new Engine(lab, terms, journal, mode, Clock.system(), Optional::empty, _ -> {})
          .run("test");
    }
  }
}
