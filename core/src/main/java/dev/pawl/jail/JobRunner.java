package dev.pawl.jail;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Runs compiled Java as a job like any other.
///
/// @param jail where
/// @param javaHome a JDK
/// @param restrictions how much each program may have
record JobRunner(Jail jail, Path javaHome, Restrictions restrictions) implements JavaRunner {

  @Override
  public Ran run(Map<String, Bytes> classes, String mainClass, List<String> arguments, Bytes input)
      throws InterruptedException {
    if (!classes.containsKey(mainClass)) {
      return Ran.refused("it has no class " + ArtifactPath.quoted(mainClass), jail.walls());
    }
    SortedMap<String, Bytes> files = new TreeMap<>();
    classes.forEach((name, bytes) -> files.put(JavaMachine.path(name), bytes));
    return jail.run(
        new JavaMachine(javaHome)
            .job(
                files,
                List.of("-XX:TieredStopAtLevel=1"),
                mainClass,
                arguments,
                input,
                restrictions));
  }

  @Override
  public void close() {
    // Nothing waits.
  }
}
