package dev.pawl.labs.programs.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Proposer;
import dev.pawl.Proposer.Proposal;
import dev.pawl.Score;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.engine.Improver.Watch;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.edit.JavaEdits;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.TorchTrainer;
import dev.pawl.lm.train.Trained;
import dev.pawl.lm.train.Trainer;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// On the program of a task that ships, with other formulas in it: the shorter, the better.
class LearnerTest {

  private static final Path MAIN = Path.of("../studies/tasks/symbolic/program/Main.java");
  private static final Trainer TRAINER = new TorchTrainer(1);
  private static final Learning LEARNING =
      new Learning(20_000_000_000L, 30_000, 192, 0.01, 1, 0.9, 0.98);
  private static final Watch PATIENT = watch(false);

  private static Candidate seed = Candidate.of("Main.java", "");
  private static List<Trial> trials = List.of();
  private static Surface surface = Surface.of(Candidate.of("a", "a"), List.of("**"));

  @BeforeAll
  static void trials() throws IOException {
    seed = Candidate.of("Main.java", Files.readString(MAIN));
    surface = Surface.of(seed, List.of("**"));
    List<Trial> made = new ArrayList<>();
    Candidate parent = seed;
    for (int i = 1; i <= 150; i++) {
      Draw draw = Draw.of(1, i, "trials");
      String formula = "%s * %s + %d".formatted(term(draw), term(draw), i);
      Candidate child = Candidate.of("Main.java", seed.text().replace("1.0 * x", formula));
      made.add(trial(i, child, List.of(parent.id())));
      parent = child;
    }
    trials = made;
  }

  private static String term(Draw draw) {
    List<String> functions = List.of("sin", "cos", "exp", "abs", "tanh", "cbrt");
    return "Math.%s(%d.%d * x)"
        .formatted(functions.get(draw.nextInt(6)), draw.nextInt(4), draw.nextInt(10));
  }

  private static Elite elite(Candidate program, int ticket) {
    double value = 1.0 / (1 + program.text().length());
    return new Elite(program, new Score(value, Bounds.UNIT, List.of(), List.of(), ""), ticket);
  }

  private static Trial trial(int ticket, Candidate program, List<Hash> parents) {
    Outcome outcome = new Outcome.Finished(elite(program, ticket).score());
    return new Trial(ticket, 1, "java-grow", parents, program, outcome, true);
  }

  private static Watch watch(boolean stop) {
    return new Watch() {
      @Override
      public void tell(String progress) {}

      @Override
      public double compute() {
        return 0;
      }

      @Override
      public boolean isStopWanted() {
        return stop;
      }
    };
  }

  private static Learner learner(Learning learning, Trainer trainer) {
    return learner(learning, trainer, (parent, child) -> true);
  }

  private static Learner learner(
      Learning learning, Trainer trainer, BiPredicate<Candidate, Candidate> fits) {
    List<Proposer> all = new ArrayList<>(JavaEdits.all(surface, seed));
    all.add(Learner.proposer());
    return new Learner(
        Improver.fixed(new Portfolio(all, new Choice.Uniform())),
        learning,
        surface,
        seed,
        fits,
        trainer,
        1);
  }

  private static Learner taught(Learning learning, Trainer trainer) {
    Learner learner = learner(learning, trainer);
    trials.forEach(learner::observe);
    return learner;
  }

