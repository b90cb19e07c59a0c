package dev.pawl.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Bounds;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Problem.Incumbents;
import dev.pawl.Score;
import dev.pawl.archive.Archive.Admission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every archive promises. A subclass makes the archive and says which of the optional
/// promises it gives.
abstract class ArchiveContract {

  private static final int ELITES = 300;
  private static final int DRAWS = 200_000;

  /// An empty archive for elites like those of [Elites#random].
  abstract Archive create();

  /// Whether an elite with the greatest value so far is always in it.
  boolean keepsBest() {
    return true;
  }

  /// Whether a candidate above [Archive#incumbents] is always kept.
  boolean keepsAbove() {
    return true;
  }

  /// Whether an elite that scores exactly as one that is kept is kept too.
  boolean keepsEqual() {
    return false;
  }

  /// Whether admitting `ticket` also moves elites that were there before.
  boolean movesOthers(long ticket) {
    return false;
  }

  /// The weight of `elite` in selection for `ticket`, by the plainest computation there is.
  ///
  /// @param children how often each ticket bred
  abstract double weight(Archive archive, Elite elite, long ticket, Map<Long, Integer> children);

  @Test
  void select_fromEmpty_isRefused() {
    assertThatThrownBy(() -> create().select(0, Draw.of(1, 0, "select")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("empty archive");
  }

  @Test
  void best_ofEmpty_isAbsent() {
    assertThat(create().best()).isEmpty();
    assertThat(create().elites()).isEmpty();
    assertThat(create().size()).isZero();
  }

  @Test
  void admit_first_isKeptAndSelected() {
    Archive archive = create();
    Elite elite = Elites.random(0, 1).getFirst();
    assertThat(archive.admit(elite)).isInstanceOf(Admission.Kept.class);
    assertThat(archive.select(1, Draw.of(1, 1, "select"))).isEqualTo(elite);
    assertThat(archive.best()).contains(elite);
  }

  @Test
  void admit_sameHistory_sameArchive() {
    Archive one = filled();
    Archive other = filled();
    assertThat(one.elites()).isEqualTo(other.elites());
    for (long ticket = 0; ticket < 200; ticket++) {
      assertThat(one.select(ticket, Draw.of(1, ticket, "select")))
          .isEqualTo(other.select(ticket, Draw.of(1, ticket, "select")));
    }
  }

  @Test
  void clear_whatComesAfter_isAsInANewArchive() {
    Archive one = filled();
    one.clear();
    assertThat(one.size()).isZero();
    assertThat(one.best()).isEmpty();
    Archive other = create();
    for (Elite elite : Elites.random(7, ELITES)) {
      assertThat(one.admit(elite)).isEqualTo(other.admit(elite));
      one.bred(elite.ticket());
      other.bred(elite.ticket());
      assertThat(one.incumbents(3).toBeat(elite.score().traits()))
          .isEqualTo(other.incumbents(3).toBeat(elite.score().traits()));
    }
    assertThat(one.elites()).isEqualTo(other.elites());
    for (long ticket = 0; ticket < 200; ticket++) {
      assertThat(one.select(ticket, Draw.of(1, ticket, "select")))
          .isEqualTo(other.select(ticket, Draw.of(1, ticket, "select")));
    }
  }

  @Test
  void select_often_changesNothing() {
    Archive quiet = create();
    Archive asked = create();
    for (Elite elite : Elites.random(0, 100)) {
      assertThat(asked.admit(elite)).isEqualTo(quiet.admit(elite));
      for (int i = 0; i < 5; i++) {
        asked.select(elite.ticket(), Draw.of(i, elite.ticket(), "noise"));
        double unused = asked.incumbents(elite.ticket()).toBeat(List.of(0.5, 0.5));
        assertThat(unused).isNotNaN();
      }
      Draw draw = Draw.of(1, elite.ticket(), "select");
      Draw same = Draw.of(1, elite.ticket(), "select");
      assertThat(asked.select(elite.ticket(), draw)).isEqualTo(quiet.select(elite.ticket(), same));
    }
    assertThat(asked.elites()).isEqualTo(quiet.elites());
  }

  @Test
  void admit_kept_isListedAndNotKept_changesNothing() {
    Archive archive = create();
    for (Elite elite : Elites.random(0, ELITES)) {
      List<Elite> before = archive.elites();
      Admission admission = archive.admit(elite);
      assertThat(archive.size()).isEqualTo(archive.elites().size());
      if (movesOthers(elite.ticket())) {
        continue;
      }
      switch (admission) {
        case Admission.Kept(String place) -> {
          assertThat(place).isNotBlank();
          assertThat(archive.elites()).contains(elite);
        }
        case Admission.NotKept() -> assertThat(archive.elites()).isEqualTo(before);
      }
    }
  }

  @Test
  void elites_later_areThoseOfThen() {
    Archive archive = create();
    Elites.random(0, 50).forEach(archive::admit);
    List<Elite> then = archive.elites();
    List<Elite> copy = new ArrayList<>(then);
    Elites.random(50, 150).forEach(archive::admit);
    assertThat(then).isEqualTo(copy);
    assertThatThrownBy(then::removeLast).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void best_always_isFirstOfGreatestListed() {
    Archive archive = create();
    double greatest = Double.NEGATIVE_INFINITY;
    for (Elite elite : Elites.random(0, ELITES)) {
      archive.admit(elite);
      greatest = Math.max(greatest, elite.score().value());
      Elite best = archive.best().orElseThrow();
      for (Elite listed : archive.elites()) {
        assertThat(best.equals(listed) || Archive.beats(best, listed)).isTrue();
      }
      assertThat(archive.elites()).contains(best);
      if (keepsBest()) {
        assertThat(best.score().value()).isEqualTo(greatest);
      }
    }
  }

  @Test
  void incumbents_beforeAdmission_tellWhatIsKept() {
    Archive archive = create();
    int notKept = 0;
    for (Elite elite : Elites.random(0, ELITES)) {
      double toBeat = archive.incumbents(elite.ticket()).toBeat(elite.score().traits());
      boolean kept = archive.admit(elite) instanceof Admission.Kept;
      notKept += kept ? 0 : 1;
      if (elite.score().value() <= toBeat) {
        assertThat(kept).isFalse();
      } else if (keepsAbove()) {
        assertThat(kept).isTrue();
      }
    }
    assertThat(archive.size() + notKept).isPositive();
  }

  @Test
  void incumbents_later_areThoseOfThen() {
    Archive archive = create();
    Elites.random(0, 50).forEach(archive::admit);
    Incumbents then = archive.incumbents(50);
    List<Double> answers = answers(then);
    Elites.random(50, ELITES).forEach(archive::admit);
    assertThat(answers(then)).isEqualTo(answers);
  }

  @Test
  void incumbents_asked_neverAboveAnythingButTheBest() {
    Archive archive = filled();
    double best = archive.best().orElseThrow().score().value();
    for (double answer : answers(archive.incumbents(ELITES))) {
      assertThat(answer).isNotNaN().isLessThanOrEqualTo(best);
    }
  }

  @Test
  void admit_equalScore_isKeptOnlyIfDeclared() {
    Archive archive = filled();
    Elite best = archive.best().orElseThrow();
    // The ticket after a multiple of 12 steps has the same island and causes no migration.
    Elite equal =
        Elites.of(
            best.ticket() + 12 * ELITES,
            best.score().value(),
            best.score().traits(),
            best.score().tasks());
    assertThat(archive.admit(equal) instanceof Admission.Kept).isEqualTo(keepsEqual());
    assertThat(archive.best()).contains(best);
  }

  @Test
  void bred_unknownTicket_changesNothing() {
    Archive archive = filled();
    archive.bred(1_000_000);
    Archive other = filled();
    for (long ticket = 0; ticket < 100; ticket++) {
      assertThat(archive.select(ticket, Draw.of(2, ticket, "select")))
          .isEqualTo(other.select(ticket, Draw.of(2, ticket, "select")));
    }
  }

  @Test
  void select_manyTimes_followsDeclaredWeights() {
    Archive archive = filled();
    long ticket = ELITES;
    Map<Long, Integer> children = children();
    List<Elite> elites = archive.elites();
    Map<Elite, Integer> index = new HashMap<>();
    double[] weights = new double[elites.size()];
    for (Elite elite : elites) {
      int at = index.computeIfAbsent(elite, _ -> index.size());
      weights[at] = weight(archive, elite, ticket, children);
    }
    long[] counts = new long[elites.size()];
    Draw draw = Draw.of(3, ticket, "select");
    for (int i = 0; i < DRAWS; i++) {
      counts[index.getOrDefault(archive.select(ticket, draw), -1)]++;
    }
    assertThat(ChiSquare.excess(counts, weights)).isLessThan(4);
  }

  @Test
  void score_notANumber_cannotBeMade() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Elites.of(0, bad)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Score(0, Bounds.UNIT, List.of(), List.of(bad), ""))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /// An archive with a history: admissions, and children of every third elite.
  final Archive filled() {
    Archive archive = create();
    Elites.random(0, ELITES).forEach(archive::admit);
    children()
        .forEach((ticket, count) -> {
          for (int i = 0; i < count; i++) {
            archive.bred(ticket);
          }
        });
    return archive;
  }

  private static Map<Long, Integer> children() {
    Map<Long, Integer> children = new HashMap<>();
    for (long ticket = 0; ticket < ELITES; ticket += 3) {
      children.put(ticket, 1 + (int) (ticket % 5));
    }
    return children;
  }

  private static List<Double> answers(Incumbents incumbents) {
    List<Double> answers = new ArrayList<>();
    for (double x = 0.05; x < 1; x += 0.1) {
      for (double y = 0.05; y < 1; y += 0.1) {
        answers.add(incumbents.toBeat(List.of(x, y)));
      }
    }
    return answers;
  }
}
