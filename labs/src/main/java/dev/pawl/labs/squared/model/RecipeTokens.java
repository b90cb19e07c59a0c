package dev.pawl.labs.squared.model;

import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.operators.Slot;
import dev.pawl.labs.squared.recipe.Architecture;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.formula.Canonical;
import dev.pawl.lm.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Recipes as tokens, and back: those sections that a scope lets change, in parts that always
/// follow each other alike. What is read back is read once more as text is, with all checks.
final class RecipeTokens {

  private final Scope scope;
  private final Recipe base;
  private final List<List<Field>> parts = new ArrayList<>();

  /// @param base whose other sections all recipes have
  RecipeTokens(Scope scope, Recipe base) {
    this.scope = scope;
    this.base = base;
    if (scope.hasModel()) {
      parts.add(
          List.of(
              new Field.Whole("layers", 2, 1),
              new Field.Whole("heads", 2, 3),
              new Field.Whole("head width / 2", 2, 9),
              new Field.Whole("queries for a key", 1, 9),
              new Field.Whole("hidden / 8", 3, 2),
              new Field.Whole("norm", 1, 1),
              new Field.Whole("position", 1, 1),
              new Field.Whole("gated", 1, 1),
              new Field.Whole("qknorm", 1, 1),
              new Field.Whole("tied", 1, 1),
              new Field.Decimal("softcap")));
    }
    for (Slot slot : slots()) {
      parts.add(List.of(new Field.Written(slot)));
    }
    if (scope.hasOptimiser()) {
      parts.add(List.of(new Field.Decimal("clip")));
    }
  }

  /// What models call it. The operations and inputs are part of the language's version.
  String name() {
    return "recipe/%s/%d".formatted(scope.word(), Alphabet.size());
  }

  /// The fields of each part.
  List<List<Field>> parts() {
    return parts;
  }

  /// The tokens of each part; empty for a recipe that does not fit.
  Optional<List<List<Integer>>> encode(Recipe recipe) {
    List<List<Integer>> encoded = new ArrayList<>();
    try {
      if (scope.hasModel()) {
        encoded.add(genes(recipe.model()));
      }
      for (Slot slot : slots()) {
        List<Integer> tokens = new ArrayList<>();
        write(slot.of(recipe), tokens, 0);
        encoded.add(tokens);
      }
      if (scope.hasOptimiser()) {
        List<Integer> tokens = new ArrayList<>();
        Digits.write(recipe.schedule().clip(), tokens);
        encoded.add(tokens);
      }
    } catch (Unfit e) {
      return Optional.empty();
    }
    return Optional.of(encoded);
  }

