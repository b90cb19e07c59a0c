package dev.pawl.journal;

/// One process that worked on a run, from its start to its stop. Kept beside the chain.
///
/// @param number from 1
/// @param endedMillis 0 while it works, or if it was killed
/// @param reason why it ended; empty while it works, or if it was killed
/// @param cpuMillis CPU time of the whole process
public record Session(
    int number,
    long startedMillis,
    long endedMillis,
    String reason,
    long cpuMillis,
    String machine) {}
