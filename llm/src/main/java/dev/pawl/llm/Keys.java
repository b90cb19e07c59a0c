package dev.pawl.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The keys of model servers, by the name of the environment variable that they came from. They are
/// read at the edge of the program and handed in; nothing that this package writes or says holds
/// one.
public final class Keys {

  /// No keys, as for a replay or a server that wants none.
  public static final Keys NONE = new Keys(Map.of());

  private static final int SCRUB_LENGTH_MIN = 6;

  private final Map<String, String> secrets;

  private Keys(Map<String, String> secrets) {
    this.secrets = new TreeMap<>(secrets);
  }

  /// The keys that `read` has for `names`; a name without one is left out.
  ///
  /// @param read such as `System::getenv`
  public static Keys of(Set<String> names, Function<String, Optional<String>> read) {
    Map<String, String> secrets = new TreeMap<>();
    for (String name : names) {
      read.apply(name)
          .map(String::strip)
          .filter(secret -> !secret.isEmpty())
          .ifPresent(secret -> secrets.put(name, checked(name, secret)));
    }
    return new Keys(secrets);
  }

  /// Whether there is a key under `name`.
  public boolean has(String name) {
    return secrets.containsKey(name);
  }

  /// `text` with every key in it replaced by the name that it goes by. Servers like to repeat a key
  /// that they refuse.
  public String scrub(String text) {
    String clean = text;
    for (Map.Entry<String, String> key : secrets.entrySet()) {
      if (key.getValue().length() >= SCRUB_LENGTH_MIN) {
        clean = clean.replace(key.getValue(), "[key of " + key.getKey() + "]");
      }
    }
    return clean;
  }

  Optional<String> secret(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public String toString() {
    List<String> names = new ArrayList<>(secrets.keySet());
    return "keys of " + names;
  }

  private static String checked(String name, String secret) {
    if (!secret.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "the key in %s holds blanks or control characters; set it again without them"
              .formatted(name));
    }
    return secret;
  }
}
