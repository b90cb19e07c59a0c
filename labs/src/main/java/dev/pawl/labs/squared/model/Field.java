package dev.pawl.labs.squared.model;

import dev.pawl.labs.squared.operators.Slot;

/// A piece of a recipe in tokens.
sealed interface Field {

  /// An integer of so many digits, or a choice, as one digit.
  ///
  /// @param most the greatest of its first digit
  record Whole(String name, int digits, int most) implements Field {}

  /// A number.
  record Decimal(String name) implements Field {}

  /// A formula, operations before their arguments.
  record Written(Slot slot) implements Field {}
}
