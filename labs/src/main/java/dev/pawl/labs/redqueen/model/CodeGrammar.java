package dev.pawl.labs.redqueen.model;

import dev.pawl.lm.Automaton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the model may write: the automaton counts instructions, sees that one and only one of them
/// is the start, and lets every number be a word of the number code. So every text that it allows,
/// once ended, is a program of at most so many instructions.
final class CodeGrammar {

  private static final int BOUNDARY = 0;
  private static final int STARTED = 1;
  private static final int OPERATION = 2;
  private static final int A = 3;

  private final RedcodeTokens alphabet;
  private final NumberCode numbers;
  private final int instructionsMax;
  private final boolean startElsewhere;
  private final int cellStates;
  private final int slots;
  private final List<int[]> rows = new ArrayList<>();

  private CodeGrammar(
      RedcodeTokens alphabet, int instructionsMax, boolean startElsewhere, boolean cells) {
    this.alphabet = alphabet;
    this.numbers = alphabet.numbers();
    this.instructionsMax = instructionsMax;
    this.startElsewhere = startElsewhere;
    this.cellStates = cells ? 2 : 0;
    this.slots = A + 2 * numbers.states();
  }

  /// A whole warrior.
  ///
  /// @param cells whether the cells of its two traits come first
  static Automaton whole(RedcodeTokens alphabet, boolean cells) {
    return new CodeGrammar(alphabet, alphabet.lengthMax(), false, cells).automaton();
  }

  /// A part of a warrior, that may be empty.
  ///
  /// @param instructionsMax at least 1 if the start has to be in it
  /// @param startElsewhere whether the start is in another part, or has to be in this one
  static Automaton part(RedcodeTokens alphabet, int instructionsMax, boolean startElsewhere) {
    return new CodeGrammar(alphabet, instructionsMax, startElsewhere, false).automaton();
  }

  private Automaton automaton() {
    int phases = startElsewhere ? 1 : 2;
    int states = cellStates + (instructionsMax + 1) * phases * slots;
    for (int i = 0; i < states; i++) {
      int[] row = new int[alphabet.vocabulary()];
      Arrays.fill(row, Automaton.FORBIDDEN);
      rows.add(row);
    }
    for (int axis = 0; axis < cellStates; axis++) {
      for (int cell = 0; cell < RedcodeTokens.CELLS_MAX; cell++) {
        allow(axis, RedcodeTokens.cell(axis, cell), axis + 1);
      }
    }
    for (int done = 0; done <= instructionsMax; done++) {
      for (int phase = 0; phase < phases; phase++) {
        boundary(state(done, phase, BOUNDARY), done, phase);
        if (done < instructionsMax) {
          instruction(done, phase);
        }
      }
    }
    return new Automaton(reachable(), RedcodeTokens.END);
  }

  /// The rows of the states that can be reached, and only those.
  private int[][] reachable() {
    Map<Integer, Integer> places = new HashMap<>(Map.of(0, 0));
    List<int[]> found = new ArrayList<>(List.of(rows.getFirst()));
    for (int i = 0; i < found.size(); i++) {
      int[] row = found.get(i);
      for (int token = 0; token < row.length; token++) {
        if (row[token] != Automaton.FORBIDDEN) {
          int state = row[token];
          Integer place = places.putIfAbsent(state, found.size());
          if (place == null) {
            place = found.size();
            found.add(rows.get(state));
          }
          row[token] = place;
        }
      }
    }
    return found.toArray(int[][]::new);
  }

  private int state(int done, int phase, int slot) {
    int phases = startElsewhere ? 1 : 2;
    return cellStates + (done * phases + phase) * slots + slot;
  }

  private boolean started(int phase) {
    return startElsewhere || phase == 1;
  }

  /// What may follow `done` whole instructions.
  private void boundary(int state, int done, int phase) {
    int left = instructionsMax - done;
    if (started(phase)) {
      allow(state, RedcodeTokens.END, state);
    } else if (left > 0) {
      allow(state, RedcodeTokens.START, state(done, phase, STARTED));
    }
    if (left > (started(phase) ? 0 : 1)) {
      operations(state, state(done, phase, OPERATION));
    }
  }

  private void instruction(int done, int phase) {
    if (!started(phase)) {
      operations(state(done, phase, STARTED), state(done, 1, OPERATION));
    }
    modes(state(done, phase, OPERATION), state(done, phase, A));
    int b = A + numbers.states();
    for (int n = 0; n < numbers.states(); n++) {
      int inA = state(done, phase, A + n);
      int inB = state(done, phase, b + n);
      for (int symbol = 0; symbol < numbers.symbols(); symbol++) {
        int next = numbers.next(n, symbol);
        if (next != NumberCode.NONE) {
          allow(inA, RedcodeTokens.number(symbol), state(done, phase, A + next));
          allow(inB, RedcodeTokens.number(symbol), state(done, phase, b + next));
        }
      }
      if (numbers.accepts(n)) {
        modes(inA, state(done, phase, b));
        boundary(inB, done + 1, phase);
      }
    }
  }

  private void operations(int state, int next) {
    for (int i = 0; i < RedcodeTokens.operations(); i++) {
      allow(state, RedcodeTokens.operation(i), next);
    }
  }

  private void modes(int state, int next) {
    for (int i = 0; i < RedcodeTokens.modes(); i++) {
      allow(state, RedcodeTokens.mode(i), next);
    }
  }

  private void allow(int state, int token, int next) {
    rows.get(state)[token] = next;
  }
}
