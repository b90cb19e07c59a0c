package dev.pawl.labs.redqueen.operators;

import dev.pawl.Draw;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes that shift instructions. References follow them ([Layout]), but for one draw in eight.
final class Arrangement {

  private static final int BLOCK_MAX = 24;

  private final Grammar grammar;

  Arrangement(Grammar grammar) {
    this.grammar = grammar;
  }

  /// Inserts one or a few new instructions.
  @Nullable Warrior insert(Warrior parent, Draw draw) {
    int n = parent.code().size();
    int room = grammar.lengthMax() - n;
    if (room < 1) {
      return null;
    }
    int at = Live.draw(parent, grammar.coreSize(), draw) + draw.nextInt(2);
    int size = Numbers.geometric(draw, 0.25, room);
    List<Instruction> block = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      block.add(grammar.instruction(at + i, n + size, draw));
    }
    Layout layout = layout(parent).keep(0, 0, at).fresh(block).keep(0, at, n);
    boolean startsInBlock = at == parent.start() && draw.nextBoolean();
    return startsInBlock
        ? layout.startingAt(at, follows(draw))
        : layout.startingAt(0, parent.start(), follows(draw));
  }

  /// Inserts all of another program, which runs when its place is reached.
  Warrior insert(Warrior parent, Warrior block, Draw draw) {
    int n = parent.code().size();
    int at = draw.nextInt(n + 1);
    Layout layout = new Layout(grammar.coreSize(), parent, block);
    layout.keep(0, 0, at).keep(1).keep(0, at, n);
    return at <= parent.start() && draw.nextBoolean()
        ? layout.startingAt(1, block.start(), true)
        : layout.startingAt(0, parent.start(), follows(draw));
  }

  /// Deletes a block, or all code that seems not to matter ([Live]).
  @Nullable Warrior delete(Warrior parent, Draw draw) {
    int n = parent.code().size();
    if (n < 2) {
      return null;
    }
    if (draw.nextInt(4) == 0) {
      return trim(parent);
    }
    int size = Numbers.geometric(draw, 0.4, Math.min(BLOCK_MAX, n - 1));
    int at = draw.nextInt(n - size + 1);
    return layout(parent)
        .keep(0, 0, at)
        .keep(0, at + size, n)
        .startingAt(0, parent.start(), follows(draw));
  }

  private Warrior trim(Warrior parent) {
    Layout layout = layout(parent);
    Live.of(parent, grammar.coreSize()).stream().forEach(i -> layout.keep(0, i, i + 1));
    return layout.startingAt(0, parent.start(), true);
  }

  /// Copies a block to another place, mostly right after itself.
  @Nullable Warrior duplicate(Warrior parent, Draw draw) {
    int n = parent.code().size();
    int room = grammar.lengthMax() - n;
    if (room < 1) {
      return null;
    }
    int size = Numbers.geometric(draw, 0.7, Math.min(Math.min(BLOCK_MAX, n), room));
    int from = draw.nextInt(n - size + 1);
    int to = draw.nextInt(4) == 0 ? draw.nextInt(n + 1) : from + size;
    return layout(parent)
        .keep(0, 0, to)
        .keep(0, from, from + size)
        .keep(0, to, n)
        .startingAt(0, parent.start(), follows(draw));
  }

  /// Moves a block: exchanges two neighbouring blocks.
  @Nullable Warrior move(Warrior parent, Draw draw) {
    int n = parent.code().size();
    if (n < 2) {
      return null;
    }
    int one = Numbers.geometric(draw, 0.5, n - 1);
    int two =
        draw.nextBoolean() ? Numbers.geometric(draw, 0.5, n - one) : 1 + draw.nextInt(n - one);
    int at = draw.nextInt(n - one - two + 1);
    int cut = draw.nextBoolean() ? at + one : at + two;
    return layout(parent)
        .keep(0, 0, at)
        .keep(0, cut, at + one + two)
        .keep(0, at, cut)
        .keep(0, at + one + two, n)
        .startingAt(0, parent.start(), follows(draw));
  }

  /// One-point or two-point crossover: the head of one parent and the tail of another, or a block
  /// of one parent replaced by a block of another.
  @Nullable Warrior splice(Warrior one, Warrior two, Draw draw) {
    int n = one.code().size();
    int m = two.code().size();
    int from = draw.nextInt(n + 1);
    int donorFrom = draw.nextInt(m + 1);
    boolean twoPoints = draw.nextBoolean();
    int to = twoPoints ? from + draw.nextInt(n - from + 1) : n;
    int donorTo = twoPoints ? donorFrom + draw.nextInt(m - donorFrom + 1) : m;
    Layout layout = new Layout(grammar.coreSize(), one, two);
    layout.keep(0, 0, from).keep(1, donorFrom, donorTo).keep(0, to, n);
    if (layout.size() == 0) {
      return null;
    }
    boolean startLost = parentLost(one.start(), from, to);
    return startLost && two.start() >= donorFrom && two.start() < donorTo
        ? layout.startingAt(1, two.start(), follows(draw))
        : layout.startingAt(0, one.start(), follows(draw));
  }

  /// Two programs in one warrior, both of which run: an `SPL` to the second before the first. Of a
  /// parent that is too long for both, what lies around its start is taken.
  @Nullable Warrior graft(Warrior one, Warrior two, Draw draw) {
    boolean swap = draw.nextBoolean();
    Warrior first = swap ? two : one;
    Warrior second = swap ? one : two;
    int room = grammar.lengthMax() - 2;
    if (room < 2) {
      return null;
    }
    int secondSize = Math.min(second.code().size(), Math.max(room / 2, room - first.code().size()));
    int firstSize = Math.min(first.code().size(), room - secondSize);
    int firstFrom = window(first, firstSize);
    int secondFrom = window(second, secondSize);
    List<Instruction> head = new ArrayList<>();
    int toFirst = first.start() - firstFrom;
    int headSize = toFirst == 0 ? 1 : 2;
    head.add(branch(Opcode.SPL, headSize + firstSize + second.start() - secondFrom));
    if (toFirst != 0) {
      head.add(branch(Opcode.JMP, toFirst + 1));
    }
    return new Layout(grammar.coreSize(), first, second)
        .fresh(head)
        .keep(0, firstFrom, firstFrom + firstSize)
        .keep(1, secondFrom, secondFrom + secondSize)
        .startingAt(0, true);
  }

  private static int window(Warrior warrior, int size) {
    return Math.min(warrior.start(), warrior.code().size() - size);
  }

  private static Instruction branch(Opcode opcode, int target) {
    return new Instruction(opcode, Modifier.B, Mode.DIRECT, target, Mode.DIRECT, 0);
  }

  private static boolean parentLost(int start, int from, int to) {
    return start >= from && start < to;
  }

  private Layout layout(Warrior parent) {
    return new Layout(grammar.coreSize(), parent);
  }

  private static boolean follows(Draw draw) {
    return draw.nextInt(8) != 0;
  }
}
