package dev.pawl.cli.report;

import dev.pawl.journal.Journal;

/// A run to report on.
///
/// @param name what readers call it, such as the name of its directory
/// @param journal is only read; another process may be writing it
public record RunInput(String name, Journal journal) {}
