package dev.pawl.journal;

/// How long a ticket took. Kept beside the chain: it differs from machine to machine.
///
/// @param endedMillis when the evaluation ended, in milliseconds since 1970 UTC
public record Timing(long ticket, long endedMillis, long wallNanos, long cpuNanos) {}
