package dev.pawl.labs.programs.task;

/// This machine cannot run programs: no jail can be built, or an interpreter is missing. An error
/// and no exception, because the engine takes an exception of a score for the candidate's fault;
/// this one stops the run.
public final class MachineFault extends Error {

  public MachineFault(String message) {
    super(message);
  }

  public MachineFault(String message, Throwable cause) {
    super(message, cause);
  }
}
