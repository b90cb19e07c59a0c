/// The `pawl` command. [dev.pawl.cli.Catalog] names the commands; each is a [dev.pawl.cli.Command]
/// that computes an [dev.pawl.cli.Answer], which is printed as text or as one JSON object.
@NullMarked
package dev.pawl.cli;

import org.jspecify.annotations.NullMarked;
