package dev.pawl.jail;

/// One thing that a jail keeps from the program inside it.
public enum Control {
  /// It reads no file but its own and the system's, and changes none but its own.
  FILES("reads and changes no file of this machine but what it was given"),
  /// It finds no secret in its environment.
  SECRETS("finds no variable of the process that started it"),
  /// It reaches no network and no socket of this machine.
  NETWORK("reaches no network, no loopback service and no socket of this machine"),
  /// It sees, signals and traces no process but its own.
  SIGNALS("sees, signals and traces no process outside"),
  /// Nothing that it started outlives it.
  TREE("leaves no process behind, however it detaches"),
  /// It has no privilege and can get none.
  PRIVILEGES("has no privilege, and can get none"),
  /// The kernel refuses it the calls that only an attacker needs.
  SYSTEM_CALLS("is refused the system calls that only an attacker needs"),
  /// Its number of processes and threads is bounded.
  PROCESSES("has a bounded number of processes and threads"),
  /// Its memory, all processes together, is bounded at every moment.
  MEMORY("has bounded memory, all its processes together"),
  /// Its CPU time, all processes together, is bounded.
  CPU("has bounded CPU time, all its processes together"),
  /// What it writes is bounded.
  DISK("has bounded room for files"),
  /// What it prints is bounded.
  OUTPUT("prints a bounded amount"),
  /// What it leaves is safe to read.
  ARTIFACTS("leaves nothing but small regular files that is read");

  private final String promise;

  Control(String promise) {
    this.promise = promise;
  }

  /// What holds for a jailed program, as the end of a sentence that begins with "it".
  public String promise() {
    return promise;
  }
}
