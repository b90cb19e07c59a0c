package dev.pawl.cli;

import dev.pawl.study.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of a command that makes many runs.
final class ManyRuns {

  private static final int MOST = 1_000;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "Runs that go on at the same time, each on one thread. Default: all cores.")
  int atOnce = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Another value for a key, in all of them.")
  List<String> set = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of all its runs. Default: the next free one in --runs.")
  @Nullable Path out;

  @Mixin RunsOption runs = new RunsOption();

  /// @throws Refusal if there are too many or too few of something
  void check(int seeds) {
    if (seeds < 1 || seeds > MOST || atOnce < 1 || atOnce > MOST) {
      throw new Refusal(
          "--seeds is %d and --at-once %d; both must be from 1 to %d"
              .formatted(seeds, atOnce, MOST));
    }
  }

  List<Setting> settings() {
    return set.stream().map(RunCommand::setting).toList();
  }

  /// Where the runs are to be; it is there afterwards.
  ///
  /// @param name of a new folder, if none was given
  Path folder(String name) throws IOException {
    Path folder = out == null ? RunDirectory.create(Path.of(runs.folder), name).folder() : out;
    Files.createDirectories(folder);
    return folder;
  }
}
