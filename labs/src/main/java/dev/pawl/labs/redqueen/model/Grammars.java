package dev.pawl.labs.redqueen.model;

import dev.pawl.lm.Automaton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The grammars of all answers in one alphabet; each is made when it is first needed and kept.
final class Grammars {

  /// The most instructions that fill a gap.
  static final int MIDDLE_MAX = 12;

  private record Key(int instructionsMax, boolean startElsewhere) {}

  private final RedcodeTokens alphabet;
  private final Automaton whole;
  private final Automaton withCells;
  private final ConcurrentMap<Key, Automaton> parts = new ConcurrentHashMap<>();

  Grammars(RedcodeTokens alphabet) {
    this.alphabet = alphabet;
    this.whole = CodeGrammar.whole(alphabet, false);
    this.withCells = CodeGrammar.whole(alphabet, true);
  }

  RedcodeTokens alphabet() {
    return alphabet;
  }

  /// A warrior.
  Automaton whole() {
    return whole;
  }

  /// The two cells, then a warrior.
  Automaton withCells() {
    return withCells;
  }

  /// What fills a gap in a warrior.
  ///
  /// @param kept how many instructions are kept
  /// @param startElsewhere whether one of these is the start
  Automaton middle(int kept, boolean startElsewhere) {
    int room = Math.min(MIDDLE_MAX, alphabet.lengthMax() - kept);
    return parts.computeIfAbsent(
        new Key(room, startElsewhere), key -> CodeGrammar.part(alphabet, room, startElsewhere));
  }
}
