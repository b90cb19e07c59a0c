package dev.pawl.jail.inside;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/// Where the compiler finds and leaves files: the system's own classes, and memory. What one
/// compilation left is not there for the next.
final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {

  private final SortedMap<String, byte[]> classes;

  /// @param classes where class files go, by the binary name of their class
  Memory(StandardJavaFileManager system, SortedMap<String, byte[]> classes) {
    super(system);
    this.classes = classes;
  }

  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.CLASS_OUTPUT || super.hasLocation(location);
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    boolean ours =
        location == StandardLocation.CLASS_OUTPUT || location == StandardLocation.CLASS_PATH;
    return ours ? List.of() : super.list(location, packageName, kinds, recurse);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
    return new ClassFile(className);
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String name, @Nullable FileObject sibling)
      throws IOException {
    throw new IOException("only class files are written");
  }

  /// A text.
  static final class Source extends SimpleJavaFileObject {
    private final String path;
    private final String text;

    Source(String path, String text) {
      super(URI.create("memory:///" + path), Kind.SOURCE);
      this.path = path;
      this.text = text;
    }

    String path() {
      return path;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private final class ClassFile extends SimpleJavaFileObject {
    private final String className;

    ClassFile(String className) {
      super(URI.create("memory:///class"), Kind.CLASS);
      this.className = className;
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          classes.put(className, toByteArray());
        }
      };
    }
  }
}
