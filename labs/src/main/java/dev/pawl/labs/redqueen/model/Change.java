package dev.pawl.labs.redqueen.model;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Prompts.Part;
import java.util.List;
import java.util.Optional;

/// Where two programs differ, if it is one place: with the gap in either cut out, both show the
/// same.
///
/// @param before the gap in the one
/// @param after the gap in the other
record Change(Part before, Part after) {

  private static final int MAX = 12;

  /// The change that leads from `before` to `after`; empty if it is more than one short place.
  static Optional<Change> of(Warrior before, Warrior after) {
    List<Instruction> old = before.code();
    List<Instruction> now = after.code();
    int least = Math.min(old.size(), now.size());
    int head = 0;
    while (head < least && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    Part gapBefore = new Part(before, head, old.size() - tail);
    Part gapAfter = new Part(after, head, now.size() - tail);
    boolean isShort = gapBefore.size() <= MAX && gapAfter.size() <= MAX;
    boolean differs = gapBefore.size() + gapAfter.size() > 0;
    return isShort && differs && place(gapBefore) == place(gapAfter)
        ? Optional.of(new Change(gapBefore, gapAfter))
        : Optional.empty();
  }

  /// Where the start is: counted from the front or from the back, or in the gap.
  private static int place(Part gap) {
    int start = gap.warrior().start();
    if (start < gap.from()) {
      return start;
    }
    return start < gap.to() ? Integer.MAX_VALUE : start - gap.warrior().code().size();
  }
}
