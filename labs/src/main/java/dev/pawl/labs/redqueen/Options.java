package dev.pawl.labs.redqueen;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.List;

/// How a Red Queen run is set up; the defaults are those of the paper.
///
/// @param rounds of the arms race (`rounds`)
/// @param tickets per round, seeds included (`tickets`)
/// @param history how many of the last champions a candidate meets (`history`, K)
/// @param format how a candidate meets its opponents (`format`)
/// @param battles per candidate, for duels per candidate and opponent; the same for all candidates
///   of a round (`battles`)
/// @param fresh new random warriors that start each round (`fresh`)
/// @param race whether a candidate that is clearly behind its cell is stopped early (`race`)
/// @param settings of the core
/// @param longest the most instructions of a candidate; its opponents may be longer (`longest`)
/// @param ancestors the opponents before there are champions; they stay for ever (`ancestors`)
/// @param ancestorsBreed whether the ancestors are also candidates that each round starts with
///   (`breed`)
/// @param select warriors that champions are measured on and that the search never meets (`select`)
/// @param selectBattles per warrior of `select`
public record Options(
    int rounds,
    int tickets,
    int history,
    Format format,
    int battles,
    int fresh,
    boolean race,
    Settings settings,
    int longest,
    List<Warrior> ancestors,
    boolean ancestorsBreed,
    List<Warrior> select,
    int selectBattles) {

  public Options {
    ancestors = List.copyOf(ancestors);
    select = List.copyOf(select);
  }

  /// How a candidate meets its opponents.
  public enum Format {
    /// All at once, as in the paper.
    MELEE,
    /// One after the other.
    DUELS
  }

  /// The settings that candidates are written for.
  Settings writing() {
    return Settings.of(
        settings.coreSize(), settings.cycles(), settings.processes(), longest, settings.distance());
  }

  /// The most warriors in one battle.
  int contestantsMax() {
    return format == Format.DUELS
        ? 2
        : Math.max(2, 1 + ancestors.size() + Math.min(history, rounds - 1));
  }
}
