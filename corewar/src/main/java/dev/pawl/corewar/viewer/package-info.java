/// The battle viewer. A [dev.pawl.corewar.viewer.Recorder] writes down one round as it is fought,
/// instruction by instruction; the [dev.pawl.corewar.viewer.Recording] is then played by one
/// self-contained HTML page ([dev.pawl.corewar.viewer.BattlePage]) or in a terminal
/// ([dev.pawl.corewar.viewer.TerminalPlayer]). The names of warriors are untrusted text and reach
/// neither HTML nor terminal unescaped.
@NullMarked
package dev.pawl.corewar.viewer;

import org.jspecify.annotations.NullMarked;
