package dev.pawl.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.archive.Archive.Admission;
import dev.pawl.archive.Tournament.Dies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IslandsTest {

  private static final int EVERY = 20;

  @Nested
  class OfGrids extends ArchiveContract {
    @Override
    Archive create() {
      return new Islands(3, () -> new MapElites(List.of(Axis.of("x", 0.3, 0.6))), EVERY, 2);
    }

    @Override
    boolean movesOthers(long ticket) {
      return ticket % EVERY == 0;
    }

    @Override
    double weight(Archive archive, Elite elite, long ticket, Map<Long, Integer> children) {
      return ((Islands) archive).elites((int) (ticket % 3)).contains(elite) ? 1 : 0;
    }
  }

  @Nested
  class OfOpenEnded extends ArchiveContract {
    @Override
    Archive create() {
      return new Islands(4, OpenEnded::darwinGodel, EVERY, 3);
    }

    @Override
    boolean keepsEqual() {
      return true;
    }

    @Override
    boolean movesOthers(long ticket) {
      return ticket % EVERY == 0;
    }

    @Override
    double weight(Archive archive, Elite elite, long ticket, Map<Long, Integer> children) {
      if (!((Islands) archive).elites((int) (ticket % 4)).contains(elite)) {
        return 0;
      }
      double sigmoid = 1 / (1 + Math.exp(-10 * (elite.score().value() - 0.5)));
      return sigmoid / (1 + children.getOrDefault(elite.ticket(), 0));
    }
  }

  @Test
  void select_withoutMigration_staysOnTheTicketsIsland() {
    Islands islands = new Islands(4, OpenEnded::darwinGodel, 10, 0);
    Elites.random(0, 400).forEach(islands::admit);
    for (long ticket = 400; ticket < 800; ticket++) {
      Elite parent = islands.select(ticket, Draw.of(1, ticket, "select"));
      assertThat(islands.islandOf(parent.ticket())).isEqualTo(islands.islandOf(ticket));
    }
    assertThat(islands.elites(3)).hasSize(100);
  }

  @Test
  void select_emptyIsland_borrowsFromTheNext() {
    Islands islands = new Islands(3, OpenEnded::darwinGodel, 10, 1);
    Elite only = Elites.of(0, 1);
    islands.admit(only);
    assertThat(islands.select(1, Draw.of(1, 1, "select"))).isEqualTo(only);
    assertThat(islands.select(2, Draw.of(1, 2, "select"))).isEqualTo(only);
  }

  @Test
  void admit_newBlock_sendsTheBestNewsToTheNextIsland() {
    Islands islands = new Islands(3, OpenEnded::darwinGodel, 6, 1);
    double[] values = {1, 2, 3, 6, 5, 4};
    for (int ticket = 0; ticket < 6; ticket++) {
      islands.admit(Elites.of(ticket, values[ticket]));
    }
    assertThat(islands.size()).isEqualTo(6);
    assertThat(islands.admit(Elites.of(6, 0))).isEqualTo(new Admission.Kept("island 0, number 3"));
    assertThat(tickets(islands, 0)).containsExactly(0L, 3L, 6L, 5L);
    assertThat(tickets(islands, 1)).containsExactly(1L, 4L, 3L);
    assertThat(tickets(islands, 2)).containsExactly(2L, 5L, 4L);
    // The news travels on, and stops before it comes home.
    islands.admit(Elites.of(12, -1));
    assertThat(tickets(islands, 0)).containsExactly(0L, 3L, 6L, 5L, 12L, 4L);
    assertThat(tickets(islands, 1)).containsExactly(1L, 4L, 3L, 5L);
    assertThat(tickets(islands, 2)).containsExactly(2L, 5L, 4L, 3L);
    islands.admit(Elites.of(18, -2));
    assertThat(tickets(islands, 0)).containsExactly(0L, 3L, 6L, 5L, 12L, 4L, 18L);
    assertThat(tickets(islands, 1)).containsExactly(1L, 4L, 3L, 5L, 18L);
    assertThat(islands.best()).contains(Elites.of(3, 6));
  }

  @Test
  void admit_blocksWithoutAdmissions_migrateOnce() {
    Islands islands = new Islands(2, OpenEnded::darwinGodel, 2, 1);
    islands.admit(Elites.of(0, 1));
    islands.admit(Elites.of(100, 0));
    assertThat(tickets(islands, 0)).containsExactly(0L, 100L);
    assertThat(tickets(islands, 1)).containsExactly(0L);
  }

  @Test
  void bred_migrant_countsOnEveryIslandThatHoldsIt() {
    Islands islands = new Islands(2, OpenEnded::darwinGodel, 2, 1);
    islands.admit(Elites.of(0, 0.5));
    islands.admit(Elites.of(1, 0.5));
    islands.admit(Elites.of(2, 0.4));
    assertThat(tickets(islands, 1)).containsExactly(1L, 0L);
    for (int i = 0; i < 999; i++) {
      islands.bred(0);
    }
    int migrantDrawn = 0;
    Draw draw = Draw.of(1, 0, "select");
    for (int i = 0; i < 1_000; i++) {
      migrantDrawn += islands.select(1, draw).ticket() == 0 ? 1 : 0;
    }
    assertThat(migrantDrawn).isLessThan(20);
  }

  @Test
  void incumbents_differentTickets_speakOfTheirIslands() {
    Islands islands = new Islands(2, () -> new Tournament(1, 1, Dies.WORST), 100, 1);
    islands.admit(Elites.of(0, 1));
    islands.admit(Elites.of(1, 2));
    assertThat(islands.incumbents(2).toBeat(List.of())).isEqualTo(1);
    assertThat(islands.incumbents(3).toBeat(List.of())).isEqualTo(2);
    assertThat(islands.admit(Elites.of(2, 1.5))).isEqualTo(new Admission.Kept("island 0, place 1"));
    assertThat(islands.admit(Elites.of(3, 1.5))).isEqualTo(new Admission.NotKept());
  }

  @Test
  void islands_wrongNumbers_isRefused() {
    assertThatThrownBy(() -> new Islands(0, OpenEnded::darwinGodel, 1, 1))
        .hasMessageContaining("0 islands");
  }

  private static List<Long> tickets(Islands islands, int island) {
    return islands.elites(island).stream().map(Elite::ticket).toList();
  }
}
