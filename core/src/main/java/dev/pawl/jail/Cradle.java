package dev.pawl.jail;

import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/// The program with which a Java machine is started before there is anything to run: it waits for
/// classes, and becomes them. It is inside the walls and trusted with nothing. It stands alone, so
/// that its one class file is all that has to be brought in.
///
/// Its standard input begins with the number of classes, then name, length and bytes of each, then
/// the name of the main class, then the number of arguments and each of them; numbers are 4 bytes,
/// names modified UTF-8. What follows is the standard input of the classes.
public final class Cradle extends ClassLoader {

  private final Map<String, byte[]> classes = new HashMap<>();

  private Cradle(ClassLoader parent) {
    super("candidate", parent);
  }

  /// Waits, and becomes what comes.
  public static void main(String[] ignored) throws Throwable {
    // No buffer: what follows the classes must be left in the pipe.
    DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
    Cradle cradle = new Cradle(ClassLoader.getPlatformClassLoader());
    warmUp();
    String main = cradle.read(in);
    String[] arguments = new String[in.readInt()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = in.readUTF();
    }
    Thread.currentThread().setContextClassLoader(cradle);
    try {
      Method start = cradle.loadClass(main).getMethod("main", String[].class);
      start.setAccessible(true); // as the Java launcher does for a class that is not public
      start.invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /// The first call by reflection takes milliseconds; they pass while nobody waits.
  private static void warmUp() throws ReflectiveOperationException {
    Cradle.class.getMethod("nothing", String[].class).invoke(null, (Object) new String[0]);
  }

  /// Does nothing.
  public static void nothing(String[] ignored) {}

  private String read(DataInputStream in) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      classes.put(name, in.readNBytes(in.readInt()));
    }
    return in.readUTF();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
