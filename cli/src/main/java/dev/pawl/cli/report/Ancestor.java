package dev.pawl.cli.report;

import dev.pawl.Hash;
import java.util.List;

/// How an admitted candidate came to be: the first ticket under which it was admitted.
///
/// @param value in its round
record Ancestor(
    Hash candidate, long ticket, int round, String proposer, List<Hash> parents, double value) {}
