package dev.pawl.study;

/// A value from the command line that takes the place of one in the study.
///
/// @param option as the user wrote it, such as `--seed 7`; errors name it
/// @param path keys joined by dots, such as `redqueen.rounds`
/// @param text the value, as YAML
public record Setting(String option, String path, String text) {

  public Setting {
    if (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
      throw new IllegalArgumentException(
          "%s: '%s' is not a path of keys such as redqueen.rounds".formatted(option, path));
    }
  }

  /// The setting that `--set KEY=VALUE` means.
  public static Setting parse(String keyAndValue) {
    int equals = keyAndValue.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "--set %s: expected KEY=VALUE, such as redqueen.rounds=5".formatted(keyAndValue));
    }
    return new Setting(
        "--set " + keyAndValue,
        keyAndValue.substring(0, equals).strip(),
        keyAndValue.substring(equals + 1));
  }
}
