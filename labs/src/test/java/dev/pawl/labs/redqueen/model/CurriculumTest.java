package dev.pawl.labs.redqueen.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Warrior;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.labs.redqueen.model.Past.Ranked;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurriculumTest {

  private static final RedcodeTokens ALPHABET = Pupils.grammars().alphabet();
  private static final Prompts PROMPTS = new Prompts(ALPHABET, 256);

  @Test
  void ranked_ofARound_putsTheBestTenthInTheBestClass() {
    Past past = past(Pupils.trials(100));

    TreeMap<Integer, Integer> classes = new TreeMap<>();
    past.ranked().forEach(each -> classes.merge(each.scoreClass(), 1, Integer::sum));

    assertThat(classes)
        .containsExactly(Map.entry(0, 40), Map.entry(1, 30), Map.entry(2, 20), Map.entry(3, 10));
    assertThat(past.first()).isEqualTo(1);
    assertThat(past.last()).isEqualTo(100);
  }

  @Test
  void shuffled_dealsOutTheSameWorthsAnew() {
    Past past = past(Pupils.trials(100));

    List<Ranked> sham = past.shuffled(Draw.of(1, 1, "sham"));

    List<Ranked> real = past.ranked();
    assertThat(sham)
        .extracting(each -> each.fought().id())
        .containsExactlyElementsOf(real.stream().map(each -> each.fought().id()).toList());
    assertThat(sham)
        .extracting(each -> each.fought().worth())
        .containsExactlyInAnyOrderElementsOf(
            real.stream().map(each -> each.fought().worth()).toList())
        .isNotEqualTo(real.stream().map(each -> each.fought().worth()).toList());
  }

  @Test
  void texts_haveAboutTheTokensAskedForAndAllKindsOfPrompts() {
    List<Example> texts = curriculum(Pupils.trials(100)).texts(20_000, Draw.of(1, 1, "texts"));

    assertThat(texts.stream().mapToInt(text -> text.tokens().size()).sum())
        .isBetween(20_000, 20_000 + 256);
    for (int kind : List.of(RedcodeTokens.WRITE, RedcodeTokens.EDIT, RedcodeTokens.CROSS)) {
      long count = texts.stream().filter(text -> text.tokens().at(0) == kind).count();
      assertThat((double) count / texts.size()).isGreaterThan(0.1);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.03, Past.BEST})
  void texts_favourTheBestClassFarBeyondItsShare_howeverManyAreOfIt(double part) {
    Past past = new Past(Pupils.AXES, part);
    Pupils.trials(200).forEach(past::add);
    List<Example> texts =
        new Curriculum(past.ranked(), PROMPTS, 8000, 0.7, part)
            .texts(40_000, Draw.of(1, 1, "texts"));

    assertThat(past.ranked())
        .filteredOn(r -> r.scoreClass() == Prompts.BEST)
        .hasSize((int) (200 * part));

    int best = RedcodeTokens.scoreClass(Prompts.BEST);
    long count = texts.stream().filter(text -> text.tokens().at(1) == best).count();
    assertThat((double) count / texts.size()).isBetween(0.25, 0.6);
  }

  @Test
  void heldOut_sharesNoWarriorWithWhatIsTrained() {
    Past past = past(Pupils.trials(200));
    Curriculum curriculum = new Curriculum(past.ranked(), PROMPTS, 8000, 0.7, Past.BEST);

    Set<String> trained = new HashSet<>();
    curriculum.warriors().forEach(w -> trained.add(RedcodeText.write(w, Pupils.SETTINGS)));

    assertThat(trained).hasSizeBetween(160, 199);
    assertThat(curriculum.heldOut(Draw.of(1, 1, "held out")).examples()).hasSizeGreaterThan(2);
    Set<String> texts = new HashSet<>();
    for (Example text : curriculum.heldOut(Draw.of(1, 1, "held out")).examples()) {
      if (text.tokens().at(0) == RedcodeTokens.WRITE) {
        texts.add(ALPHABET.show(text.tokens()).replaceAll(".*cell1=\\d ", ""));
      }
    }
    for (Warrior warrior : curriculum.warriors()) {
      assertThat(texts).doesNotContain(ALPHABET.show(ALPHABET.code(warrior)) + " end");
    }
  }

  @Test
  void texts_whereSittersScoreBest_giveThemATenthAtMost() {
    List<Trial> trials = new ArrayList<>(Pupils.trials(100));
    for (int i = 0; i < 60; i++) {
      Warrior sitter = Warriors.of("ORG 0\nJMP.B $0, <" + (i + 1000) + "\n");
      trials.add(Pupils.trial(101 + i, sitter, 1, 0, 1));
    }

    List<Example> texts = curriculum(trials).texts(40_000, Draw.of(1, 1, "texts"));

    long sitters =
        texts.stream()
            .filter(text -> ALPHABET.show(text.tokens()).matches(".*JMP.B \\$ 0 < [0-9]+\\+ .*"))
            .filter(text -> text.tokens().size() < 25)
            .count();
    assertThat((double) sitters / texts.size()).isBetween(0.02, 0.15);
  }

  @Test
  void pairs_ofParentAndChild_preferTheMiddleThatDidBetter() {
    Warrior parent =
        Warriors.of("ORG 1\nDAT.F #0, #0\nMOV.I $-1, $500\nADD.AB #7, $-1\nJMP.B $-2, <7\n");
    List<Trial> trials = new ArrayList<>(List.of(Pupils.trial(1, parent, 0.5, 5, 50)));
    List<Hash> parents = List.of(RedcodeText.candidate(parent, Pupils.SETTINGS).id());
    for (int i = 2; i <= 50; i++) {
      List<Instruction> code = new ArrayList<>(parent.code());
      code.set(2, RedcodeText.instruction("ADD.AB #" + i + ", $-1"));
      double value = i % 2 == 0 ? 0.9 : 0.1;
      if (i != 7) {
        trials.add(Pupils.trial(i, Warrior.of(code, 1), parents, value, 5, 50));
      }
    }

    List<Pair> pairs = curriculum(trials).pairs(25);

    assertThat(pairs).hasSize(25);
    for (Pair pair : pairs) {
      String preferred = answer(pair.preferred());
      String rejected = answer(pair.rejected());
      boolean childWon = rejected.equals("ADD.AB # 7 $ -1 end");
      String child = childWon ? preferred : rejected;
      int number = Integer.parseInt(child.replaceAll("ADD.AB # (\\d+) .*", "$1"));
      assertThat(number % 2 == 0).isEqualTo(childWon);
      assertThat(pair.preferred().promptLength()).isEqualTo(pair.rejected().promptLength());
    }
  }

  @Test
  void change_inTwoPlacesFarApart_isNone() {
    Warrior parent = Warriors.some(1, Pupils.SETTINGS, 9).getFirst();
    List<Instruction> code = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      code.add(RedcodeText.instruction("MOV.I $" + i + ", $1"));
    }
    Warrior before = Warrior.of(code, 0);
    code.set(1, parent.code().getFirst());
    code.set(18, parent.code().getFirst());

    assertThat(Change.of(before, Warrior.of(code, 0))).isEmpty();
    assertThat(Change.of(before, before)).isEmpty();
    assertThat(Change.of(before, Warrior.of(before.code(), 3))).isEmpty();
  }

  private static String answer(Example example) {
    String text = ALPHABET.show(example.tokens());
    return text.substring(text.indexOf("middle") + 7);
  }

  private static Past past(List<Trial> trials) {
    Past past = new Past(Pupils.AXES, Past.BEST);
    trials.forEach(past::add);
    return past;
  }

  private static Curriculum curriculum(List<Trial> trials) {
    return new Curriculum(past(trials).ranked(), PROMPTS, 8000, 0.7, Past.BEST);
  }
}
