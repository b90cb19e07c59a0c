package dev.pawl.study;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One mapping of a study. Each getter returns a legal value whatever the file says: where the file
/// is wrong it remembers the problem for [StudyFile#check] and returns the default, so that reading
/// goes on and finds the next one.
public final class Section {

  private static final int LINE_BYTES_MAX = 4_096;

  private final StudyFile file;
  private final String path;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();
  private final Map<String, Object> values = new TreeMap<>();
  private final Map<String, Section> sections = new TreeMap<>();

  Section(StudyFile file, String path, @Nullable Node node) {
    this.file = file;
    this.path = path;
    switch (node) {
      case null -> {}
      case MappingNode map -> map.getValue().forEach(this::enter);
      default ->
          file.problem(
              node,
              "%s must be a mapping of keys to values; found %s"
                  .formatted(path.isEmpty() ? "the study" : path, show(node)));
    }
  }

  /// Whether the file or the command line gives `key` a value.
  public boolean has(String key) {
    asked.add(key);
    return entries.containsKey(key);
  }

  /// The keys that are there, for sections whose keys are free.
  public List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  /// An integer from `least` to `most`.
  public int integer(String key, int fallback, int least, int most) {
    return (int) longInteger(key, fallback, least, most);
  }

  /// An integer from `least` to `most`. `1e9` and `1_000_000` are integers too.
  public long longInteger(String key, long fallback, long least, long most) {
    return scalar(key, fallback, range("an integer", least, most), s -> toLong(s, least, most));
  }

  /// As [#longInteger], but empty if the key is not there.
  public OptionalLong limit(String key, long least, long most) {
    return has(key) ? OptionalLong.of(longInteger(key, least, least, most)) : OptionalLong.empty();
  }

  /// A number from `least` to `most`.
  public double decimal(String key, double fallback, double least, double most) {
    return scalar(
        key,
        fallback,
        "a number from %s to %s".formatted(least, most),
        s ->
            number(s)
                .map(BigDecimal::doubleValue)
                .filter(value -> value >= least && value <= most));
  }

  /// `true` or `false`.
  public boolean flag(String key, boolean fallback) {
    return scalar(
        key,
        fallback,
        "true or false",
        s ->
            s.getTag().equals(Tag.BOOL)
                ? Optional.of(Boolean.parseBoolean(s.getValue()))
                : Optional.empty());
  }

  /// Text that is not empty.
  public String text(String key, String fallback) {
    return scalar(key, fallback, "text", Section::toText);
  }

  /// Text that the study must give.
  public String requiredText(String key) {
    if (!has(key)) {
      file.problem(null, "%s is missing".formatted(name(key)));
    }
    return text(key, "");
  }

  /// One of `choices`.
  public String oneOf(String key, String fallback, List<String> choices) {
    return scalar(
        key,
        fallback,
        "one of " + String.join(", ", choices),
        s -> toText(s).filter(choices::contains));
  }

  /// A path; a relative one counts from the folder of the study, or from the current one if it was
  /// given on the command line. Whether the file exists is not looked at.
  public Path path(String key, String fallback) {
    String text = scalar(key, fallback, "a path", s -> toText(s).filter(Section::isPath));
    return file.base(node(key)).resolve(text).normalize();
  }

