package dev.pawl.cli.report;

import java.util.List;

/// What became of the tickets of one proposer.
///
/// @param failed timed out, over a limit, or crashed
/// @param bins how many tickets it had in each stretch of the run, all stretches being equally long
record Operator(
    String name,
    long tickets,
    long declined,
    long refused,
    long eliminated,
    long failed,
    long finished,
    long admitted,
    List<Long> bins) {}
