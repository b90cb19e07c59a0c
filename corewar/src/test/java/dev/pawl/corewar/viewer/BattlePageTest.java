package dev.pawl.corewar.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.mars.Mars;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page's data against the simulator, and the page against hostile names.
class BattlePageTest {
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>&\"'\\ \u2028";

  /// The pairs end by a death, in a tie, and with p-space.
  @ParameterizedTest
  @CsvSource({
    "search/spyglass.red, search/quern.red",
    "search/mooring.red, search/organza.red",
    "search/turncoat.red, sealed/cinder.red"
  })
  void of_wholeRound_decodesToTheSimulatorsFinalCore(String first, String second) {
    List<Warrior> warriors = List.of(Rounds.house(first), Rounds.house(second));
    var mars = new Mars(Settings.STANDARD, 2);
    mars.enter(warriors);
    mars.fightToEnd(new int[] {0, Rounds.POSITION}, 0);

    var page = new PageDecoder(BattlePage.of(Rounds.record(warriors.get(0), warriors.get(1))), 2);

    assertThat((long) page.steps).isEqualTo(mars.instructions());
    assertThat(page.tasks).containsExactly(mars.tasks(0), mars.tasks(1));
    var core = new Instruction[page.core.length];
    for (int i = 0; i < core.length; i++) {
      core[i] = mars.cell(i);
    }
    assertThat(page.core).containsExactly(core);
  }

  @Test
  void of_hostileNames_areInertText() {
    Warrior hostile = Rounds.warrior(HOSTILE, "]]><script>alert(2)</script>{{tape}}", "DAT 0, 0");
    String html = BattlePage.of(Rounds.record(hostile, Rounds.warrior(HOSTILE, "x", "JMP 0, 0")));
    assertThat(html).doesNotContain("<img", "onerror=alert(1)>", "alert(2)</script>", "\u2028");
    assertThat(html).contains("<h1 id=\"title\">&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;");
    assertThat(count(html, "<script")).isEqualTo(3);
    assertThat(count(html, "</script>")).isEqualTo(3);
    assertThat(new PageDecoder(html, 2).tasks).containsExactly(0, 1);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void of_anyPage_asksForNothingOutside() {
    String html =
        BattlePage.of(
            Rounds.record(
                Rounds.warrior("a", "b", "DAT 0, 0"), Rounds.warrior("c", "d", "JMP 0, 0")));
    assertThat(html)
        .doesNotContainPattern("https?://")
        .doesNotContainPattern("(src|href)\\s*=")
        .doesNotContainPattern("\\beval\\b|new Function|innerHTML|document\\.write")
        .doesNotContain("{{");
    assertThat(html).contains("default-src 'none'; style-src 'sha256-");
  }

  @Test
  void of_longRound_isCutWithANote() {
    Warrior sitter = Rounds.warrior("sits", "x", "JMP 0, 0");
    Recording recording =
        Recorder.record(
            Settings.of(8000, 100_000, 8000, 100, 100),
            List.of(sitter, sitter),
            new int[] {0, 4000},
            0);
    assertThat(recording.truncated()).isTrue();
    assertThat(recording.steps()).isEqualTo(Recorder.STEPS_MAX);
    assertThat(BattlePage.of(recording))
        .contains("The recording stops after 160,000 of the 200,000 instructions of the round.");
  }

  @Test
  void outcome_namesWhoSurvives() {
    Warrior dies = Rounds.warrior("dies", "x", "DAT 0, 0");
    Warrior sits = Rounds.warrior("sits", "x", "JMP 0, 0");
    assertThat(Rounds.record(dies, sits).outcome()).isEqualTo("sits wins");
    assertThat(Rounds.record(sits, sits).outcome()).isEqualTo("tie of sits and sits");
  }
}
