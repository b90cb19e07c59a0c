package dev.pawl.cli;

import picocli.CommandLine;

@CommandLine.Command(
    header = "Decides a run again from its journal, without evaluating anything.",
    description = {
      "",
      "Every selection, choice of proposer and admission must come out as it is recorded. Exit code 1",
      "and the first difference if not.",
      ""
    })
final class ReplayCommand extends CheckCommand {

  ReplayCommand() {
    super(dev.pawl.engine.Engine.Mode.REPLAY, "decided again");
  }
}
