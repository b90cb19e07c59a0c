package dev.pawl.cli;

import dev.pawl.study.Setting;
import java.util.ArrayList;
import java.util.List;

/// A variant of a study: what it is called, and the settings that make it.
record Variation(String name, List<Setting> settings) {

  Variation {
    settings = List.copyOf(settings);
  }

  /// All variants that `--vary KEY=VALUE,VALUE...` make together: one for each choice of a value of
  /// every key. One without a name or settings where nothing varies.
  static List<Variation> of(List<String> varied) {
    List<Variation> all = List.of(new Variation("", List.of()));
    for (String each : varied) {
      int equals = each.indexOf('=');
      List<String> values = equals < 1 ? List.of() : split(each.substring(equals + 1));
      if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
        throw new Refusal(
            "--vary %s: expected KEY=VALUE,VALUE, such as proposers.choice=adaptive,uniform"
                .formatted(each));
      }
      List<Variation> more = new ArrayList<>();
      for (Variation before : all) {
        for (String value : values) {
          more.add(before.with(each.substring(0, equals), value));
        }
      }
      all = more;
    }
    return all;
  }

  private Variation with(String key, String value) {
    List<Setting> more = new ArrayList<>(settings);
    Setting parsed = RunCommand.setting(key + "=" + value);
    more.add(new Setting("--vary " + key + "=" + value, parsed.path(), parsed.text()));
    return new Variation(join(name, folderName(value)), more);
  }

  static String join(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + "+" + other;
  }

  /// `text` as a part of a folder's name.
  static String folderName(String text) {
    String plain = text.replaceAll("[^\\p{Alnum}._-]+", "_").replaceAll("^[_.]+|_+$", "");
    return plain.isEmpty() ? "_" : plain;
  }

  /// At the commas that are in no brackets and no quotes.
  private static List<String> split(String values) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    char quote = 0;
    for (int i = 0; i < values.length(); i++) {
      char c = values.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(values.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(values.substring(from));
    return parts;
  }
}
