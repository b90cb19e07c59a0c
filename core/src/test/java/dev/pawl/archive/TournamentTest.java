package dev.pawl.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Elite;
import dev.pawl.archive.Archive.Admission;
import dev.pawl.archive.Tournament.Dies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TournamentTest {

  private static final int CAPACITY = 40;
  private static final int RIVALS = 3;

  @Nested
  class WorstDies extends ArchiveContract {
    @Override
    Archive create() {
      return new Tournament(CAPACITY, RIVALS, Dies.WORST);
    }

    @Override
    boolean keepsEqual() {
      return true; // equal to the best, so better than the worst
    }

    @Override
    double weight(Archive archive, Elite elite, long ticket, Map<Long, Integer> children) {
      return rankWeight(archive, elite);
    }
  }

  @Nested
  class OldestDies extends ArchiveContract {
    @Override
    Archive create() {
      return new Tournament(CAPACITY, RIVALS, Dies.OLDEST);
    }

    @Override
    boolean keepsBest() {
      return false;
    }

    @Override
    boolean keepsEqual() {
      return true;
    }

    @Override
    double weight(Archive archive, Elite elite, long ticket, Map<Long, Integer> children) {
      return rankWeight(archive, elite);
    }
  }

  @Test
  void admit_worstDies_keepsTheGreatest() {
    Archive archive = new Tournament(CAPACITY, RIVALS, Dies.WORST);
    List<Elite> elites = Elites.random(0, 1_000);
    elites.forEach(archive::admit);
    List<Double> greatest =
        elites.stream().map(elite -> elite.score().value()).sorted().toList().subList(960, 1_000);
    assertThat(archive.elites().stream().map(elite -> elite.score().value()).sorted().toList())
        .isEqualTo(greatest);
  }

  @Test
  void admit_equalToTheWorst_isNotKeptAndTheLatestOfTheWorstDies() {
    Archive archive = new Tournament(3, 1, Dies.WORST);
    archive.admit(Elites.of(0, 1));
    archive.admit(Elites.of(1, 1));
    archive.admit(Elites.of(2, 2));
    assertThat(archive.admit(Elites.of(3, 1))).isEqualTo(new Admission.NotKept());
    assertThat(archive.admit(Elites.of(4, 1.5))).isEqualTo(new Admission.Kept("place 2"));
    assertThat(archive.elites()).extracting(Elite::ticket).containsExactly(0L, 4L, 2L);
  }

  @Test
  void admit_oldestDies_keepsTheLatest() {
    Archive archive = new Tournament(CAPACITY, RIVALS, Dies.OLDEST);
    List<Elite> elites = Elites.random(0, 1_000);
    elites.forEach(archive::admit);
    assertThat(archive.elites()).hasSize(CAPACITY).containsAll(elites.subList(960, 1_000));
  }

  @Test
  void tournament_wrongNumbers_isRefused() {
    assertThatThrownBy(() -> new Tournament(0, 1, Dies.WORST)).hasMessageContaining("of 0");
    assertThatThrownBy(() -> new Tournament(1, 0, Dies.WORST)).hasMessageContaining("of 0");
  }

  private static double rankWeight(Archive archive, Elite elite) {
    List<Elite> ranked = new ArrayList<>(archive.elites());
    ranked.sort(Archive.BEST_FIRST);
    int n = ranked.size();
    int rank = ranked.indexOf(elite) + 1;
    return Math.pow(n - rank + 1, RIVALS) - Math.pow(n - rank, RIVALS);
  }
}
