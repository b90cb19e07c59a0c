/// Attacks of `docs/safety.md` that concern the gate, the journal, the archive, or what is read of
/// a candidate, and not a program in a jail: each is a test whose name ends with its verdict.
@org.jspecify.annotations.NullMarked
package dev.pawl.redteam;
