package dev.pawl.cli;

import picocli.CommandLine.Option;

/// Where runs are kept.
final class RunsOption {

  @Option(
      names = "--runs",
      order = 800,
      paramLabel = "DIR",
      description = "The folder of the runs. Default: runs.")
  String folder = RunDirectory.RUNS;
}
