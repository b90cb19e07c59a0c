/// What people and runs put their signature under: approvals of a promotion
/// ([dev.pawl.gate.attestation.Approvers]), checkpoints of a journal
/// ([dev.pawl.gate.attestation.Checkpoint]), and where a champion comes from
/// ([dev.pawl.gate.attestation.Provenance]). Keys are Ed25519 (RFC 8032), by the JDK.
@NullMarked
package dev.pawl.gate.attestation;

import org.jspecify.annotations.NullMarked;
