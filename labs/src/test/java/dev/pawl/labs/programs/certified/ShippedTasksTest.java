package dev.pawl.labs.programs.certified;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.jail.Weakness;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.numbers.Declared;
import dev.pawl.labs.programs.numbers.Literals;
import dev.pawl.labs.programs.task.Assay;
import dev.pawl.labs.programs.task.Machine;
import dev.pawl.labs.programs.task.Task;
import dev.pawl.labs.programs.task.TaskFile;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tasks of numbers in `studies/tasks`.
class ShippedTasksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "circles26",
        "circles32",
        "distances14",
        "distances16",
        "heilbronn11",
        "heilbronn13",
        "kissing4",
        "autocorrelation50",
        "overlap50"
      })
  void read_shippedTask_certifiesItsSeedAndOffersALocalSearch(String name) {
    Path folder = Path.of("..", "studies", "tasks", name);
    Task task = TaskFile.read(folder, Machine.ofThisProcess(), Weakness.REFUSED);

    assertThat(task.assay().put(task.seed(), new Trial("main", Trial.Split.SEARCH, 0, 1)))
        .isInstanceOf(Assay.Result.Judged.class);
    assertThat(task.assay().judge()).get().isInstanceOf(Declared.class);
    Declared declared = (Declared) task.assay().judge().orElseThrow();
    assertThat(declared.program().orElseThrow().numbers())
        .isEqualTo(Literals.of(task.surface(), task.seed()).count());
  }
}