  /// The recipe that `tokens`, all of them, are; empty if it is none.
  Optional<Recipe> decode(List<Integer> tokens) {
    try {
      Reader reader = new Reader(tokens);
      Recipe made = scope.hasModel() ? model(reader) : base;
      for (Slot slot : slots()) {
        Formula formula = Canonical.of(reader.formula());
        slot.place().check(formula);
        made = slot.with(made, formula);
      }
      if (scope.hasOptimiser()) {
        Recipe.Schedule schedule =
            new Recipe.Schedule(
                made.schedule().rate(),
                made.schedule().decay(),
                reader.number(),
                made.schedule().dropout());
        made =
            new Recipe(made.model(), made.data(), made.token(), made.pair(), made.rule(), schedule);
      }
      return reader.at == tokens.size()
              && RecipeReader.read(made.candidate()) instanceof Reading.Read(var read)
          ? Optional.of(read)
          : Optional.empty();
    } catch (Unfit | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<Slot> slots() {
    return scope.slots(base);
  }

  private static List<Integer> genes(Architecture model) {
    List<Integer> tokens = new ArrayList<>();
    Digits.whole(model.layers(), 2, tokens);
    Digits.whole(model.heads(), 2, tokens);
    Digits.whole(model.width() / model.heads() / 2, 2, tokens);
    Digits.whole(model.heads() / model.keys(), 1, tokens);
    Digits.whole(model.hidden() / 8, 3, tokens);
    tokens.add(model.norm() == Norm.RMS ? 0 : 1);
    tokens.add(model.position() == Position.ROPE ? 0 : 1);
    tokens.add(model.gated() ? 1 : 0);
    tokens.add(model.qkNorm() ? 1 : 0);
    tokens.add(model.tied() ? 1 : 0);
    Digits.write(model.softcap(), tokens);
    if (model.hidden() % 8 != 0 || model.width() % (2 * model.heads()) != 0) {
      throw new Unfit();
    }
    return tokens;
  }

  private Recipe model(Reader reader) {
    int layers = reader.whole(2);
    int heads = reader.whole(2);
    int width = 2 * heads * reader.whole(2);
    int share = reader.whole(1);
    int hidden = 8 * reader.whole(3);
    Norm norm = reader.whole(1) == 0 ? Norm.RMS : Norm.LAYER;
    Position position = reader.whole(1) == 0 ? Position.ROPE : Position.LEARNED;
    boolean gated = reader.whole(1) == 1;
    boolean qkNorm = reader.whole(1) == 1;
    boolean tied = reader.whole(1) == 1;
    Architecture model =
        new Architecture(
            layers,
            width,
            heads,
            heads / Math.max(1, share),
            hidden,
            norm,
            position,
            gated,
            base.model().activation(),
            base.model().block(),
            qkNorm,
            tied,
            reader.number());
    return new Recipe(model, base.data(), base.token(), base.pair(), base.rule(), base.schedule());
  }

  /// @param outstanding arguments that other operations still want
  private static void write(Formula formula, List<Integer> tokens, int outstanding) {
    if (outstanding >= RecipeGrammar.OUTSTANDING_MAX) {
      throw new Unfit();
    }
    switch (formula) {
      case Formula.Constant(double value) -> Digits.write(value, tokens);
      case Formula.Input(var name) -> tokens.add(Alphabet.input(name));
      case Formula.Call(var operation, var arguments) -> {
        tokens.add(Alphabet.operation(operation));
        List<Formula> order = new ArrayList<>(arguments);
        if (operation.takesNumber()) {
          if (!(order.removeLast() instanceof Formula.Constant(double number))) {
            throw new Unfit();
          }
          Digits.write(number, tokens);
        }
        for (int i = 0; i < order.size(); i++) {
          write(order.get(i), tokens, outstanding + order.size() - 1 - i);
        }
      }
    }
  }

  /// Something that the tokens cannot say, or that they do not say.
  static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfit() {
      super(null, null, false, false);
    }
  }

  private static final class Reader {
    private final List<Integer> tokens;
    private int at;

    Reader(List<Integer> tokens) {
      this.tokens = tokens;
    }

    private int next() {
      if (at >= tokens.size()) {
        throw new Unfit();
      }
      return tokens.get(at++);
    }

    private int whole(int digits) {
      int whole = 0;
      for (int i = 0; i < digits; i++) {
        int digit = next();
        if (digit > 9) {
          throw new Unfit();
        }
        whole = 10 * whole + digit;
      }
      return whole;
    }

    private double number() {
      int first = next();
      boolean negative = first == Alphabet.minus();
      int digit = negative ? next() : first;
      if (digit == 0) {
        return 0;
      }
      StringBuilder text = new StringBuilder(negative ? "-" : "").append(digit).append('.');
      while (digit <= 9) {
        digit = next();
        text.append(digit <= 9 ? String.valueOf(digit) : "");
      }
      if (!Alphabet.isExponent(digit) || text.length() > 6) {
        throw new Unfit();
      }
      return Double.parseDouble(text + "0e" + Alphabet.exponentOf(digit));
    }

    private Formula formula() {
      int token = next();
      if (Alphabet.isInput(token)) {
        return Formula.of(Alphabet.inputOf(token));
      }
      if (!Alphabet.isOperation(token)) {
        at--;
        return Formula.of(number());
      }
      var operation = Alphabet.operationOf(token);
      List<Formula> arguments = new ArrayList<>();
      Optional<Formula> number =
          operation.takesNumber() ? Optional.of(Formula.of(number())) : Optional.empty();
      while (arguments.size() < operation.arity() - (number.isPresent() ? 1 : 0)) {
        arguments.add(formula());
      }
      number.ifPresent(arguments::add);
      return new Formula.Call(operation, arguments);
    }
  }
}
