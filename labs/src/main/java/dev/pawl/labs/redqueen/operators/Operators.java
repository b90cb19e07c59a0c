package dev.pawl.labs.redqueen.operators;

import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The operators. Every proposal is a legal warrior of at most [Settings#length()] instructions
/// that differs from its parents in more than spelling, or declined with the reason.
///
/// | name | parents | does |
/// |---|---|---|
/// | `random` | 0 | a program by typed chance |
/// | `idiom` | 0 | a known technique, or two side by side, with random constants |
/// | `point` | 1 | replaces an instruction |
/// | `field` | 1 | changes operation, modifier or operand, or swaps the operands |
/// | `mode` | 1 | changes an addressing mode or the modifier |
/// | `nudge` | 1 | changes a constant, or all equal ones together, by core arithmetic |
/// | `start` | 1 | starts elsewhere |
/// | `insert` | 1 | inserts new instructions |
/// | `delete` | 1 | deletes a block |
/// | `duplicate` | 1 | copies a block |
/// | `move` | 1 | moves a block |
/// | `jump` | 1 | two or more of the above |
/// | `implant` | 1 | lets an idiom run beside the program, or inserts its code |
/// | `splice` | 2 | crosses at one or two points |
/// | `graft` | 2 | two programs in one warrior that both run |
public final class Operators {

  private static final Set<String> IDIOMATIC = Set.of("idiom", "implant");
  private static final int RANDOM_LENGTH_MAX = 30;
  private static final int JUMP_MAX = 8;

  private final Settings settings;
  private final Grammar grammar;
  private final Mutation mutation;
  private final Arrangement arrangement;
  private final Idioms idioms;

  private Operators(Settings settings) {
    this.settings = settings;
    this.grammar = new Grammar(settings);
    this.mutation = new Mutation(grammar);
    this.arrangement = new Arrangement(grammar);
    this.idioms = new Idioms(grammar, arrangement);
  }

  /// All operators.
  public static List<Proposer> all(Settings settings) {
    return new Operators(settings).list();
  }

  /// The operators that know the instruction set but no technique: all but `idiom` and `implant`.
  public static List<Proposer> withoutIdioms(Settings settings) {
    return all(settings).stream().filter(each -> !IDIOMATIC.contains(each.name())).toList();
  }

  /// Whether two programs consist of the same instructions but for how they are written.
  public static boolean same(Warrior one, Warrior other, Settings settings) {
    return new Grammar(settings).same(one, other);
  }

  private List<Proposer> list() {
    return List.of(
        operator("random", 0, (parents, draw) -> random(draw)),
        operator("idiom", 0, (parents, draw) -> idioms.warrior(draw)),
        mutator("point", mutation::point),
        mutator("field", mutation::field),
        mutator("mode", mutation::mode),
        mutator("nudge", mutation::nudge),
        mutator("start", mutation::start),
        mutator("insert", arrangement::insert),
        mutator("delete", arrangement::delete),
        mutator("duplicate", arrangement::duplicate),
        mutator("move", arrangement::move),
        mutator("jump", this::jump),
        mutator("implant", this::implant),
        operator(
            "splice",
            2,
            (parents, draw) -> arrangement.splice(parents.get(0), parents.get(1), draw)),
        operator(
            "graft",
            2,
            (parents, draw) -> arrangement.graft(parents.get(0), parents.get(1), draw)));
  }

  /// A change of one program.
  @FunctionalInterface
  private interface Change {
    @Nullable Warrior apply(Warrior parent, Draw draw);
  }

  private Proposer mutator(String name, Change change) {
    return operator(name, 1, (parents, draw) -> change.apply(parents.get(0), draw));
  }

  private Proposer operator(String name, int parents, Operator.Edit edit) {
    return new Operator(name, parents, settings, grammar, edit);
  }

  private Warrior random(Draw draw) {
    int most = Math.min(RANDOM_LENGTH_MAX, settings.length());
    return grammar.program(1 + draw.nextInt(1 + draw.nextInt(most)), draw);
  }

  private @Nullable Warrior jump(Warrior parent, Draw draw) {
    Warrior child = parent;
    int steps = 1 + Numbers.geometric(draw, 0.5, JUMP_MAX);
    for (int i = 0; i < steps; i++) {
      Warrior next =
          switch (draw.nextInt(12)) {
            case 0 -> mutation.point(child, draw);
            case 1, 2 -> mutation.field(child, draw);
            case 3, 4 -> mutation.mode(child, draw);
            case 5, 6 -> mutation.nudge(child, draw);
            case 7 -> mutation.start(child, draw);
            case 8 -> arrangement.insert(child, draw);
            case 9 -> arrangement.delete(child, draw);
            case 10 -> arrangement.duplicate(child, draw);
            default -> arrangement.move(child, draw);
          };
      child = next == null ? child : next;
    }
    return child;
  }

  private @Nullable Warrior implant(Warrior parent, Draw draw) {
    Warrior idiom = idioms.one(draw);
    return draw.nextBoolean()
        ? arrangement.graft(parent, idiom, draw)
        : arrangement.insert(parent, idiom, draw);
  }
}
