package dev.pawl.labs.programs.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.writer.Editor.Edited;
import dev.pawl.labs.programs.writer.Patch.Edit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EditorTest {

  private static final String MARKED =
      """
      import math
      # EVOLVE-BLOCK-START
      def f(x):
          if x > 0:
              return x
          return 0
      # EVOLVE-BLOCK-END
      def score():
          return f(1)
      """;
  private static final Candidate PARENT = Candidate.of("a.py", MARKED);
  private static final Editor EDITOR = new Editor(Surface.of(PARENT, List.of("*.py")));

  private static Edited edit(String search, String replace) {
    return EDITOR.apply(PARENT, new Patch.Edits(List.of(new Edit("", search, replace))));
  }

  private static Edited rewrite(String text) {
    return EDITOR.apply(PARENT, new Patch.Rewrite(Map.of("", text)));
  }

  private static String text(Edited edited) {
    assertThat(edited).isInstanceOf(Edited.Child.class);
    return ((Edited.Child) edited).candidate().text();
  }

  private static String error(Edited edited) {
    assertThat(edited).isInstanceOf(Edited.Rejected.class);
    return ((Edited.Rejected) edited).error();
  }

  @Test
  void edit_exact_isPutInItsPlace() {
    assertThat(text(edit("    return 0", "    return -1")))
        .isEqualTo(MARKED.replace("    return 0", "    return -1"));
  }

  @Test
  void edit_wrongIndentation_isRepaired() {
    String child = text(edit("if x > 0:\n    return x", "if x > 1:\n    y = x\n    return y"));
    assertThat(child)
        .isEqualTo(
            MARKED.replace(
                "    if x > 0:\n        return x",
                "    if x > 1:\n        y = x\n        return y"));
    String tabs = text(edit("\tif x > 0:\n\t\treturn x", "\tif x > 1:\n\t\treturn x"));
    assertThat(tabs).isEqualTo(MARKED.replace("x > 0", "x > 1"));
  }

  @Test
  void edit_blanksAtLineEndsAndBlankLinesAround_doNotMatter() {
    assertThat(text(edit("\n    return 0   \n\n", "    return 9\n")))
        .isEqualTo(MARKED.replace("return 0", "return 9"));
  }

  @Test
  void edit_windowsLineEnds_stay() {
    Candidate windows = Candidate.of("a.py", "a = 1\r\nb = 2\r\n");
    Edited edited =
        new Editor(Surface.of(windows, List.of("*.py")))
            .apply(windows, new Patch.Edits(List.of(new Edit("", "b = 2", "b = 3"))));
    assertThat(text(edited)).isEqualTo("a = 1\r\nb = 3\r\n");
  }

  @Test
  void edit_lastLineWithoutEnd_isFound() {
    Candidate short1 = Candidate.of("a.py", "a = 1\nb = 2");
    Edited edited =
        new Editor(Surface.of(short1, List.of("*.py")))
            .apply(short1, new Patch.Edits(List.of(new Edit("", "b = 2", "b = 3"))));
    assertThat(text(edited)).isEqualTo("a = 1\nb = 3");
  }

  @Test
  void edit_outsideOfTheBlocks_isRefusedWithTheLinesThatMayChange() {
    assertThat(error(edit("    return f(1)", "    return 1e9")))
        .contains("may not be changed", "a.py lines 3 to 6");
    assertThat(error(edit("# EVOLVE-BLOCK-END", "x = 1\n# EVOLVE-BLOCK-END")))
        .contains("a.py lines 3 to 6");
    assertThat(error(edit("    return 0\n# EVOLVE-BLOCK-END\ndef score():", "    return 1")))
        .contains("a.py lines 3 to 6");
  }

  @Test
  void edit_thatClosesTheBlockAndOpensAnother_isRefused() {
    String text = "    return 0\n# EVOLVE-BLOCK-END\nimport os\n# EVOLVE-BLOCK-START\n    return 1";
    assertThat(error(edit("    return 0", text))).contains("outside of its marked blocks");
  }

  @Test
  void edit_missingText_isAnsweredWithTheNearestPlace() {
    assertThat(error(edit("    if x >= 0:\n        return x\n    return 0", "pass")))
        .contains("SEARCH does not stand in a.py", "if x >= 0:", "line 4", "    if x > 0:");
  }

  @Test
  void edit_ambiguousText_isAnsweredWithItsPlaces() {
    Candidate twice = Candidate.of("a.py", "a = 1\nb = 1\na = 1\n");
    Edited edited =
        new Editor(Surface.of(twice, List.of("*.py")))
            .apply(twice, new Patch.Edits(List.of(new Edit("", "a = 1", "a = 2"))));
    assertThat(error(edited)).contains("2 times", "[1, 3]");
  }

  @Test
  void edits_areAllMadeOrNone() {
    Patch patch =
        new Patch.Edits(
            List.of(
                new Edit("", "    return 0", "    return 1"), new Edit("", "no such line", "")));
    assertThat(error(EDITOR.apply(PARENT, patch))).startsWith("Block 2");
  }

  @Test
  void edit_nothingChanged_isRefused() {
    assertThat(error(edit("    return 0", "    return 0"))).contains("changes nothing");
  }

  @Test
  void rewrite_wholeFile_keepsTheFrameWhateverTheModelWroteThere() {
    String theirs =
        MARKED.replace("return 0", "return 5").replace("return f(1)", "return 1e9 # cheat");
    assertThat(text(rewrite(theirs))).isEqualTo(MARKED.replace("return 0", "return 5"));
  }

  @Test
  void rewrite_onlyTheBlock_isPutIntoTheFrame() {
    assertThat(text(rewrite("def f(x):\n    return 7\n")))
        .isEqualTo(
            "import math\n# EVOLVE-BLOCK-START\ndef f(x):\n    return 7\n# EVOLVE-BLOCK-END\ndef score():\n    return f(1)\n");
  }

  @Test
  void rewrite_wholeFileWithoutMarks_isRefused() {
    assertThat(error(rewrite(MARKED.replaceAll("# EVOLVE.*\n", "")))).contains("marks are missing");
    assertThat(error(rewrite(MARKED.replaceAll("# EVOLVE-BLOCK-END\n", ""))))
        .contains("within a block");
  }

  @Test
  void files_severalAndNew_wherePathsAllowIt() {
    Candidate two =
        Candidate.of(Map.of("src/a.py", "a = 1\n", "src/b.py", "b = 1\n", "run.sh", "x\n"));
    Editor editor = new Editor(Surface.of(two, List.of("src/**")));
    Edited edited =
        editor.apply(
            two,
            new Patch.Edits(
                List.of(
                    new Edit("src/a.py", "a = 1", "a = 2"),
                    new Edit("./src/b.py", "b = 1", "b = 2"),
                    new Edit("src/c.py", "", "c = 1"))));
    assertThat(((Edited.Child) edited).candidate())
        .isEqualTo(
            Candidate.of(
                Map.of(
                    "src/a.py", "a = 2\n",
                    "src/b.py", "b = 2\n",
                    "src/c.py", "c = 1\n",
                    "run.sh", "x\n")));
    for (String[] bad :
        new String[][] {
          {"run.sh", "x", "may not be changed"},
          {"evil.py", "", "adds the file evil.py"},
          {"src/../run.sh", "x", "no path of this program"},
          {"/etc/passwd", "", "no path of this program"},
          {"src/d.py", "d = 1", "there is no file src/d.py"},
          {"", "a = 1", "names no file"},
        }) {
      Edit edit = new Edit(bad[0], bad[1], "y");
      assertThat(error(editor.apply(two, new Patch.Edits(List.of(edit))))).contains(bad[2]);
    }
  }
}
