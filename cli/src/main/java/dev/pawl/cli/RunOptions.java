package dev.pawl.cli;

import dev.pawl.study.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How far and how fast a run goes. None of these changes what the journal holds, only how much of
/// it there will be.
final class RunOptions {

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Stop after so many minutes; what is in flight is finished.")
  @Nullable Double minutes;

  @Option(
      names = "--evaluations",
      paramLabel = "N",
      description = "Stop when so many candidates have been scored.")
  @Nullable String evaluations;

  @Option(
      names = "--instructions",
      paramLabel = "N",
      description = "Stop when so many instructions have been simulated, such as 5e9.")
  @Nullable String instructions;

  @Option(
      names = "--dollars",
      paramLabel = "D",
      description = "The most that a run may spend on remote models, earlier sessions included.")
  @Nullable String dollars;

  @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
  @Nullable String threads;

  List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    if (minutes != null) {
      long millis = Math.max(1, Math.round(minutes * 60_000));
      settings.add(new Setting("--minutes " + minutes, "budget.wall", millis + "ms"));
    }
    add(settings, "--evaluations", "budget.evaluations", evaluations);
    add(settings, "--instructions", "budget.instructions", instructions);
    add(settings, "--dollars", "budget.dollars", dollars);
    add(settings, "--threads", "threads", threads);
    return settings;
  }

  static void add(List<Setting> settings, String option, String path, @Nullable String value) {
    if (value != null) {
      settings.add(new Setting(option + " " + value, path, value));
    }
  }
}
