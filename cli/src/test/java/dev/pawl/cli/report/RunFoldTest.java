package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pawl.Cost;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.cli.report.Outcomes.Kind;
import dev.pawl.cli.report.Outcomes.Reason;
import dev.pawl.cli.report.Round.Cell;
import dev.pawl.cli.report.Round.Champion;
import dev.pawl.cli.report.Run.Measure;
import dev.pawl.journal.Event;
import dev.pawl.journal.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunFoldTest {

  private static final Measure GENERALITY = new Measure("select", "generality");

  /// Two rounds of everything that can happen.
  private static Story story() {
    return new Story()
        .started("redqueen", 7, "{}")
        .admitted("seed", "imp", 0.5, "cell 0,1")
        .admitted("nudge", "dwarf", 1.5, "cell 2,3", "imp")
        .ticket("nudge", "stone", Story.finished(1.0), new Cost(1, 100), "dwarf")
        .ticket("splice", "bad", new Outcome.Refused("same as ticket 3"), Cost.NONE, "imp", "dwarf")
        .ticket(
            "splice",
            "slow",
            new Outcome.Eliminated(Score.of(0.1, Story.BOUNDS), "behind after 5 battles"),
            new Cost(1, 25),
            "imp")
        .declined("nudge", "nothing to nudge")
        .admitted("splice", "paper", 2.25, "cell 2,3", "dwarf", "imp")
        .roundEnded(7, "paper", 2.25)
        .measured("paper", "select", "generality", 0.5, 2.0, 0.0)
        .admitted("seed", "paper", 0.75, "cell 2,3")
        .ticket("nudge", "huge", new Outcome.OverLimit("100 instructions"), Cost.NONE, "paper");
  }

  @Test
  void of_handMadeJournal_countsEverything() {
    Run run = story().run("r");

    assertThat(run.entries()).isEqualTo(24);
    assertThat(run.seed()).isEqualTo(7);
    assertThat(run.tickets()).isEqualTo(9);
    assertThat(run.search()).isEqualTo(new Cost(6, 525));
    assertThat(run.measuring()).isEqualTo(new Cost(0, 7));
    assertThat(run.finished()).isEmpty();
    assertThat(run.outcomes().total()).isEqualTo(9);
    assertThat(run.outcomes().of(Kind.FINISHED)).isEqualTo(5);
    assertThat(run.outcomes().of(Kind.ELIMINATED)).isEqualTo(1);
    assertThat(run.outcomes().of(Kind.OVER_LIMIT)).isEqualTo(1);
    assertThat(run.outcomes().reasons(9))
        .contains(
            new Reason(Kind.REFUSED, "same as ticket …", 1),
            new Reason(Kind.DECLINED, "nothing to nudge", 1));
  }

  @Test
  void of_rounds_knowCurveChampionAndCost() {
    List<Round> rounds = story().run("r").rounds();

    assertThat(rounds)
        .extracting(Round::number, Round::firstTicket, Round::lastTicket, Round::searched)
        .containsExactly(tuple(1, 1L, 7L, new Cost(5, 425)), tuple(2, 8L, 9L, new Cost(6, 525)));
    assertThat(rounds.getFirst().best())
        .containsExactly(new Point(1, 0.5), new Point(2, 1.5), new Point(7, 2.25));
    assertThat(rounds.getFirst().champion()).contains(new Champion(7, Story.id("paper"), 2.25));
    assertThat(rounds.getLast().best()).containsExactly(new Point(8, 0.75), new Point(9, 0.75));
    assertThat(rounds.getLast().champion()).isEmpty();
  }

  @Test
  void of_cells_holdTheLastAdmittedAndCountAll() {
    List<Double> traits = List.of(12.0, 34.0);

    assertThat(story().run("r").rounds().getFirst().cells())
        .containsExactly(
            new Cell(0, 1, Story.id("imp"), 1, 0.5, traits, 1),
            new Cell(2, 3, Story.id("paper"), 7, 2.25, traits, 2));
  }

  @Test
  void of_cellsOnIslands_areMergedByTheGreaterValue() {
    Run run =
        new Story()
            .started("redqueen", 1, "{}")
            .admitted("seed", "a", 1.5, "island 0, cell 1,1")
            .admitted("seed", "b", 0.5, "island 1, cell 1,1")
            .admitted("seed", "c", 0.5, "island 2")
            .run("r");

    assertThat(run.rounds().getFirst().cells())
        .extracting(Cell::candidate, Cell::admissions)
        .containsExactly(tuple(Story.id("a"), 2L));
  }

  @Test
  void of_operators_countWhatBecameOfTheirTickets() {
    assertThat(story().run("r").operators())
        .extracting(
            Operator::name,
            Operator::tickets,
            Operator::declined,
            Operator::refused,
            Operator::eliminated,
            Operator::failed,
            Operator::finished,
            Operator::admitted)
        .containsExactly(
            tuple("nudge", 4L, 1L, 0L, 0L, 1L, 2L, 1L),
            tuple("splice", 3L, 0L, 1L, 1L, 0L, 1L, 1L),
            tuple("seed", 2L, 0L, 0L, 0L, 0L, 2L, 2L));
  }

  @Test
  void champion_roundUnderWay_isThatOfTheLastCompleteRound() {
    assertThat(story().run("r").champion()).contains(Story.id("paper"));
  }

  @Test
  void champion_noRoundComplete_isTheBestSoFar() {
    Run run =
        new Story()
            .started("x", 1, "{}")
            .admitted("seed", "a", 0.5, "island 0")
            .admitted("seed", "b", 0.7, "island 0")
            .admitted("seed", "c", 0.6, "island 0")
            .run("r");

    assertThat(run.champion()).contains(Story.id("b"));
  }

  @Test
  void measured_byName_keepsTheVectorAndItsCompute() {
    Run run = story().run("r");

    assertThat(run.measured(GENERALITY)).hasSize(1);
    assertThat(run.measured(GENERALITY).getFirst().results()).containsExactly(2.0, 0.0);
    assertThat(run.searchedBy(run.measured().getFirst())).isEqualTo(new Cost(5, 425));
  }

  @Test
  void of_emptyJournal_isARunInWhichNothingHappened() {
    Run run = new Story().run("r");

    assertThat(run.entries()).isZero();
    assertThat(run.rounds()).isEmpty();
    assertThat(run.champion()).isEmpty();
  }

  @Test
  void of_fork_takesTheSeedFromThere() {
    Run run =
        new Story()
            .started("x", 1, "{}")
            .event(new Event.Forked(Story.id("other"), 1, 99))
            .event(new Event.Finished("done"))
            .run("r");

    assertThat(run.seed()).isEqualTo(99);
    assertThat(run.finished()).contains("done");
  }

  @Test
  void of_entriesOutOfPlace_changeNothing() {
    Run run =
        new Story()
            .started("x", 1, "{}")
            .event(new Event.Scored(5, Story.finished(1), new Cost(1, 1)))
            .event(new Event.Admitted(6, "cell 1,1"))
            .run("r");

    assertThat(run.tickets()).isZero();
    assertThat(run.search()).isEqualTo(Cost.NONE);
    assertThat(run.rounds()).isEmpty();
  }

  @Test
  void pace_nightBetweenSessions_isNoWork() {
    long night = 40_000_000;
    Run run =
        new Story()
            .started("x", 1, "{}")
            .session(new Session(1, 1_000, 9_000, "stopped", 5, "m"))
            .declined("p", "r")
            .timing(2_000, 500_000_000)
            .declined("p", "r")
            .timing(5_000, 250_000_000)
            .session(new Session(2, night, 0, "", 0, "m"))
            .declined("p", "r")
            .timing(night + 3_000, 0)
            .run("r");

    assertThat(run.pace().workedMillis()).isEqualTo(1_000 + 3_000 + 3_000);
    assertThat(run.pace().cpuNanos()).isEqualTo(750_000_000);
    assertThat(run.pace().curve()).hasSize(7);
    double tickets = run.pace().curve().stream().mapToDouble(Point::y).sum() * 1.0;
    assertThat(tickets).isEqualTo(3);
  }
}
