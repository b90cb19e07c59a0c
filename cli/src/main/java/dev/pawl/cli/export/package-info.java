/// Runs as other tools want them: git, CSV, JSON lines.
@NullMarked
package dev.pawl.cli.export;

import org.jspecify.annotations.NullMarked;
