package dev.pawl.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Elite;
import dev.pawl.archive.Archive.Admission;
import dev.pawl.archive.ParetoFront.By;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {

  @Nested
  class ByTraits extends ArchiveContract {
    @Override
    Archive create() {
      return new ParetoFront(By.TRAITS, 1_000);
    }

    @Override
    double weight(Archive archive, Elite elite, long ticket, Map<Long, Integer> children) {
      return 1;
    }
  }

  @Nested
  class ByTasks extends ArchiveContract {
    @Override
    Archive create() {
      return new ParetoFront(By.TASKS, 1_000);
    }

    @Override
    boolean keepsAbove() {
      return false;
    }

    @Override
    double weight(Archive archive, Elite elite, long ticket, Map<Long, Integer> children) {
      return 1;
    }
  }

  @Nested
  class Crowded extends ArchiveContract {
    @Override
    Archive create() {
      return new ParetoFront(By.TRAITS, 12);
    }

    @Override
    boolean keepsAbove() {
      return false;
    }

    @Override
    double weight(Archive archive, Elite elite, long ticket, Map<Long, Integer> children) {
      return 1;
    }
  }

  @Test
  void admit_randomElites_keepsExactlyTheNonDominated() {
    Archive front = new ParetoFront(By.TASKS, 10_000);
    List<Elite> elites = Elites.random(0, 1_000);
    elites.forEach(front::admit);
    List<Elite> plain = new ArrayList<>();
    for (Elite elite : elites) {
      boolean beaten =
          elites.stream()
              .anyMatch(other ->
                  atLeast(other, elite)
                      && (!atLeast(elite, other) || other.ticket() < elite.ticket()));
      if (!beaten) {
        plain.add(elite);
      }
    }
    assertThat(front.elites()).isEqualTo(plain).hasSizeGreaterThan(10);
  }

  @Test
  void admit_betterEverywhere_removesWhatItBeats() {
    Archive front = new ParetoFront(By.TRAITS, 10);
    front.admit(elite(0, 1, 5));
    front.admit(elite(1, 2, 4));
    front.admit(elite(2, 5, 1));
    assertThat(front.admit(elite(3, 2, 5))).isEqualTo(new Admission.Kept("front of 2"));
    assertThat(front.elites()).extracting(Elite::ticket).containsExactly(2L, 3L);
    assertThat(front.admit(elite(4, 2, 5))).isEqualTo(new Admission.NotKept());
    assertThat(front.incumbents(5).toBeat(List.of(5.0))).isEqualTo(2);
    assertThat(front.incumbents(5).toBeat(List.of(5.5))).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(front.incumbents(5).toBeat(List.of(0.0))).isEqualTo(5);
  }

  @Test
  void admit_aboveCapacity_removesTheMostCrowded() {
    Archive front = new ParetoFront(By.TRAITS, 4);
    front.admit(elite(0, 0, 10));
    front.admit(elite(1, 3, 7));
    front.admit(elite(2, 4, 6));
    front.admit(elite(3, 10, 0));
    // Gaps as shares of the range, in both objectives alike: ticket 1 from 0 to 4, ticket 2 from 3
    // to 8, ticket 4 from 4 to 10.
    assertThat(front.admit(elite(4, 8, 2))).isEqualTo(new Admission.Kept("front of 4"));
    assertThat(front.elites()).extracting(Elite::ticket).containsExactly(0L, 2L, 3L, 4L);
    // Between 8 and 10 it is crowded itself.
    assertThat(front.admit(elite(5, 9, 1))).isEqualTo(new Admission.NotKept());
  }

  @Test
  void admit_capacityOfTwo_neverDropsTheBest() {
    Archive front = new ParetoFront(By.TRAITS, 2);
    for (int i = 0; i <= 20; i++) {
      int value = i * 8 % 21 - 10;
      front.admit(elite(i, value, -value / 2.0));
      assertThat(front.size()).isLessThanOrEqualTo(2);
    }
    assertThat(front.best().orElseThrow().score().value()).isEqualTo(10);
  }

  @Test
  void admit_otherNumberOfTasks_isRefused() {
    Archive front = new ParetoFront(By.TASKS, 10);
    front.admit(Elites.of(0, 1, List.of(), List.of(1.0, 2.0)));
    assertThatThrownBy(() -> front.admit(Elites.of(1, 1, List.of(), List.of(1.0))))
        .hasMessageContaining("compares 2 tasks but was given 1");
  }

  @Test
  void paretoFront_capacityTooSmall_isRefused() {
    assertThatThrownBy(() -> new ParetoFront(By.TASKS, 1)).hasMessageContaining("the least is 2");
  }

  private static boolean atLeast(Elite one, Elite other) {
    if (one.score().value() < other.score().value()) {
      return false;
    }
    for (int i = 0; i < one.score().tasks().size(); i++) {
      if (one.score().tasks().get(i) < other.score().tasks().get(i)) {
        return false;
      }
    }
    return true;
  }

  private static Elite elite(long ticket, double value, double trait) {
    return Elites.of(ticket, value, List.of(trait), List.of());
  }
}
