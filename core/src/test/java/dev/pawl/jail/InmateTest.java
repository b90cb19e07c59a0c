package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.engine.Clock;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class InmateTest {

  /// As whoever is killed while it builds: dead, and its child holds the stream open.
  @Test
  void of_builderIsDeadAndItsChildIsNot_saysSoAndDoesNotWaitForTheChild() throws IOException {
    Process builder = new ProcessBuilder("sh", "-c", "echo half >&2; sleep 300 & echo $!").start();
    String child = builder.inputReader().readLine();
    try {
      assertThatThrownBy(() -> Inmate.of(builder, new Nobody(), Clock.system()))
          .isInstanceOf(JailException.class)
          .hasMessage("the walls could not be built: half; build them again");
    } finally {
      ProcessHandle.of(Long.parseLong(child)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private record Nobody() implements Keeper {

    @Override
    public ProcessHandle first(Process process) {
      throw new JailException("the walls do not stand");
    }

    @Override
    public Optional<ControlGroup> group(ProcessHandle first) {
      return Optional.empty();
    }

    @Override
    public void release(Process process) {}

    @Override
    public void sweep() {}

    @Override
    public String advice() {
      return "build them again";
    }
  }
}
