package dev.pawl.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Why a kernel may forbid the namespaces that bubblewrap is made of, and what to do.
final class Namespaces {

  private Namespaces() {}

  /// What to change, from the settings of this machine; what it may be where they allow it.
  ///
  /// @param settings `/proc/sys`
  static String advice(Path settings) {
    List<String> all = new ArrayList<>();
    if (is(settings, "kernel/unprivileged_userns_clone", "0")) {
      all.add("sysctl kernel.unprivileged_userns_clone=1");
    }
    if (is(settings, "user/max_user_namespaces", "0")) {
      all.add("sysctl user.max_user_namespaces=10000");
    }
    if (is(settings, "kernel/apparmor_restrict_unprivileged_userns", "1")) {
      all.add(
          "give bwrap an AppArmor profile that has 'userns,', or sysctl"
              + " kernel.apparmor_restrict_unprivileged_userns=0");
    }
    return all.isEmpty()
        ? "if this is a container, its engine may forbid namespaces: run Pawl outside, or allow them"
        : "user namespaces are forbidden here: " + String.join("; and ", all);
  }

  private static boolean is(Path settings, String name, String value) {
    try {
      return Files.readString(settings.resolve(name)).strip().equals(value);
    } catch (IOException e) {
      return false; // this kernel has no such setting
    }
  }
}
