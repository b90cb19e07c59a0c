package dev.pawl.study;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.json.JsonMapper;

/// A study as it was written, with what the command line changed. Read every value through [#root],
/// then call [#check]: keys that nobody asked for are errors, so that a typing error cannot pass
/// silently.
///
/// Only YAML's node tree is used, no object is ever made from it, and its size, depth and aliases
/// are bounded.
public final class StudyFile {

  private static final int BYTES_MAX = 1 << 20;
  private static final int ALIASES_MAX = 50;

  /// What may differ between two runs with the same journal: where it runs and when it stops.
  private static final List<String> NOT_EFFECTIVE = List.of("threads", "budget");

  private final String name;
  private final Path base;
  private final List<Problem> problems = new ArrayList<>();
  private final Section root;

  private StudyFile(String name, Path base, Node node) {
    this.name = name;
    this.base = base;
    this.root = new Section(this, "", node);
  }

  /// Reads a file. Its relative paths count from its folder, those of settings from the current
  /// one.
  ///
  /// @throws StudyException if it cannot be read or is not YAML; all else comes with [#check]
  public static StudyFile read(Path file, List<Setting> settings) {
    Path folder = file.toAbsolutePath().getParent();
    String text = text(file);
    return parse(file.toString(), folder == null ? file : folder, text, settings);
  }

  /// Reads text; JSON is YAML, so what [#effective] gave can be read again.
  ///
  /// @param name what errors call it
  /// @param base where its relative paths count from
  public static StudyFile parse(String name, Path base, String yaml, List<Setting> settings) {
    Node node = compose(name, yaml).orElseGet(() -> mapping(new ArrayList<>()));
    return new StudyFile(name, base, graft(name, node, settings));
  }

  /// The top level.
  public Section root() {
    return root;
  }

  /// Complains about everything that is wrong, and about keys that nobody asked for.
  ///
  /// @throws StudyException with all problems
  public void check() {
    root.rejectUnknown();
    if (!problems.isEmpty()) {
      List<String> lines =
          problems.stream().sorted(Problem.ORDER).map(Problem::toString).distinct().toList();
      throw new StudyException(name, lines);
    }
  }

  /// Everything that decides the journal, defaults included: canonical JSON with sorted keys. Call
  /// it when all values have been asked for. Where approvers are named, the budget decides, too:
  /// more than that needs their approval.
  public String effective() {
    Map<String, Object> values = root.values();
    Object budget = values.get("budget");
    NOT_EFFECTIVE.forEach(values::remove);
    boolean isGuarded =
        values.get("gate") instanceof Map<?, ?> gate
            && gate.get("approvers") instanceof Collection<?> approvers
            && !approvers.isEmpty();
    if (isGuarded && budget != null) {
      values.put("budget", budget);
    }
    return JsonMapper.shared().writeValueAsString(values);
  }

  void problem(@Nullable Node node, String message) {
    Optional<Mark> mark = node == null ? Optional.empty() : node.getStartMark();
    problems.add(
        mark.map(m -> new Problem(m.getName(), m.getLine() + 1, m.getColumn() + 1, message))
            .orElseGet(() -> new Problem(name, 0, 0, message)));
  }

  /// Where a relative path in `node` counts from.
  Path base(@Nullable Node node) {
    boolean typed =
        node != null && node.getStartMark().map(m -> isOption(m.getName())).orElse(false);
    return typed ? Path.of("").toAbsolutePath() : base;
  }

  private static boolean isOption(String source) {
    return source.startsWith("--");
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw failure(
            file.toString(), "has more than %,d bytes; no study does".formatted(BYTES_MAX));
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw failure(file.toString(), "there is no such file");
    } catch (CharacterCodingException e) {
      throw failure(file.toString(), "is not UTF-8 text");
    } catch (IOException e) {
      throw failure(file.toString(), "cannot be read: " + e);
    }
  }

  private static Optional<Node> compose(String source, String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setUseMarks(true)
            .setAllowDuplicateKeys(true) // Section finds them, with the place of both
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(ALIASES_MAX)
            .setCodePointLimit(BYTES_MAX)
            .build();
    try {
      return new Compose(settings).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      String context = Objects.requireNonNullElse(e.getContext(), "");
      String message = "not YAML: " + (context + " " + e.getProblem()).strip();
      Problem problem =
          e.getProblemMark()
              .map(m -> new Problem(source, m.getLine() + 1, m.getColumn() + 1, message))
              .orElseGet(() -> new Problem(source, 0, 0, message));
      throw failure(problem.where(), problem.message());
    } catch (YamlEngineException e) {
      throw failure(source, "not YAML: " + e);
    } catch (StackOverflowError e) {
      throw failure(source, "nested too deeply");
    }
  }

  /// Puts the settings where they belong, in front of what the file says there.
  private static Node graft(String name, Node root, List<Setting> settings) {
    for (Setting setting : settings) {
      Node value =
          compose(setting.option(), setting.text())
              .orElseGet(() -> empty(new Mark(setting.option(), 0, 0, 0, new int[0], 0)));
      List<String> keys = List.of(setting.path().split("\\.", -1));
      Node at = root;
      for (int i = 0; i < keys.size(); i++) {
        if (!(at instanceof MappingNode map)) {
          throw failure(
              setting.option(),
              "%s of %s has no keys in it".formatted(i == 0 ? "the top" : keys.get(i - 1), name));
        }
        String key = keys.get(i);
        boolean last = i == keys.size() - 1;
        Node next = last ? value : child(map, key);
        map.getValue().removeIf(tuple -> isKey(tuple, key));
        map.getValue().add(new NodeTuple(key(key, value), next));
        at = next;
      }
    }
    return root;
  }

  /// A copy of what is under `key`, as an alias may stand for the same node elsewhere.
  private static Node child(MappingNode map, String key) {
    Optional<Node> child =
        map.getValue().stream()
            .filter(tuple -> isKey(tuple, key))
            .map(NodeTuple::getValueNode)
            .findFirst();
    return switch (child.orElse(null)) {
      case null -> mapping(new ArrayList<>());
      case MappingNode inner -> mapping(new ArrayList<>(inner.getValue()));
      case Node other -> other;
    };
  }

  private static boolean isKey(NodeTuple tuple, String key) {
    return tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key);
  }

  private static Node empty(Mark mark) {
    Optional<Mark> place = Optional.of(mark);
    return new ScalarNode(Tag.NULL, true, "", ScalarStyle.PLAIN, place, place);
  }

  private static Node key(String key, Node value) {
    Optional<Mark> mark = value.getStartMark();
    return new ScalarNode(Tag.STR, true, key, ScalarStyle.PLAIN, mark, mark);
  }

  private static MappingNode mapping(List<NodeTuple> tuples) {
    return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
  }

  private static StudyException failure(String where, String message) {
    return new StudyException(where, List.of(where + ": " + message));
  }

  /// @param line from 1; 0 if the place is not known
  private record Problem(String source, int line, int column, String message) {

    static final Comparator<Problem> ORDER =
        Comparator.comparing((Problem p) -> isOption(p.source))
            .thenComparingInt(p -> p.line)
            .thenComparingInt(p -> p.column);

    String where() {
      return line == 0 || isOption(source) ? source : source + ":" + line + ":" + column;
    }

    @Override
    public String toString() {
      return where() + ": " + message;
    }
  }
}
