package dev.pawl.lm.formula;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// An expression. Equal trees are the same formula, and where a formula keeps something from step
/// to step, equal parts keep it once.
public sealed interface Formula {

  /// The most nodes of one formula, shared parts counted as often as they stand there.
  int NODES_MAX = 160;

  /// The most calls in each other.
  int DEPTH_MAX = 24;

  /// A number.
  record Constant(double value) implements Formula {

    public Constant {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a number is %s; it must be finite".formatted(value));
      }
      value += 0.0; // no negative zero: it would be another formula with the same meaning
    }
  }

  /// Something that is given, such as `nll` or `g`.
  record Input(String name) implements Formula {}

  /// An operation on others.
  record Call(Operation operation, List<Formula> arguments) implements Formula {

    public Call {
      arguments = List.copyOf(arguments);
      if (arguments.size() != operation.arity()) {
        throw new IllegalArgumentException(
            "%s takes %d arguments; found %d"
                .formatted(operation.word(), operation.arity(), arguments.size()));
      }
    }
  }

  /// A number.
  static Formula of(double value) {
    return new Constant(value);
  }

  /// An input.
  static Formula of(String name) {
    return new Input(name);
  }

  /// A call.
  static Formula of(Operation operation, Formula... arguments) {
    return new Call(operation, Arrays.asList(arguments));
  }

  /// How many numbers, inputs and calls there are, shared ones as often as they are used.
  default int nodes() {
    int[] count = {0};
    each(_ -> count[0]++);
    return count[0];
  }

  /// How deep calls lie in each other; 0 for a number or an input.
  default int depth() {
    return switch (this) {
      case Constant _, Input _ -> 0;
      case Call(var _, var arguments) ->
          1 + arguments.stream().mapToInt(Formula::depth).max().orElse(0);
    };
  }

  /// Visits all parts, arguments before what is made of them, the whole last.
  default void each(Consumer<Formula> visit) {
    if (this instanceof Call(var _, var arguments)) {
      arguments.forEach(argument -> argument.each(visit));
    }
    visit.accept(this);
  }

  /// Whether some part is a call of one of `operations`.
  default boolean calls(Operation... operations) {
    boolean[] found = {false};
    List<Operation> wanted = List.of(operations);
    each(part -> found[0] |= part instanceof Call call && wanted.contains(call.operation()));
    return found[0];
  }

  /// Whether some part is this input.
  default boolean reads(String input) {
    boolean[] found = {false};
    each(part -> found[0] |= part instanceof Input(var name) && name.equals(input));
    return found[0];
  }
}
