package dev.pawl.labs.squared.model;

import dev.pawl.lm.Automaton;
import dev.pawl.lm.formula.Operation;
import dev.pawl.lm.formula.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which token may follow, as an automaton. Formulas stand with operations before their arguments,
/// and a number that an operation needs before its other argument; so all that must be known of a
/// formula is how many arguments are still to come. What the automaton does not know is types:
/// these are checked by the reader of recipes.
final class RecipeGrammar {

  /// The most arguments that may be outstanding.
  static final int OUTSTANDING_MAX = 16;

  private final List<int[]> rows = new ArrayList<>();

  private RecipeGrammar() {}

  /// The grammar of `fields`, one after the other, and then the end.
  static Automaton of(List<Field> fields) {
    RecipeGrammar grammar = new RecipeGrammar();
    int start = grammar.row(); // state 0 is the start, whatever comes to stand there
    int last = grammar.row();
    grammar.allow(last, Alphabet.end(), last);
    int state = last;
    for (int i = fields.size() - 1; i >= 0; i--) {
      state =
          switch (fields.get(i)) {
            case Field.Whole(var _, int digits, int most) -> grammar.whole(digits, most, state);
            case Field.Decimal(var _) -> grammar.number(state);
            case Field.Written(var slot) -> grammar.formula(slot.place(), state);
          };
    }
    System.arraycopy(grammar.rows.get(state), 0, grammar.rows.get(start), 0, Alphabet.size());
    return new Automaton(grammar.rows.toArray(int[][]::new), Alphabet.end());
  }

  private int row() {
    int[] row = new int[Alphabet.size()];
    Arrays.fill(row, Automaton.FORBIDDEN);
    rows.add(row);
    return rows.size() - 1;
  }

  private void allow(int state, int token, int next) {
    rows.get(state)[token] = next;
  }

  private int whole(int digits, int most, int after) {
    int next = after;
    for (int i = digits - 1; i >= 0; i--) {
      int state = row();
      for (int digit = 0; digit <= (i == 0 ? most : 9); digit++) {
        allow(state, digit, next);
      }
      next = state;
    }
    return next;
  }

  /// 0, or one to three digits and an exponent, perhaps with a sign before.
  private int number(int after) {
    int state = row();
    begin(state, after);
    return state;
  }

  /// Lets a number begin in `state`.
  private void begin(int state, int after) {
    int third = row();
    int second = row();
    int first = row();
    int positive = row();
    for (int e = Alphabet.EXPONENT_MIN; e <= Alphabet.EXPONENT_MAX; e++) {
      allow(first, Alphabet.exponent(e), after);
      allow(second, Alphabet.exponent(e), after);
      allow(third, Alphabet.exponent(e), after);
    }
    for (int digit = 0; digit <= 9; digit++) {
      allow(first, digit, second);
      allow(second, digit, third);
      if (digit > 0) {
        allow(state, digit, first);
        allow(positive, digit, first);
      }
    }
    allow(state, 0, after);
    allow(state, Alphabet.minus(), positive);
  }

  private int formula(Place place, int after) {
    int[] outstanding = new int[OUTSTANDING_MAX + 1];
    outstanding[0] = after;
    for (int i = 1; i <= OUTSTANDING_MAX; i++) {
      outstanding[i] = row();
    }
    for (int i = 1; i <= OUTSTANDING_MAX; i++) {
      int state = outstanding[i];
      begin(state, outstanding[i - 1]);
      for (String input : place.inputs().keySet()) {
        allow(state, Alphabet.input(input), outstanding[i - 1]);
      }
      for (Operation operation : place.operations()) {
        int more = i - 1 + operation.arity();
        if (operation.takesNumber()) {
          allow(state, Alphabet.operation(operation), number(outstanding[more - 1]));
        } else if (more <= OUTSTANDING_MAX) {
          allow(state, Alphabet.operation(operation), outstanding[more]);
        }
      }
    }
    return outstanding[1];
  }
}
