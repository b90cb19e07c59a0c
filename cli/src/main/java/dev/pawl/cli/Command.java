package dev.pawl.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What all commands have in common: it answers once, and the answer is printed either as text or
/// as one JSON object with nothing else on standard output.
abstract class Command implements Callable<Integer> {

  /// Set by picocli.
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Option(
      names = "--json",
      order = 900,
      description = "Print one JSON object on standard output, and nothing else there.")
  boolean json;

  @Option(names = "--debug", order = 901, description = "Show where an error came from.")
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      order = 902,
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  /// Does it.
  abstract Answer answer() throws Exception;

  @Override
  public final Integer call() throws Exception {
    Answer answer = answer();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Answer.json(answer.json()));
    } else if (!answer.text().isEmpty()) {
      out.println(answer.text().stripTrailing());
    }
    return answer.exitCode();
  }
}
