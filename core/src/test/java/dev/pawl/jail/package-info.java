/// Tests of the jail: what it lets through, what it stops, and what it says.
@NullMarked
package dev.pawl.jail;

import org.jspecify.annotations.NullMarked;
