package dev.pawl.cli;

import dev.pawl.cli.model.ModelException;
import dev.pawl.engine.Divergence;
import dev.pawl.engine.NoChampion;
import dev.pawl.journal.JournalException;
import dev.pawl.labs.programs.task.MachineFault;
import dev.pawl.study.StudyException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParameterException;

/// An error as the user sees it: one clear line on standard error, or with `--json` one object on
/// standard output, and an exit code.
///
/// @param problems all that is wrong, where that can be more than one thing; else empty
record Failure(int exitCode, String message, List<String> problems, Exception cause) {

  static Failure of(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return switch (e) {
      case Refusal refusal -> new Failure(Exit.USAGE, message, refusal.problems(), e);
      case StudyException study -> new Failure(Exit.USAGE, message, study.problems(), e);
      case ParameterException wrong ->
          new Failure(
              Exit.USAGE,
              "%s; `%s --help` explains"
                  .formatted(
                      message.strip().replaceFirst("\\.$", ""),
                      wrong.getCommandLine().getCommandSpec().qualifiedName()),
              List.of(),
              e);
      case NoChampion _ -> new Failure(Exit.NO, message, List.of(), e);
      case Divergence _ -> new Failure(Exit.NO, message, List.of(), e);
      case JournalException _ -> new Failure(Exit.USAGE, message, List.of(), e);
      case ModelException _ -> new Failure(Exit.USAGE, message, List.of(), e);
      case UncheckedIOException _ ->
          new Failure(Exit.INTERNAL, message + ": " + e.getCause(), List.of(), e);
      case IllegalStateException stopped when stopped.getCause() instanceof MachineFault fault ->
          new Failure(Exit.USAGE, String.valueOf(fault.getMessage()), List.of(), e);
      case RuntimeException bug ->
          new Failure(Exit.INTERNAL, "internal error: " + bug, List.of(), e);
      default -> new Failure(Exit.INTERNAL, e.toString(), List.of(), e);
    };
  }

  int report(boolean json, boolean debug, PrintWriter out, PrintWriter err) {
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("error", message);
      if (!problems.isEmpty()) {
        object.put("problems", problems);
      }
      object.put("exit", exitCode);
      out.println(Answer.json(object));
    } else {
      err.println("pawl: " + message);
    }
    if (debug || System.getenv("PAWL_DEBUG") != null) {
      cause.printStackTrace(err);
    } else if (exitCode == Exit.INTERNAL && !json) {
      err.println("      (--debug shows where it came from)");
    }
    return exitCode;
  }
}
