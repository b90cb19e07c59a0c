@NullMarked
package dev.pawl.gate.attestation;

import org.jspecify.annotations.NullMarked;
