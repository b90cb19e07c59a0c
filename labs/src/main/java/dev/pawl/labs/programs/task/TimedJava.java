package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Job;
import dev.pawl.jail.Restrictions;
import dev.pawl.labs.programs.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Java that is compiled once per candidate, in the jail, and run as `java` runs it: by a machine
/// that begins with the program and has all of its compilers. So its time is what users would see.
record TimedJava(Workshop workshop, String mainClass, Restrictions restrictions)
    implements Program {

  @Override
  public Ready ready(Candidate candidate) {
    return JavaProgram.compiled(
        workshop.compiler(), candidate, classes -> what -> run(files(classes), what));
  }

  private Back run(SortedMap<String, Bytes> classes, Case what) {
    List<String> words = new ArrayList<>(List.of("java", "-XX:+UseSerialGC"));
    words.addAll(List.of("-Xmx%dm".formatted(restrictions.memoryBytes() >> 21), "-cp", "."));
    words.add(mainClass);
    words.addAll(what.arguments());
    Bytes input = Bytes.of(what.input());
    return new Back(
        workshop.run(new Job(classes, words, new TreeMap<>(), input, List.of(), restrictions)), 0);
  }

  private static SortedMap<String, Bytes> files(Map<String, Bytes> classes) {
    SortedMap<String, Bytes> files = new TreeMap<>();
    classes.forEach((name, bytes) -> files.put(name.replace('.', '/') + ".class", bytes));
    return files;
  }

  @Override
  public void close() {
    workshop.close();
  }
}
