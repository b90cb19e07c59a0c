package dev.pawl.labs.squared.model;

import dev.pawl.lm.formula.Operation;
import dev.pawl.lm.formula.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The numbers of tokens. The first ten are digits.
final class Alphabet {

  static final int EXPONENT_MIN = -12;
  static final int EXPONENT_MAX = 6;

  /// How good a recipe was: the best quarter of its round first, then failures, then those of which
  /// nothing is known.
  static final int CLASSES = 6;

  static final int BEST = 0;
  static final int FAILED = 4;
  static final int UNKNOWN = 5;

  private static final int MINUS = 10;
  private static final int EXPONENTS = MINUS + 1;
  private static final int FIRST_CLASS = EXPONENTS + EXPONENT_MAX - EXPONENT_MIN + 1;
  private static final int END = FIRST_CLASS + CLASSES;
  private static final int OPERATIONS = END + 1;
  private static final int INPUTS = OPERATIONS + Operation.values().length;

  private static final List<String> NAMES = names();

  private Alphabet() {}

  private static List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    for (Place place :
        List.of(
            Place.SCHEDULE,
            Place.TOKEN,
            Place.PAIR,
            Place.BLOCKS,
            Place.REST,
            Place.ACTIVATION,
            Place.BLOCK)) {
      names.addAll(place.inputs().keySet());
    }
    return new ArrayList<>(names);
  }

  static int size() {
    return INPUTS + NAMES.size();
  }

  static int minus() {
    return MINUS;
  }

  static int end() {
    return END;
  }

  static int exponent(int exponent) {
    return EXPONENTS + exponent - EXPONENT_MIN;
  }

  static boolean isExponent(int token) {
    return token >= EXPONENTS && token < FIRST_CLASS;
  }

  static int exponentOf(int token) {
    return token - EXPONENTS + EXPONENT_MIN;
  }

  static int ofClass(int number) {
    return FIRST_CLASS + number;
  }

  static int operation(Operation operation) {
    return OPERATIONS + operation.ordinal();
  }

  static boolean isOperation(int token) {
    return token >= OPERATIONS && token < INPUTS;
  }

  static Operation operationOf(int token) {
    return Operation.values()[token - OPERATIONS];
  }

  static int input(String name) {
    return INPUTS + NAMES.indexOf(name);
  }

  static boolean isInput(int token) {
    return token >= INPUTS && token < size();
  }

  static String inputOf(int token) {
    return NAMES.get(token - INPUTS);
  }
}
