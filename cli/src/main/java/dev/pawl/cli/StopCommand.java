package dev.pawl.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    header = "Lets a run finish what is in flight, then stops it.",
    description = {
      "",
      "Nothing that was paid for is thrown away, and `pawl resume` goes on from there.",
      "Waits until the run has stopped.",
      ""
    })
final class StopCommand extends Command {

  private static final Duration POLL = Duration.ofMillis(50);

  @Mixin RunArgument run = new RunArgument();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long to wait for it; 0 does not. Default: ${DEFAULT-VALUE}.")
  int waitSeconds;

  @Override
  Answer answer() throws InterruptedException {
    RunDirectory directory = run.find();
    if (!directory.isRunning()) {
      return answer(directory, Exit.OK, true, "is not running");
    }
    directory.wantStop();
    if (waitSeconds <= 0) {
      return answer(directory, Exit.OK, false, "was asked to stop");
    }
    long polls = Duration.ofSeconds(waitSeconds).dividedBy(POLL);
    for (long i = 0; i < polls; i++) {
      if (!directory.isRunning()) {
        directory.clearStop();
        return answer(directory, Exit.OK, true, "has stopped");
      }
      Thread.sleep(POLL);
    }
    return answer(
        directory, Exit.NO, false, "was asked to stop, but has not in %d s".formatted(waitSeconds));
  }

  private static Answer answer(RunDirectory run, int code, boolean stopped, String text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.name());
    json.put("stopped", stopped);
    return new Answer(code, json, "%s %s".formatted(run.name(), text));
  }
}
