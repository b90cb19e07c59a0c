package dev.pawl.labs.programs.writer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The texts that models are told, as files with named places such as `{{task}}`. A folder of the
/// user takes the place of some or all of them; a file `system-NAME.txt` adds a way to be told.
public final class Prompts {

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

  /// What each file may use.
  private static final Map<String, Set<String>> PLACES =
      Map.ofEntries(
          file("system-default", "language"),
          file("system-different", "language"),
          file("system-refine", "language"),
          file("system-explain", "language"),
          file("parent", "task", "objective", "surface", "program", "score", "feedback"),
          file("inspirations", "programs"),
          file("advice", "advice"),
          file("remarks", "remarks"),
          file("diff"),
          file("rewrite"),
          file("cross", "other", "score"),
          file("fix", "program", "reason", "score"),
          file("files"),
          file("again", "error"),
          file("judge", "one", "other"),
          file("notes-summary", "task", "program", "outcome"),
          file("notes-merge", "task", "insights", "summaries"),
          file("notes-advise", "task", "insights", "best"),
          file("notes-system", "task", "systems"));

  private final Map<String, Set<String>> places;
  private final Map<String, String> texts;

  private Prompts(Map<String, Set<String>> places, Map<String, String> texts) {
    this.places = places;
    this.texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  /// The prompts for programs that ship.
  public static Prompts shipped() {
    return shipped(Prompts.class, PLACES);
  }

  /// The prompts that ship beside `home`.
  ///
  /// @param places what each may use, by name of the prompt
  public static Prompts shipped(Class<?> home, Map<String, Set<String>> places) {
    Map<String, String> texts = new TreeMap<>();
    for (String name : places.keySet()) {
      try (InputStream in = home.getResourceAsStream(name + ".txt")) {
        if (in == null) {
          throw new IllegalStateException("the prompt %s.txt is missing".formatted(name));
        }
        texts.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Prompts(places, texts);
  }

  /// These, with the files of `folder` in place of those of the same name.
  ///
  /// @throws IllegalArgumentException if a file is none of the prompts, or uses a place that its
  ///   prompt does not have
  public Prompts overriddenBy(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>(texts);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.txt$", "");
        all.put(name, checked(file, name, Files.readString(file)));
      }
    }
    return new Prompts(places, all);
  }

  /// The names of all ways in which a model can be told what it is.
  public List<String> systems() {
    return texts.keySet().stream()
        .filter(name -> name.startsWith("system-"))
        .map(name -> name.substring("system-".length()))
        .toList();
  }

  /// The prompt `name` with its places filled. What is filled in is not looked at again.
  public String fill(String name, Map<String, String> values) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException(
          "there is no prompt '%s'; there are %s".formatted(name, texts.keySet()));
    }
    Matcher place = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (place.find()) {
      String value = values.get(place.group(1));
      if (value == null) {
        throw new IllegalArgumentException(
            "prompt '%s' uses {{%s}}, which is not known here; known are %s"
                .formatted(name, place.group(1), values.keySet()));
      }
      place.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    place.appendTail(filled);
    return filled.toString().strip();
  }

  private String checked(Path file, String name, String text) {
    Set<String> known =
        name.startsWith("system-") ? places.get("system-default") : places.get(name);
    if (known == null) {
      throw new IllegalArgumentException(
          "%s is none of the prompts %s".formatted(file, new TreeSet<>(places.keySet())));
    }
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      if (!known.contains(place.group(1))) {
        long line = 1 + text.substring(0, place.start()).chars().filter(c -> c == '\n').count();
        throw new IllegalArgumentException(
            "%s:%d uses {{%s}}; this prompt has %s".formatted(file, line, place.group(1), known));
      }
    }
    return text;
  }

  private static Map.Entry<String, Set<String>> file(String name, String... places) {
    return Map.entry(name, new TreeSet<>(List.of(places)));
  }
}
