package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C while a model is trained, as a terminal sends it: to the program and to the process that
/// it trains in.
class ModelTrainStopTest {

  @TempDir Path folder;

  @Test
  void train_interrupted_leavesACheckpointAndGoesOnToTheSameBits() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")));
    Path text = Files.writeString(folder.resolve("text"), "A pawl keeps a ratchet. ".repeat(80));
    Path whole = folder.resolve("whole.safetensors");
    Path parts = folder.resolve("parts.safetensors");

    Process process = start(command(text, parts));
    String said = interrupt(process);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    // The JVM ends with the status of the signal, whatever was answered.
    assertThat(process.exitValue()).as(said).isEqualTo(143);
    assertThat(folder.resolve("parts.checkpoint")).as(said).isNotEmptyFile();
    assertThat(folder.resolve("parts.loss.html")).content().contains("Stopped");
    assertThat(parts).doesNotExist();

    Terminal rest = Terminal.type(command(text, parts).toArray(String[]::new));
    Terminal once = Terminal.type(command(text, whole).toArray(String[]::new));

    assertThat(rest.exitCode()).as(rest.err()).isZero();
    assertThat(rest.err()).contains("going on from " + folder.resolve("parts.checkpoint"));
    assertThat(once.exitCode()).isZero();
    assertThat(parts).hasSameBinaryContentAs(whole);
    assertThat(folder.resolve("parts.lineage.json"))
        .hasSameTextualContentAs(folder.resolve("whole.lineage.json"));
    assertThat(folder.resolve("parts.checkpoint")).doesNotExist();
  }

  private static List<String> command(Path text, Path out) {
    return List.of(
        "model",
        "train",
        text.toString(),
        "--out=" + out,
        "--parameters=20k",
        "--context=16",
        "--batch=4",
        "--steps=500",
        "--optimizer=adamw",
        "--threads=1");
  }

  private static Process start(List<String> args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dpawl.err.terminal=true", // a line for every step that is shown
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                ManagementFactory.getRuntimeMXBean().getClassPath(),
                Pawl.class.getName()));
    command.addAll(args);
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  /// Waits for the first step, sees where libtorch is, and presses ctrl-C.
  private static String interrupt(Process process) throws Exception {
    StringBuilder said = new StringBuilder();
    try (BufferedReader err = process.errorReader()) {
      while (said.indexOf("step ") < 0) {
        int c = err.read();
        assertThat(c).as(said.toString()).isNotNegative();
        said.append((char) c);
      }
      List<ProcessHandle> workers = process.toHandle().children().toList();
      assertThat(workers).hasSize(1);
      assertThat(maps(process.pid())).doesNotContain("libtorch");
      assertThat(maps(workers.getFirst().pid())).contains("libtorch");
      // A terminal sends ctrl-C to both. The program gets SIGTERM here, which does the same: a
      // process whose parent was started in the background may never see SIGINT.
      kill("-INT", workers.getFirst().pid());
      kill("-TERM", process.pid());
      err.lines().forEach(line -> said.append(line).append('\n'));
    }
    return said.toString();
  }

  private static void kill(String signal, long pid) throws Exception {
    Process kill = new ProcessBuilder("/bin/kill", signal, Long.toString(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static String maps(long pid) throws IOException {
    Path maps = Path.of("/proc", Long.toString(pid), "maps");
    assumeTrue(Files.isReadable(maps));
    return Files.readString(maps);
  }
}
