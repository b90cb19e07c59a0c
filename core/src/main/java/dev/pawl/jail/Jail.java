package dev.pawl.jail;

/// The boundary between trusted and untrusted code: runs a program so that it can do nothing but
/// compute.
public interface Jail {

  /// Runs `job` to its end, in walls of its own. When this returns, nothing that it started is
  /// alive. Whatever the program did is in the result and never an exception.
  ///
  /// @throws JailException if the walls cannot be built on this machine
  /// @throws InterruptedException if the calling thread is interrupted; everything inside is dead
  ///   then, too
  Ran run(Job job) throws InterruptedException;

  /// What this jail is made of, and what it lacks.
  Walls walls();
}
