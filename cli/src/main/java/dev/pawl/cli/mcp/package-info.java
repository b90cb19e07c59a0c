/// Pawl for coding agents: a server of the Model Context Protocol over standard input and output,
/// in which every tool is a command of `pawl` on folders that were declared. It knows neither
/// engine nor labs.
@NullMarked
package dev.pawl.cli.mcp;

import org.jspecify.annotations.NullMarked;