  /// A duration from `least` to `most`, written `90s`, `5m`, `1h30m` or `250ms`.
  public Duration duration(String key, Duration fallback, Duration least, Duration most) {
    String expected =
        "a duration from %s to %s, such as 90s, 5m or 1h30m"
            .formatted(Durations.format(least), Durations.format(most));
    String text =
        scalar(
            key,
            Durations.format(fallback),
            expected,
            s ->
                toText(s)
                    .flatMap(Durations::parse)
                    .filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0)
                    .map(Durations::format));
    return Durations.parse(text).orElse(fallback);
  }

  /// A list of texts; a single text is a list of one.
  public List<String> texts(String key, List<String> fallback) {
    Node node = node(key);
    if (node == null) {
      return keep(key, fallback);
    }
    List<Node> items = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    List<String> texts = new ArrayList<>();
    for (Node item : items) {
      Optional<String> text =
          item instanceof ScalarNode scalar ? toText(scalar) : Optional.<String>empty();
      text.ifPresentOrElse(texts::add, () -> reject(item, key, "a list of texts"));
    }
    return keep(key, List.copyOf(texts));
  }

  /// A list of names and paths. What is not a name is made an absolute path, counted like that of
  /// [#path], so that the effective study means the same from anywhere.
  ///
  /// @param isName what is a name
  public List<String> namesOrPaths(String key, List<String> fallback, Predicate<String> isName) {
    List<String> found = new ArrayList<>();
    for (String text : texts(key, fallback)) {
      NodeTuple entry = entries.get(key);
      found.add(
          isName.test(text) || !isPath(text)
              ? text
              : file.base(entry == null ? null : entry.getValueNode())
                  .resolve(text)
                  .normalize()
                  .toString());
    }
    return keep(key, List.copyOf(found));
  }

  /// A list of texts of one line, each given itself or as a file that holds it. The effective study
  /// holds the texts, so that it means the same where the files are not.
  ///
  /// @param isText what is not a file
  public List<String> textsOrFiles(String key, Predicate<String> isText) {
    List<String> found = new ArrayList<>();
    for (String text : texts(key, List.of())) {
      NodeTuple entry = entries.get(key);
      Node node = entry == null ? null : entry.getValueNode();
      found.add(
          isText.test(text) || !isPath(text) ? text : line(key, file.base(node).resolve(text)));
    }
    return keep(key, List.copyOf(found));
  }

  private String line(String key, Path path) {
    try {
      if (Files.size(path) <= LINE_BYTES_MAX) {
        return Files.readString(path).strip();
      }
      problem(key, "names %s, which has more than %,d bytes".formatted(path, LINE_BYTES_MAX));
    } catch (IOException e) {
      problem(key, "names %s, which cannot be read (%s)".formatted(path, e));
    }
    return path.toString();
  }

  /// The section under `key`; an empty one if it is not there.
  public Section section(String key) {
    asked.add(key);
    return sections.computeIfAbsent(key, k -> new Section(file, name(k), node(k)));
  }

  /// Adds a problem that only the caller can see, such as two values that do not fit together.
  public void problem(String key, String message) {
    file.problem(node(key), "%s %s".formatted(name(key), message));
  }

  /// All values that were asked for, defaults included.
  Map<String, Object> values() {
    Map<String, Object> all = new TreeMap<>(values);
    sections.forEach((key, section) -> all.put(key, section.values()));
    return all;
  }

  void rejectUnknown() {
    for (Map.Entry<String, NodeTuple> entry : entries.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        file.problem(
            entry.getValue().getKeyNode(),
            "unknown key %s; %s"
                .formatted(name(entry.getKey()), Spelling.hint(entry.getKey(), asked)));
      }
    }
    sections.values().forEach(Section::rejectUnknown);
  }

  private void enter(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      file.problem(tuple.getKeyNode(), "a key must be plain text");
      return;
    }
    NodeTuple first = entries.putIfAbsent(key.getValue(), tuple);
    if (first != null) {
      file.problem(
          key,
          "%s is there twice; the first is in line %s"
              .formatted(
                  name(key.getValue()),
                  first.getKeyNode().getStartMark().map(m -> m.getLine() + 1).orElse(0)));
    }
  }

  private <T> T scalar(
      String key, T fallback, String expected, Function<ScalarNode, Optional<T>> read) {
    Node node = node(key);
    if (node == null) {
      return keep(key, fallback);
    }
    Optional<T> value = node instanceof ScalarNode scalar ? read.apply(scalar) : Optional.empty();
    if (value.isEmpty()) {
      reject(node, key, expected);
    }
    return keep(key, value.orElse(fallback));
  }

  private @Nullable Node node(String key) {
    NodeTuple entry = entries.get(key);
    return entry == null ? null : entry.getValueNode();
  }

  private <T> T keep(String key, T value) {
    asked.add(key);
    values.put(key, value);
    return value;
  }

  private void reject(Node node, String key, String expected) {
    file.problem(node, "%s is %s; it must be %s".formatted(name(key), show(node), expected));
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String show(Node node) {
    return switch (node) {
      case ScalarNode s when s.getTag().equals(Tag.NULL) -> "empty";
      case ScalarNode s when s.isPlain() -> s.getValue();
      case ScalarNode s -> "the text '%s'".formatted(s.getValue());
      case SequenceNode _ -> "a list";
      default -> "a section";
    };
  }

  private static String range(String what, long least, long most) {
    return most == Long.MAX_VALUE
        ? "%s of at least %d".formatted(what, least)
        : "%s from %d to %d".formatted(what, least, most);
  }

  private static Optional<Long> toLong(ScalarNode scalar, long least, long most) {
    return number(scalar)
        .flatMap(Section::exactLong)
        .filter(value -> value >= least && value <= most);
  }

  private static Optional<Long> exactLong(BigDecimal number) {
    try {
      return Optional.of(number.longValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> number(ScalarNode scalar) {
    String text = scalar.getValue();
    if (!scalar.isPlain() || text.length() > 40) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text.replaceAll("(?<=\\d)_(?=\\d)", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> toText(ScalarNode scalar) {
    boolean isText = !scalar.getTag().equals(Tag.NULL) && !scalar.getTag().equals(Tag.BOOL);
    return isText && !scalar.getValue().isBlank()
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  private static boolean isPath(String text) {
    try {
      return !Path.of(text).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
