package dev.pawl.labs.programs.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.labs.programs.writer.Answer.Garbled;
import dev.pawl.labs.programs.writer.Answer.Understood;
import dev.pawl.labs.programs.writer.Patch.Edit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Answers as models write them.
class AnswerTest {

  private static final String BLOCK =
      """
      <<<<<<< SEARCH
      a = 1
      =======
      a = 2
      >>>>>>> REPLACE
      """;

  private static Answer edits(String name, Edit... edits) {
    return new Understood(name, new Patch.Edits(List.of(edits)));
  }

  private static Answer rewrite(String name, Map<String, String> texts) {
    return new Understood(name, new Patch.Rewrite(texts));
  }

  @Test
  void block_asAsked() {
    assertThat(Answer.of("NAME: faster_loop\nIt is faster.\n\n" + BLOCK, true))
        .isEqualTo(edits("faster_loop", new Edit("", "a = 1", "a = 2")));
  }

  @Test
  void block_withoutName_inTagsBoldAndWindowsLineEnds() {
    Edit edit = new Edit("", "a = 1", "a = 2");
    assertThat(Answer.of(BLOCK, true)).isEqualTo(edits("", edit));
    assertThat(Answer.of("<NAME>\n" + BLOCK, true)).isEqualTo(edits("", edit));
    assertThat(Answer.of("<NAME>quick</NAME>\n<DIFF>\n" + BLOCK + "</DIFF>", true))
        .isEqualTo(edits("quick", edit));
    assertThat(Answer.of("**NAME:** quick\n" + BLOCK, true)).isEqualTo(edits("quick", edit));
    assertThat(Answer.of(BLOCK.replace("\n", "\r\n"), true)).isEqualTo(edits("", edit));
  }

  @Test
  void block_insideOfAFence_orWithFencesInside() {
    Edit edit = new Edit("", "a = 1", "a = 2");
    assertThat(Answer.of("```diff\n" + BLOCK + "```\nDone.", true)).isEqualTo(edits("", edit));
    assertThat(Answer.of("```python\n" + BLOCK + "```\n\n```python\n" + BLOCK + "```", true))
        .isEqualTo(edits("", edit, edit));
    String inside =
        "<<<<<<< SEARCH\n```python\na = 1\n```\n=======\n```python\na = 2\n```\n>>>>>>> REPLACE";
    assertThat(Answer.of(inside, true)).isEqualTo(edits("", edit));
  }

  @Test
  void block_thatDeletes_hasNothingAfterTheDivider() {
    assertThat(Answer.of("<<<<<<< SEARCH\na = 1\n=======\n>>>>>>> REPLACE", true))
        .isEqualTo(edits("", new Edit("", "a = 1", "")));
  }

  @Test
  void blocks_ofSeveralFiles() {
    String text = "FILE: a.py\n" + BLOCK + "**FILE: `lib/b.py`**\n" + BLOCK + BLOCK;
    assertThat(Answer.of(text, true))
        .isEqualTo(
            edits(
                "",
                new Edit("a.py", "a = 1", "a = 2"),
                new Edit("lib/b.py", "a = 1", "a = 2"),
                new Edit("lib/b.py", "a = 1", "a = 2")));
    assertThat(Answer.of("FILE: a.py\n" + BLOCK + "FILE: new.py\n```python\nb = 1\n```\n", true))
        .isEqualTo(edits("", new Edit("a.py", "a = 1", "a = 2"), new Edit("new.py", "", "b = 1")));
  }

  @Test
  void code_inAFence_withAndWithoutAPath() {
    assertThat(Answer.of("NAME: x\nIdea.\n```python\na = 2\n```\n", true))
        .isEqualTo(rewrite("x", Map.of("", "a = 2\n")));
    assertThat(Answer.of("FILE: a.py\n```python\na = 2\n```\nFILE: b.py\n```\nb = 1\n```", true))
        .isEqualTo(rewrite("", Map.of("a.py", "a = 2\n", "b.py", "b = 1\n")));
    assertThat(Answer.of("```java src/A.java\nclass A {}\n```", true))
        .isEqualTo(rewrite("", Map.of("src/A.java", "class A {}\n")));
    assertThat(Answer.of("~~~~ python\na = '```'\n```\n~~~~", true))
        .isEqualTo(rewrite("", Map.of("", "a = '```'\n```\n")));
  }

  @Test
  void code_besideAnExample_isTheLonger() {
    String text = "Run it:\n```sh\npython a.py\n```\n```python\na = 2\nb = 3\nc = 4\n```";
    assertThat(Answer.of(text, true)).isEqualTo(rewrite("", Map.of("", "a = 2\nb = 3\nc = 4\n")));
  }

  @Test
  void code_whoseLastFenceIsForgotten_isReadIfTheModelCameToItsEnd() {
    assertThat(Answer.of("```python\na = 2", true)).isEqualTo(rewrite("", Map.of("", "a = 2\n")));
    assertThat(Answer.of("```python\na = 2", false)).isInstanceOf(Garbled.class);
  }

  @Test
  void unusable_answers_areToldWhatToWrite() {
    assertThat(error("I cannot help with that.", true)).contains("no change in this answer");
    assertThat(error("", true)).contains("no change in this answer");
    assertThat(error("--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b\n", true)).contains("unified diff");
    assertThat(error(BLOCK + "<<<<<<< SEARCH\na = 1\n=======\na =", false))
        .contains("SEARCH/REPLACE block 2 was cut off", "more briefly");
    assertThat(error("<<<<<<< SEARCH\na = 1\n>>>>>>> REPLACE", true)).contains("has no end");
  }

  private static String error(String text, boolean complete) {
    return ((Garbled) Answer.of(text, complete)).error();
  }
}
