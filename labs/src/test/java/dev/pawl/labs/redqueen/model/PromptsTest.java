package dev.pawl.labs.redqueen.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Draw;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Prompts.Part;
import dev.pawl.labs.redqueen.model.RedcodeTokens.Fragment;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.lm.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptsTest {

  private static final RedcodeTokens ALPHABET =
      new RedcodeTokens(NumberScheme.RECENT, Settings.STANDARD);
  private static final Warrior STONE =
      Warriors.of("ORG 1\nDAT.F #0, #0\nMOV.I $-1, $2667\nADD.AB #-2667, $-1\nJMP.B $-2, <7\n");
  private static final Warrior IMP = Warriors.of("ORG 0\nMOV.I $0, $1\n");

  private final Prompts prompts = new Prompts(ALPHABET, 128);

  @Test
  void writeAnswered_isClassThenCellsThenCode() {
    assertThat(ALPHABET.show(prompts.writeAnswered(IMP, 2, List.of(1, 4))))
        .isEqualTo("write class2 cell0=1 cell1=4 start MOV.I $ 0 $ 1 end");
  }

  @Test
  void edit_showsWhatIsBeforeAndAfterTheGap() {
    assertThat(ALPHABET.show(prompts.edit(new Part(STONE, 1, 3), 3)))
        .isEqualTo("edit class3 DAT.F # 0 # 0 suffix JMP.B $ -2 < 7 middle");
  }

  @Test
  void cross_showsPartsOfBothAndWhereTheyWereCut() {
    assertThat(ALPHABET.show(prompts.cross(new Part(STONE, 0, 1), new Part(IMP, 0, 1), 3)))
        .isEqualTo("cross class3 DAT.F # 0 # 0 cut second start MOV.I $ 0 $ 1 child");
  }

  @Test
  void write_withACell_isTheBeginningOfItsAnsweredForm() {
    Tokens answered = prompts.writeAnswered(IMP, 2, List.of(1, 4));

    assertThat(startsWith(answered, prompts.write(2, List.of(1, 4)))).isTrue();
    assertThat(startsWith(answered, prompts.write(2))).isTrue();
  }

  @Test
  void answered_ofAnyWarriorAndGap_readsBackTheGap() {
    Prompts wide = new Prompts(ALPHABET, 2_048);
    for (Warrior warrior : Warriors.some(200, Settings.STANDARD, 3)) {
      Part gap = Gap.of(warrior, 8000, Draw.of(1, warrior.code().size(), "gap"));
      Tokens prompt = wide.edit(gap, 1);
      Tokens text = wide.editAnswered(gap, 1);

      assertThat(startsWith(text, prompt)).isTrue();
      Tokens answer = Tokens.of(Arrays.copyOfRange(text.toArray(), prompt.size(), text.size() - 1));
      Fragment read = ALPHABET.read(prompt, answer);
      boolean startInside = warrior.start() >= gap.from() && warrior.start() < gap.to();
      assertThat(read.code()).isEqualTo(reduced(warrior).subList(gap.from(), gap.to()));
      assertThat(read.start()).isEqualTo(startInside ? warrior.start() - gap.from() : -1);
    }
  }

  @Test
  void edit_ofAWarriorThatIsTooLong_showsTheNearestToTheGapAndLeavesRoom() {
    List<String> lines = new ArrayList<>(List.of("ORG 0"));
    for (int i = 0; i < 100; i++) {
      lines.add("MOV.I $" + i + ", $1");
    }
    Warrior longest = Warriors.of(String.join("\n", lines) + "\n");
    for (int at = 0; at < 98; at++) {
      Part gap = new Part(longest, at, at + 2);
      Tokens prompt = prompts.edit(gap, 3);
      String shown = ALPHABET.show(prompt);

      assertThat(prompt.size() + prompts.editAnswerMax()).isLessThanOrEqualTo(128);
      assertThat(shown).contains("cut");
      if (at > 0) {
        assertThat(shown).contains("MOV.I $ " + number(at - 1) + " $ 1 suffix");
      }
      if (at < 98) {
        assertThat(shown).contains("suffix MOV.I $ " + number(at + 2));
      }
      assertThat(prompts.editAnswered(gap, 3).size()).isLessThanOrEqualTo(128);
    }
  }

  @Test
  void crossAnswered_ofLongParents_fitsAndEndsWithTheChild() {
    List<Warrior> all = Warriors.some(60, Settings.STANDARD, 4);
    for (int i = 2; i < all.size(); i++) {
      Tokens text =
          prompts.crossAnswered(
              Part.whole(all.get(i - 1)), Part.whole(all.get(i - 2)), all.get(i), 0);

      assertThat(text.size()).isLessThanOrEqualTo(128);
      assertThat(ALPHABET.show(text)).contains(" second ").contains(" child ");
    }
  }

  private static String number(int n) {
    return n <= 50 ? String.valueOf(n) : "90+ " + (n - 90);
  }

  private static List<?> reduced(Warrior warrior) {
    return Warriors.of(RedcodeText.write(warrior, Settings.STANDARD)).code();
  }

  private static boolean startsWith(Tokens text, Tokens start) {
    return Arrays.equals(Arrays.copyOf(text.toArray(), start.size()), start.toArray());
  }
}
