package dev.pawl.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Which Pawl this is, on which Java.
final class Version {

  private Version() {}

  /// From the jar; `dev` where there is none.
  static String pawl() {
    return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");
  }

  static String line() {
    return "pawl %s on Java %s".formatted(pawl(), Runtime.version());
  }

  static Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pawl", pawl());
    json.put("java", Runtime.version().toString());
    return json;
  }
}
