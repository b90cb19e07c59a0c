package dev.pawl.labs.programs.model;

import dev.pawl.Candidate;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.train.Corpus.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a gap is shown: the class that is wanted, what stands before it, what stands behind it, and
/// then what stands in it (prefix, suffix, middle; Bavarian et al. 2022, arXiv 2207.14255). Of the
/// surroundings what is nearest is shown, as much as there is room for.
record Prompts(Vocabulary vocabulary, int context) {

  /// The most tokens in a gap, of a context that leaves room for as much.
  private static final int MIDDLE_MAX = 64;

  private static final double BEFORE_SHARE = 0.6;
  private static final int MARKS = 4;

  /// The most tokens that are written, the end included.
  int middleMax() {
    return Math.min(MIDDLE_MAX, context / 4);
  }

  /// What a model goes on from.
  List<Integer> ask(Candidate program, Gap gap, int quality) {
    int room = context - middleMax() - MARKS;
    int characters = room * Vocabulary.WORD_BYTES_MAX; // no token shows more
    String textBefore = gap.before(program);
    String textAfter = gap.after(program);
    List<Integer> before =
        vocabulary.encode(textBefore.substring(Math.max(0, textBefore.length() - characters)));
    List<Integer> after =
        vocabulary.encode(textAfter.substring(0, Math.min(textAfter.length(), characters)));
    int wanted = (int) (BEFORE_SHARE * room);
    int beforeMax = Math.max(wanted, room - after.size());
    int shown = Math.min(before.size(), beforeMax);
    List<Integer> prompt = new ArrayList<>();
    prompt.add(vocabulary.ofClass(quality));
    prompt.add(vocabulary.before());
    prompt.addAll(before.subList(before.size() - shown, before.size()));
    prompt.add(vocabulary.after());
    prompt.addAll(after.subList(0, Math.min(after.size(), room - shown)));
    prompt.add(vocabulary.middle());
    return prompt;
  }

  /// The same with what stands in the gap; empty if that is too long.
  ///
  /// @param wholly whether the surroundings are learned, too
  Optional<Example> answered(Candidate program, Gap gap, int quality, boolean wholly) {
    List<Integer> middle = vocabulary.encode(gap.in(program));
    if (middle.size() + 1 > middleMax()) {
      return Optional.empty();
    }
    List<Integer> text = ask(program, gap, quality);
    int prompt = text.size();
    text.addAll(middle);
    text.add(vocabulary.end());
    return Optional.of(new Example(tokens(text), wholly ? 1 : prompt, 1));
  }

  static Tokens tokens(List<Integer> list) {
    return Tokens.of(list.stream().mapToInt(i -> i).toArray());
  }
}
