/// Tests.
@NullMarked
package dev.pawl.labs.programs.writer;

import org.jspecify.annotations.NullMarked;
