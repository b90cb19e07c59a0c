package dev.pawl.labs.programs.task;

import dev.pawl.labs.programs.Evaluator;
import dev.pawl.study.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Evaluators in Java: compiled from a source file of the task, or a class that ships. They run in
/// this process, with all its rights: they are part of the task's author's trust, not the
/// candidate's.
final class JavaEvaluators {

  private JavaEvaluators() {}

  /// The evaluator that the class of `file` is; the file's name is the name of the class.
  ///
  /// @throws IllegalArgumentException if it cannot be compiled, or is none
  static Evaluator compile(Path file, Section options) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalArgumentException("needs a compiler; run Pawl on a JDK");
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    Loader loader = new Loader(JavaEvaluators.class.getClassLoader());
    try (StandardJavaFileManager standard = compiler.getStandardFileManager(problems, null, null);
        Memory memory = new Memory(standard, loader)) {
      boolean done =
          compiler
              .getTask(
                  null,
                  memory,
                  problems,
                  List.of("-proc:none", "-nowarn"),
                  null,
                  standard.getJavaFileObjects(file))
              .call();
      if (!done) {
        throw new IllegalArgumentException("does not compile: " + first(problems));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot compile " + file, e);
    }
    String name = file.getFileName().toString().replaceAll("\\.java$", "");
    return create(name, loader, options);
  }

  /// The evaluator of a class on the class path.
  ///
  /// @throws IllegalArgumentException if there is no such class, or it is none
  static Evaluator shipped(String name, Section options) {
    return create(name, JavaEvaluators.class.getClassLoader(), options);
  }

  private static Evaluator create(String name, ClassLoader loader, Section options) {
    try {
      Class<? extends Evaluator> type =
          Class.forName(name, true, loader).asSubclass(Evaluator.class);
      try {
        return type.getConstructor(Section.class).newInstance(options);
      } catch (NoSuchMethodException e) {
        return type.getConstructor().newInstance();
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "names the class %s, which does not exist".formatted(name), e);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          "names %s, which does not implement %s".formatted(name, Evaluator.class.getName()), e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "names %s, which cannot be made: %s".formatted(name, e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "names %s, which is no public class with a public constructor that takes nothing or a Section"
              .formatted(name),
          e);
    }
  }

  private static String first(DiagnosticCollector<JavaFileObject> problems) {
    return problems.getDiagnostics().stream()
        .filter(p -> p.getKind() == Diagnostic.Kind.ERROR)
        .findFirst()
        .map(p -> "line %d: %s".formatted(p.getLineNumber(), p.getMessage(Locale.ROOT)))
        .orElse("the compiler gives no reason");
  }

  private static final class Loader extends ClassLoader {

    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    Loader(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      ByteArrayOutputStream bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes.toByteArray(), 0, bytes.size());
    }
  }

  /// Keeps what the compiler writes in memory.
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

    private final Loader loader;

    Memory(JavaFileManager standard, Loader loader) {
      super(standard);
      this.loader = loader;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(
          URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          loader.classes.put(className, bytes);
          return bytes;
        }
      };
    }
  }
}
