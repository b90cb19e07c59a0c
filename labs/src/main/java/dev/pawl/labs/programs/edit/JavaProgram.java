package dev.pawl.labs.programs.edit;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.pawl.Candidate;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.Surface.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A candidate as the compiler of this JDK understands it: its pieces in the parts that may change,
/// and its errors. Nothing of it is run, no annotation is processed, and no class file is written.
///
/// The compiler is the parser because it knows every construct of its own version, and types too; a
/// parser library knows neither.
///
/// @param pieces in the order of the text
/// @param errors of the compiler
/// @param parsed whether at least the grammar is kept
record JavaProgram(List<Piece> pieces, List<String> errors, boolean parsed) {

  private static final List<String> OPTIONS =
      List.of("-proc:none", "-Xlint:none", "-Xmaxerrs", "20");

  JavaProgram {
    pieces = List.copyOf(pieces);
    errors = List.copyOf(errors);
  }

  /// Whether this Java can compile at all; a runtime without development kit cannot.
  static boolean canRead() {
    return ToolProvider.getSystemJavaCompiler() != null;
  }

  /// Reads all Java files of `candidate`.
  static JavaProgram of(Surface surface, Candidate candidate) {
    return of(candidate, surface.regions(candidate));
  }

  /// Only the errors of `candidate`, without pieces.
  static JavaProgram check(Candidate candidate) {
    return of(candidate, List.of());
  }

  private static JavaProgram of(Candidate candidate, List<Region> regions) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("this Java has no compiler; run Pawl on a JDK");
    }
    Map<URI, String> paths = new HashMap<>();
    List<JavaFileObject> sources = new ArrayList<>();
    for (Map.Entry<String, String> file : candidate.files().entrySet()) {
      if (file.getKey().endsWith(".java")) {
        Source source = new Source(file.getKey(), file.getValue(), sources.size());
        paths.put(source.toUri(), file.getKey());
        sources.add(source);
      }
    }
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
      return read(
          (JavacTask) compiler.getTask(null, files, found, OPTIONS, null, sources),
          found,
          regions,
          paths);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  private static JavaProgram read(
      JavacTask task,
      DiagnosticCollector<JavaFileObject> found,
      List<Region> regions,
      Map<URI, String> paths)
      throws IOException {
    try {
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      if (!errors(found).isEmpty()) {
        return new JavaProgram(List.of(), errors(found), false);
      }
      task.analyze();
      Pieces pieces = new Pieces(Trees.instance(task), regions);
      for (CompilationUnitTree unit : regions.isEmpty() ? List.<CompilationUnitTree>of() : units) {
        pieces.read(unit, paths.getOrDefault(unit.getSourceFile().toUri(), ""));
      }
      return new JavaProgram(pieces.found(), errors(found), true);
    } catch (StackOverflowError | RuntimeException e) {
      // The compiler gives up on programs that are nested too deeply, and has bugs.
      return new JavaProgram(List.of(), List.of("the compiler gave up: " + e), false);
    }
  }

  private static List<String> errors(DiagnosticCollector<JavaFileObject> found) {
    return found.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(each -> "line %d: %s".formatted(each.getLineNumber(), each.getMessage(Locale.ROOT)))
        .toList();
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String path;
    private final String text;

    Source(String path, String text, int number) {
      super(URI.create("memory:///%d/Source.java".formatted(number)), Kind.SOURCE);
      this.path = path;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return path.endsWith(simpleName + kind.extension);
    }
  }
}