  /// Who is chosen in 300 tickets.
  private static Set<String> chosen(Learner learner) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      names.add(learner.choose(Draw.of(1, i, "choose"), 9).name());
    }
    return names;
  }

  private static Proposer model(Learner learner) {
    for (int i = 0; ; i++) {
      Proposer chosen = learner.choose(Draw.of(1, i, "choose"), 9);
      if (chosen.name().equals(Learner.NAME)) {
        return chosen;
      }
    }
  }

  @Test
  void learn_twice_lowersTheLossAndWritesLegalProgramsThatAreNew() {
    Learner learner = taught(LEARNING, TRAINER);
    Lesson first = learner.learn(1, PATIENT).orElseThrow();
    assertThat(first.refused()).isEmpty();
    assertThat(first.lossAfter()).isLessThan(first.lossBefore() - 1);
    assertThat(first.fromTicket()).isEqualTo(trials.getFirst().ticket());
    assertThat(first.toTicket()).isEqualTo(trials.getLast().ticket());
    assertThat(first.cost().flops()).isGreaterThan(LEARNING.flops() / 2);
    assertThat(chosen(learner)).doesNotContain(Learner.NAME).hasSizeGreaterThan(5);
    learner.taught(first);
    learner.goOnFrom(first.version());
    learner.adopt(first.version());

    Lesson second = learner.learn(2, PATIENT).orElseThrow();
    assertThat(second.lossAfter()).isLessThan(first.lossAfter());

    Set<Hash> tried = new HashSet<>(List.of(seed.id()));
    trials.forEach(trial -> tried.add(trial.candidate().id()));
    Proposer model = model(learner);
    int wrote = 0;
    for (int i = 0; i < 40; i++) {
      Draw draw = Draw.of(2, i, "ticket");
      List<Elite> parents = List.of(elite(trials.get(i).candidate(), i));
      Proposal proposal = model.propose(parents, draw);
      assertThat(proposal.cost().isWithin(model.costMax())).isTrue();
      assertThat(model.propose(parents, Draw.of(2, i, "ticket"))).isEqualTo(proposal);
      if (proposal instanceof Proposal.Wrote(var child, var _)) {
        wrote++;
        assertThat(tried).doesNotContain(child.id());
        assertThat(surface.violation(child)).isEmpty();
      }
    }
    assertThat(wrote).isGreaterThan(20);
  }

  @Test
  void learn_again_isTheSameToTheLastBit() {
    Learning small = new Learning(3_000_000_000L, 20_000, 128, 0.01, 1, 0.9, 0.98);

    assertThat(taught(small, TRAINER).learn(1, PATIENT))
        .isEqualTo(taught(small, TRAINER).learn(1, PATIENT));
  }

  @Test
  void learn_whereNothingThatIsWrittenFits_isRefused() {
    Learner learner =
        learner(
            new Learning(1_000_000_000L, 20_000, 128, 0.01, 1, 0.9, 0.98),
            TRAINER,
            (parent, child) -> false);
    trials.forEach(learner::observe);

    assertThat(learner.learn(1, PATIENT).orElseThrow().refused().orElseThrow())
        .contains("0 of 48 samples are legal");
  }

  @Test
  void learn_fromNothing_isNoLesson() {
    assertThat(learner(LEARNING, TRAINER).learn(1, PATIENT)).isEmpty();
  }

  @Test
  void learn_toldToStop_isNoLesson() {
    assertThat(taught(LEARNING, TRAINER).learn(1, watch(true))).isEmpty();
  }

  @Test
  void learn_whereTheTrainerCrashes_isRefusedWithTheReason() {
    Trainer crashing =
        (job, watch, stop) ->
            new Trained(
                new Ending.Crashed("signal 11"),
                job.start(),
                List.of(),
                Double.NaN,
                Double.NaN,
                0,
                0);

    assertThat(taught(LEARNING, crashing).learn(1, PATIENT).orElseThrow().refused())
        .contains("the training crashed: signal 11");
  }

  @Test
  void choose_modelThatPeopleWeighedBeforeItsFirstVersion_keepsThatWeight() {
    Learning small = new Learning(3_000_000_000L, 20_000, 128, 0.01, 1, 0.9, 0.98);
    Learner learner = taught(small, TRAINER);
    learner.weigh(Map.of(Learner.NAME, 1e9));
    assertThat(chosen(learner)).doesNotContain(Learner.NAME);

    Lesson lesson = learner.learn(1, PATIENT).orElseThrow();
    learner.taught(lesson);
    learner.adopt(lesson.version());

    assertThat(chosen(learner)).containsExactly(Learner.NAME);
  }

  @Test
  void propose_beforeThereIsAVersion_declines() {
    assertThat(Learner.proposer().propose(List.of(elite(seed, 1)), Draw.of(1, 1, "ticket")))
        .isEqualTo(new Proposal.Declined("there is no version of the model yet"));
    assertThat(Optional.of(Learner.proposer().parents())).contains(1);
  }
}
