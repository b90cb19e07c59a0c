package dev.pawl.labs.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Candidate;
import dev.pawl.labs.programs.Surface.Region;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurfaceTest {

  private static final String MARKED =
      """
      import math
      # EVOLVE-BLOCK-START
      def f(x):
          return x
      # EVOLVE-BLOCK-END
      print(f(1))
      """;

  private static final Candidate BASE =
      Candidate.of(Map.of("main.py", MARKED, "lib/free.py", "y = 1\n", "data.txt", "7\n"));

  private static final Surface SURFACE = Surface.of(BASE, List.of("*.py", "lib/*.py"));

  @Test
  void regions_areWholeFilesOrWhatLiesBetweenMarks() {
    List<Region> regions = SURFACE.regions(BASE);

    assertThat(regions).extracting(Region::path).containsExactly("lib/free.py", "main.py");
    assertThat(regions.get(0).in(BASE)).isEqualTo("y = 1\n");
    assertThat(regions.get(1).in(BASE)).isEqualTo("def f(x):\n    return x\n");
  }

  @Test
  void violation_isEmptyForWhatChangesOnlyRegions() {
    Region block = SURFACE.regions(BASE).get(1);
    Candidate child = block.replace(BASE, "def f(x):\n    return math.sin(x)\n");

    assertThat(SURFACE.violation(child)).isEmpty();
    assertThat(child.files().get("main.py")).startsWith("import math").endsWith("print(f(1))\n");
    assertThat(SURFACE.violation(with("lib/new.py", "z = 2\n"))).isEmpty();
  }

  @Test
  void violation_namesWhatMayNotChange() {
    assertThat(SURFACE.violation(with("data.txt", "8\n")).orElseThrow()).contains("data.txt");
    assertThat(SURFACE.violation(with("other.txt", "")).orElseThrow()).contains("adds");
    assertThat(SURFACE.violation(with("main.py", MARKED.replace("f(1)", "f(2)"))).orElseThrow())
        .contains("outside");
    assertThat(SURFACE.violation(with("main.py", "")).orElseThrow()).contains("outside");
    assertThat(SURFACE.violation(with("lib/../../b.py", "")).orElseThrow()).contains("climbs");
    assertThat(SURFACE.violation(with("../b.py", "")).orElseThrow()).contains("climbs");
    assertThat(SURFACE.violation(Candidate.of("main.py", MARKED)).orElseThrow())
        .contains("leaves out", "data.txt", "lib/free.py");
  }

  @Test
  void violation_findsMarksThatWereMovedOrAdded() {
    String moved =
        MARKED.replace("# EVOLVE-BLOCK-END\nprint(f(1))\n", "print(f(1))\n# EVOLVE-BLOCK-END\n");
    String twice = MARKED.replace("    return x\n", "# EVOLVE-BLOCK-END\n# EVOLVE-BLOCK-START\n");
    String open = MARKED.replace("    return x\n", "# EVOLVE-BLOCK-START\n");

    assertThat(SURFACE.violation(with("main.py", moved))).isPresent();
    assertThat(SURFACE.violation(with("main.py", twice))).isPresent();
    assertThat(SURFACE.violation(with("main.py", open)).orElseThrow()).contains("main.py:7");
  }

  @Test
  void blocks_mayBeNested() {
    Candidate nested =
        Candidate.of(
            "a.go",
            "// EVOLVE-BLOCK-START\n1\n// EVOLVE-BLOCK-START\n2\n// EVOLVE-BLOCK-END\n// EVOLVE-BLOCK-END\n");

    List<Region> regions = Surface.of(nested, List.of("**")).regions(nested);

    assertThat(regions).hasSize(1);
    assertThat(regions.getFirst().in(nested)).startsWith("1\n").endsWith("END\n");
  }

  @Test
  void of_nothingMayChange_saysWhatWasFound() {
    assertThatThrownBy(() -> Surface.of(BASE, List.of("*.java")))
        .hasMessageContaining("*.java")
        .hasMessageContaining("main.py");
    assertThatThrownBy(() -> Surface.of(Candidate.of("a", "x\nEVOLVE-BLOCK-END\n"), List.of("*")))
        .hasMessageContaining("a:2");
  }

  private static Candidate with(String path, String text) {
    Map<String, String> files = new java.util.TreeMap<>(BASE.files());
    files.put(path, text);
    return Candidate.of(files);
  }
}
