package dev.pawl.jail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Jobs that are a Java machine with programs of ours in it.
///
/// @param javaHome a JDK
record JavaMachine(Path javaHome) {

  /// The machine that runs the main method of `main`, which is in `files`.
  ///
  /// @param options of the machine, beside those that all of ours have
  Job job(
      SortedMap<String, Bytes> files,
      List<String> options,
      String main,
      List<String> arguments,
      Bytes input,
      Restrictions restrictions) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+DisplayVMOutputToStderr",
            "-Xshare:auto",
            "-Xmx%dk".formatted(restrictions.memoryBytes() / 2048)));
    command.addAll(options);
    command.addAll(List.of("-cp", ".", main));
    command.addAll(arguments);
    return new Job(
        files,
        command,
        new TreeMap<>(),
        input,
        javaHome.startsWith("/usr") ? List.of() : List.of(javaHome),
        restrictions);
  }

  /// The path of a class file.
  static String path(String className) {
    return className.replace('.', '/') + ".class";
  }

  /// Class files of ours, with those of the classes inside them, by path.
  static SortedMap<String, Bytes> files(List<Class<?>> programs) {
    SortedMap<String, Bytes> files = new TreeMap<>();
    for (Class<?> program : programs) {
      for (Class<?> member : program.getNestMembers()) {
        files.put(path(member.getName()), classFile(member));
      }
    }
    return files;
  }

  private static Bytes classFile(Class<?> type) {
    String path = "/" + path(type.getName());
    try (InputStream in = type.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is not on the class path");
      }
      return Bytes.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
