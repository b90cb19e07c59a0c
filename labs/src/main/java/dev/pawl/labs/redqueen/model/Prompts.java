package dev.pawl.labs.redqueen.model;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.RedcodeTokens.Stream;
import dev.pawl.lm.Tokens;
import java.util.Arrays;
import java.util.List;

/// The texts of the three tasks, for training and for asking:
///
///     write class | cell cell code end
///     edit class prefix suffix-mark suffix middle-mark | middle end
///     cross class first second-mark second child-mark | child end
///
/// What is right of the bar is the answer. The class says how good the result is in training, and
/// how good it should be when asked. The model also says the cell of a warrior before it writes it;
/// who wants a certain one puts it into the prompt.
///
/// A warrior that does not fit in the context is shown in part, the nearest to the gap, with a mark
/// where it was cut.
final class Prompts {

  /// The class asked for.
  static final int BEST = RedcodeTokens.CLASSES - 1;

  private static final int EDIT_MARKS = 8;
  private static final int CROSS_MARKS = 9;

  private final RedcodeTokens alphabet;
  private final int context;

  /// @param context the most tokens of prompt and answer together
  Prompts(RedcodeTokens alphabet, int context) {
    this.alphabet = alphabet;
    this.context = context;
  }

  /// Instructions `from` (included) to `to` (excluded) of a warrior.
  record Part(Warrior warrior, int from, int to) {

    static Part whole(Warrior warrior) {
      return new Part(warrior, 0, warrior.code().size());
    }

    int size() {
      return to - from;
    }
  }

  /// Asks for a warrior.
  Tokens write(int scoreClass) {
    return writing(scoreClass).tokens();
  }

  /// Asks for a warrior of a cell.
  Tokens write(int scoreClass, List<Integer> cell) {
    return cells(writing(scoreClass), cell).tokens();
  }

  /// Asks for the middle of a warrior.
  ///
  /// @param gap what is not shown
  Tokens edit(Part gap, int scoreClass) {
    return editing(gap, scoreClass, editAnswerMax()).tokens();
  }

  /// Asks for a child.
  Tokens cross(Part first, Part second, int scoreClass) {
    return crossing(first, second, scoreClass, context / 2).tokens();
  }

  /// The most tokens of the answer to [#edit].
  int editAnswerMax() {
    return context / 3;
  }

  /// A warrior, and how it would have been asked for. What does not fit is left out.
  Tokens writeAnswered(Warrior warrior, int scoreClass, List<Integer> cell) {
    Stream stream = cells(writing(scoreClass), cell);
    return cut(stream.code(warrior, 0, warrior.code().size()).mark(RedcodeTokens.END));
  }

  /// A middle, and how it would have been asked for.
  Tokens editAnswered(Part gap, int scoreClass) {
    int answer = Math.min(cost(gap) + 1, editAnswerMax());
    Stream stream = editing(gap, scoreClass, answer);
    return cut(stream.code(gap.warrior(), gap.from(), gap.to()).mark(RedcodeTokens.END));
  }

  /// A child, and how it would have been asked for.
  Tokens crossAnswered(Part first, Part second, Warrior child, int scoreClass) {
    int answer = Math.min(cost(Part.whole(child)) + 2, context / 2);
    Stream stream = crossing(first, second, scoreClass, answer);
    return cut(stream.code(child, 0, child.code().size()).mark(RedcodeTokens.END));
  }

  private Stream writing(int scoreClass) {
    return begin(RedcodeTokens.WRITE, scoreClass);
  }

  private Stream editing(Part gap, int scoreClass, int answer) {
    Warrior warrior = gap.warrior();
    int size = warrior.code().size();
    int room = context - EDIT_MARKS - answer;
    int before = Math.max(room / 2, room - cost(new Part(warrior, gap.to(), size)));
    int from = gap.from();
    int spent = 0;
    while (from > 0 && spent + cost(warrior, from - 1) <= before) {
      spent += cost(warrior, --from);
    }
    int to = gap.to();
    while (to < size && spent + cost(warrior, to) <= room) {
      spent += cost(warrior, to++);
    }
    Stream stream = begin(RedcodeTokens.EDIT, scoreClass);
    shown(stream, new Part(warrior, from, gap.from()), from > 0, false);
    stream.mark(RedcodeTokens.SUFFIX);
    shown(stream, new Part(warrior, gap.to(), to), false, to < size);
    return stream.mark(RedcodeTokens.MIDDLE);
  }

  private Stream crossing(Part first, Part second, int scoreClass, int answer) {
    int room = context - CROSS_MARKS - answer;
    int secondRoom = Math.max(room / 2, room - cost(first));
    Stream stream = begin(RedcodeTokens.CROSS, scoreClass);
    int spent = parent(stream, first, room - Math.min(secondRoom, cost(second)));
    stream.mark(RedcodeTokens.SECOND);
    parent(stream, second, room - spent);
    return stream.mark(RedcodeTokens.CHILD);
  }

  /// Shows as much of a parent, from its beginning, as there is room for.
  private int parent(Stream stream, Part part, int room) {
    int to = part.from();
    int spent = 0;
    while (to < part.to() && spent + cost(part.warrior(), to) <= room) {
      spent += cost(part.warrior(), to++);
    }
    int size = part.warrior().code().size();
    shown(stream, new Part(part.warrior(), part.from(), to), part.from() > 0, to < size);
    return spent;
  }

  private static void shown(Stream stream, Part part, boolean cutBefore, boolean cutAfter) {
    if (cutBefore) {
      stream.mark(RedcodeTokens.CUT);
    }
    stream.code(part.warrior(), part.from(), part.to());
    if (cutAfter) {
      stream.mark(RedcodeTokens.CUT);
    }
  }

  private Stream begin(int kind, int scoreClass) {
    return alphabet.stream().mark(kind).mark(RedcodeTokens.scoreClass(scoreClass));
  }

  private static Stream cells(Stream stream, List<Integer> cell) {
    for (int axis = 0; axis < 2; axis++) {
      stream.mark(RedcodeTokens.cell(axis, cell.get(axis)));
    }
    return stream;
  }

  private Tokens cut(Stream stream) {
    int[] tokens = stream.tokens().toArray();
    return tokens.length <= context ? Tokens.of(tokens) : Tokens.of(Arrays.copyOf(tokens, context));
  }

  private int cost(Part part) {
    int cost = 0;
    for (int i = part.from(); i < part.to(); i++) {
      cost += cost(part.warrior(), i);
    }
    return cost;
  }

  /// The most tokens of an instruction, wherever it stands.
  private int cost(Warrior warrior, int i) {
    Instruction instruction = warrior.code().get(i);
    return alphabet.stream().instruction(instruction).size() + (i == warrior.start() ? 1 : 0);
  }
}
