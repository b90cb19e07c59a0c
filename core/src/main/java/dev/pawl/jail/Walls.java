package dev.pawl.jail;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What a jail is made of, and what it lacks; every result carries it.
///
/// @param jail its name: `bubblewrap`, `landlock`, `none`
/// @param missing for each control that it cannot keep on this machine: why, and how to get it
public record Walls(String jail, Map<Control, String> missing) {

  public Walls {
    Map<Control, String> copy = new EnumMap<>(Control.class);
    copy.putAll(missing);
    missing = Collections.unmodifiableMap(copy);
  }

  /// Whether a control is missing. A weak jail is used only where that was accepted in so many
  /// words.
  public boolean weak() {
    return !missing.isEmpty();
  }

  @Override
  public String toString() {
    return weak() ? "%s, WEAK: lacks %s".formatted(jail, missing.keySet()) : jail;
  }
}
