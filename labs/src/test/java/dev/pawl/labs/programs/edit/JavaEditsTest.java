package dev.pawl.labs.programs.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.Proposer.Proposal;
import dev.pawl.Score;
import dev.pawl.labs.programs.Surface;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JavaEditsTest {

  private static final String SORT =
      """
      final class Sort {
        static final int SMALL = 16;
        // EVOLVE-BLOCK-START
        static int pivot(int[] a, int lo, int hi) {
          boolean wide = hi - lo > 100 && lo >= 0;
          return wide ? a[(lo + hi) >>> 1] : a[lo];
        }

        static void sort(int[] a, int lo, int hi) {
          if (hi - lo < SMALL) {
            for (int i = lo + 1; i <= hi; i++) {
              int x = a[i];
              int j = i - 1;
              while (j >= lo && a[j] > x) {
                a[j + 1] = a[j];
                j--;
              }
              a[j + 1] = x;
            }
            return;
          }
          int p = pivot(a, lo, hi);
          int i = lo;
          int j = hi;
          while (i <= j) {
            while (a[i] < p) {
              i++;
            }
            while (a[j] > p) {
              j--;
            }
            if (i <= j) {
              int t = a[i];
              a[i++] = a[j];
              a[j--] = t;
            }
          }
          sort(a, lo, j);
          sort(a, i, hi);
        }
        // EVOLVE-BLOCK-END

        static int[] sorted(int... a) {
          sort(a, 0, a.length - 1);
          return a;
        }
      }
      """;

  private static final Candidate PARENT = Candidate.of("src/Sort.java", SORT);
  private static final Candidate OTHER =
      Candidate.of(
          "src/Sort.java",
          SORT.replace("a[(lo + hi) >>> 1]", "Math.max(a[lo], a[hi])").replace("100", "7"));
  private static final Surface SURFACE = Surface.of(PARENT, List.of("**.java"));

  @TempDir static Path classes;

  static Stream<Proposer> operators() {
    return JavaEdits.all(SURFACE, PARENT).stream();
  }

  private static Elite elite(Candidate candidate) {
    return new Elite(candidate, Score.of(0.5, Bounds.UNIT), 1);
  }

  private static Proposal propose(Proposer proposer, long ticket) {
    List<Elite> parents = List.of(elite(PARENT), elite(OTHER));
    return proposer.propose(
        parents.subList(0, proposer.parents()), Draw.of(3, ticket, proposer.name()));
  }

  /// What the compiler says when it is asked in the usual way, class files and all.
  private static boolean compiles(Candidate candidate) {
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("memory:///Sort.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return candidate.text();
          }
        };
    return ToolProvider.getSystemJavaCompiler()
        .getTask(
            new StringWriter(),
            null,
            null,
            List.of("-d", classes.toString(), "-proc:none"),
            null,
            List.of(source))
        .call();
  }

  @ParameterizedTest
  @MethodSource("operators")
  void propose_manyDraws_writesDifferentProgramsThatCompile(Proposer operator) {
    int written = 0;
    Set<Candidate> different = new HashSet<>();
    for (int ticket = 0; ticket < 4; ticket++) {
      if (propose(operator, ticket) instanceof Proposal.Wrote(Candidate child, var _)) {
        written++;
        different.add(child);
        assertThat(SURFACE.violation(child)).isEmpty();
        assertThat(compiles(child)).isTrue();
      }
    }
    assertThat(written).isGreaterThanOrEqualTo(3);
    assertThat(different).hasSizeGreaterThanOrEqualTo(operator.name().equals("java-body") ? 1 : 2);
  }

  @ParameterizedTest
  @MethodSource("operators")
  void propose_sameDraw_writesTheSame(Proposer operator) {
    assertThat(propose(operator, 5)).isEqualTo(propose(operator, 5));
  }

  @Test
  void propose_parentThatIsNoJava_declinesWithTheReason() {
    Candidate broken = Candidate.of("src/Sort.java", SORT.replace("int p =", "int p"));
    Proposal proposal =
        JavaEdits.all(SURFACE, PARENT)
            .getFirst()
            .propose(List.of(elite(broken)), Draw.of(1, 1, "test"));

    assertThat(proposal).isInstanceOf(Proposal.Declined.class);
    assertThat(proposal.toString()).contains("no Java", "line");
  }

  @Test
  void all_programInAnotherLanguage_isEmpty() {
    Candidate python = Candidate.of("main.py", "x = 1\n");

    assertThat(JavaEdits.all(Surface.of(python, List.of("**")), python)).isEmpty();
  }

  @Test
  void of_severalFiles_knowsTypesAcrossThem() {
    Map<String, String> files = new TreeMap<>();
    files.put("A.java", "class A { int twice(B b) { int n = b.count() * 2; return n; } }\n");
    files.put("B.java", "class B { int count() { return 3; } }\n");
    Candidate candidate = Candidate.of(files);
    Surface surface = Surface.of(candidate, List.of("A.java"));

    JavaProgram program = JavaProgram.of(surface, candidate);

    assertThat(program.errors()).isEmpty();
    assertThat(program.pieces()).allMatch(piece -> piece.path().equals("A.java"));
    assertThat(program.pieces())
        .filteredOn(Piece::isExpression)
        .filteredOn(piece -> piece.type().equals("int"))
        .extracting(Piece::text)
        .contains("b.count()", "b.count() * 2", "n", "2");
  }

  @Test
  void fit_statementOfAnotherScope_isRenamed() {
    Candidate candidate =
        Candidate.of(
            "A.java",
            """
            class A {
              static int f(int left) { int copy = left + 1; return copy; }
              static long g(long wide, int right) { long sum = wide; return sum + right; }
            }
            """);
    JavaProgram program = JavaProgram.of(Surface.of(candidate, List.of("**")), candidate);
    Piece donor = piece(program, "int copy = left + 1;");
    Piece place = piece(program, "return sum + right;");

    assertThat(place.scope())
        .extracting(Piece.Variable::name)
        .containsExactlyInAnyOrder("wide", "right", "sum");
    assertThat(Bank.fit(donor, place, Draw.of(1, 1, "test"))).isEqualTo("int copy = right + 1;");
    assertThat(Bank.fit(place, donor, Draw.of(1, 1, "test"))).isNull();
  }

  private static Piece piece(JavaProgram program, String text) {
    return program.pieces().stream()
        .filter(piece -> piece.text().equals(text))
        .findFirst()
        .orElseThrow();
  }
}
