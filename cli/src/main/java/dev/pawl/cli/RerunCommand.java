package dev.pawl.cli;

import picocli.CommandLine;

@CommandLine.Command(
    header = "Evaluates a run again and compares it with its journal.",
    description = {
      "",
      "Every proposal, score and admission must come out as it is recorded. Exit code 1 and the first",
      "difference if not.",
      ""
    })
final class RerunCommand extends CheckCommand {

  RerunCommand() {
    super(dev.pawl.engine.Engine.Mode.RERUN, "evaluated again");
  }
}
