package dev.pawl.lm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.pawl.Hash;
import dev.pawl.lm.torch.Torch.Processor;
import dev.pawl.lm.train.Ending.Crashed;
import dev.pawl.lm.train.Ending.Done;
import dev.pawl.lm.train.Ending.Stopped;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.WorkerTrainer.Launch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class WorkerTrainerTest {

  /// More steps than are ever waited for.
  private static final int FOR_EVER = 1_000_000;

  private static final WorkerTrainer TRAINER = new WorkerTrainer(new Launch(1));

  @AfterAll
  static void close() {
    TRAINER.close();
  }

  static Job job(int steps) {
    Recipe recipe = Samples.recipe(new NextToken(), Optimizer.MUON, steps);
    Corpus texts = Samples.texts(9, Samples.MODERN, 1);
    return Job.fresh(Samples.MODERN, "test", recipe, texts, texts);
  }

  @Test
  void train_inAWorker_givesTheBitsOfThisProcess() {
    List<Progress> seen = new ArrayList<>();

    Trained trained = TRAINER.train(job(12), seen::add, () -> false);
    long worker = pid();
    Trained here = new TorchTrainer(1).train(job(12), progress -> {}, () -> false);

    assertThat(ClientProcess.hash(trained)).isEqualTo(ClientProcess.hash(here));
    assertThat(seen).isEqualTo(trained.curve()).hasSize(12);
    assertThat(TRAINER.train(job(2), progress -> {}, () -> false).ending()).isEqualTo(new Done());
    assertThat(pid()).as("the worker is kept").isEqualTo(worker);
  }

  @Test
  void train_stopped_goesOnFromItsCheckpoint() {
    List<Progress> seen = new ArrayList<>();

    Trained stopped = TRAINER.train(job(400), seen::add, () -> seen.size() >= 3);
    Checkpoint checkpoint = ((Stopped) stopped.ending()).checkpoint();
    Trained rest = TRAINER.train(job(400).from(checkpoint), progress -> {}, () -> false);
    Trained whole = TRAINER.train(job(400), progress -> {}, () -> false);

    assertThat(stopped.curve()).hasSizeBetween(3, 399);
    assertThat(rest.curve()).isEqualTo(whole.curve());
    assertThat(rest.model()).isEqualTo(whole.model());
    assertThatThrownBy(() -> TRAINER.train(job(401).from(checkpoint), progress -> {}, () -> false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void train_workerKilled_isCrashedAndTheNextJobGetsAnother() {
    Job job = job(FOR_EVER);
    List<Progress> seen = new ArrayList<>();

    Trained crashed =
        TRAINER.train(
            job,
            progress -> {
              seen.add(progress);
              if (seen.size() == 5) {
                Objects.requireNonNull(TRAINER.worker()).destroyForcibly(); // kill -9
              }
            },
            () -> false);
    Trained next = TRAINER.train(job(3), progress -> {}, () -> false);

    assertThat(crashed.ending())
        .isInstanceOfSatisfying(
            Crashed.class, end -> assertThat(end.reason()).contains("exit status 137"));
    assertThat(crashed.model()).isSameAs(job.start());
    assertThat(crashed.curve()).hasSizeGreaterThanOrEqualTo(5).isEqualTo(seen);
    assertThat(crashed.flops()).isEqualTo(seen.getLast().flops());
    assertThat(next.ending()).isEqualTo(new Done());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void train_nativeCodeCrashes_isCrashedWithWhatTheJvmSaid() {
    Trained crashed =
        TRAINER.train(
            job(FOR_EVER),
            progress -> {
              if (progress.step() == 3) {
                crash(Objects.requireNonNull(TRAINER.worker()).pid());
              }
            },
            () -> false);

    assertThat(crashed.ending())
        .isInstanceOfSatisfying(Crashed.class, end -> assertThat(end.reason()).contains("SIGSEGV"));
  }

  /// What a wrong pointer in native code does.
  private static void crash(long pid) {
    try {
      new ProcessBuilder("kill", "-SEGV", Long.toString(pid)).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void train_libtorchRefuses_isCrashedWithItsReason() {
    Launch nowhere = new Launch(Processor.CUDA, 1, 256, Duration.ofMinutes(1));
    try (WorkerTrainer trainer = new WorkerTrainer(nowhere)) {
      assumeFalse(Files.exists(Path.of("/dev/nvidia0")));

      Trained trained = trainer.train(job(3), progress -> {}, () -> false);

      assertThat(trained.ending())
          .isInstanceOfSatisfying(
              Crashed.class, end -> assertThat(end.reason()).contains("-Dtorch.extension=-gpu"));
      assertThat(trained.flops()).isZero();
    }
  }

  @Test
  void train_inAnotherProcess_isRepeatableNeverLoadsLibtorchAndDiesWithIt() throws Exception {
    Process client =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ManagementFactory.getRuntimeMXBean().getClassPath(),
                ClientProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = client.inputReader()) {
      Hash hash = Hash.parse(lines.readLine());
      String libtorch = lines.readLine();
      ProcessHandle worker = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();

      Trained here = TRAINER.train(job(12), progress -> {}, () -> false);
      assertThat(hash).isEqualTo(ClientProcess.hash(here));
      assertThat(libtorch).isEqualTo("false");
      assertThat(worker.isAlive()).isTrue();

      client.toHandle().destroyForcibly();
      worker.onExit().get(20, TimeUnit.SECONDS);
    } finally {
      client.destroyForcibly();
    }
  }

  private static long pid() {
    return Objects.requireNonNull(TRAINER.worker()).pid();
  }
}
