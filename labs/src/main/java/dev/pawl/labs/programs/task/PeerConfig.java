package dev.pawl.labs.programs.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The configuration of another system's task, of which some keys mean something here. A key that
/// does not is no error; [#ignored] names it.
final class PeerConfig {

  private static final int BYTES_MAX = 1 << 20;

  private final String name;
  private final Map<?, ?> root;
  private final Set<String> honoured = new TreeSet<>();

  private PeerConfig(String name, Map<?, ?> root) {
    this.name = name;
    this.root = root;
  }

  /// @throws IllegalArgumentException if it is no YAML mapping
  static PeerConfig read(Path file) {
    try {
      String text = Files.readString(file);
      Object root =
          new Load(
                  LoadSettings.builder()
                      .setLabel(file.toString())
                      .setCodePointLimit(BYTES_MAX)
                      .setMaxAliasesForCollections(50)
                      .build())
              .loadFromString(text);
      if (root == null) {
        return none();
      }
      if (!(root instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException("%s is no mapping of keys to values".formatted(file));
      }
      return new PeerConfig(file.toString(), map);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("%s is not YAML: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static PeerConfig none() {
    return new PeerConfig("no configuration", Map.of());
  }

  Optional<String> text(String path) {
    return find(path).map(String::valueOf);
  }

  boolean flag(String path, boolean fallback) {
    return find(path)
        .map(value -> {
          if (value instanceof Boolean flag) {
            return flag;
          }
          throw wrong(path, value, "true or false");
        })
        .orElse(fallback);
  }

  double decimal(String path, double fallback) {
    return find(path)
        .map(value -> {
          if (value instanceof Number number) {
            return number.doubleValue();
          }
          throw wrong(path, value, "a number");
        })
        .orElse(fallback);
  }

  int integer(String path, int fallback, int least, int most) {
    double number = decimal(path, fallback);
    if (number != Math.rint(number) || number < least || number > most) {
      throw wrong(path, number, "an integer from %d to %d".formatted(least, most));
    }
    return (int) number;
  }

  List<String> texts(String path, List<String> fallback) {
    return find(path)
        .map(value -> {
          List<String> texts = new ArrayList<>();
          if (value instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
            return texts;
          }
          throw wrong(path, value, "a list");
        })
        .orElse(fallback);
  }

  List<Double> decimals(String path, List<Double> fallback) {
    return find(path)
        .map(value -> {
          List<Double> numbers = new ArrayList<>();
          if (value instanceof List<?> list) {
            for (Object each : list) {
              numbers.add(number(each).orElseThrow(() -> wrong(path, value, "a list of numbers")));
            }
            return numbers;
          }
          throw wrong(path, value, "a list of numbers");
        })
        .orElse(fallback);
  }

  /// The number at `path`, or under `key` if a mapping stands there.
  double decimalOrIn(String path, String key, double fallback) {
    return find(path)
        .map(value -> {
          Object given = value instanceof Map<?, ?> map ? map.get(key) : value;
          return given == null ? fallback : number(given).orElse(fallback);
        })
        .orElse(fallback);
  }

  /// Keys of the file that nobody asked for; of a section that nobody asked of, its name.
  List<String> ignored() {
    List<String> keys = new ArrayList<>();
    collect(root, "", keys);
    return keys;
  }

  private void collect(Map<?, ?> map, String prefix, List<String> keys) {
    map.forEach((key, value) -> {
      String path = prefix + key;
      if (honoured.contains(path)) {
        return;
      }
      if (value instanceof Map<?, ?> inner
          && honoured.stream().anyMatch(h -> h.startsWith(path + "."))) {
        collect(inner, path + ".", keys);
      } else {
        keys.add(path);
      }
    });
  }

  private Optional<Object> find(String path) {
    honoured.add(path);
    @Nullable Object at = root;
    for (String key : path.split("\\.", -1)) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return Optional.ofNullable(at);
  }

  private static Optional<Double> number(@Nullable Object value) {
    return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
  }

  private IllegalArgumentException wrong(String path, Object found, String expected) {
    return new IllegalArgumentException(
        "%s: %s is %s; it must be %s".formatted(name, path, found, expected));
  }
}
