package dev.pawl.jail;

import java.util.Locale;
import java.util.Optional;

/// The instruction sets that there are filters for.
enum Processor {
  X86_64(0xC000003E),
  AARCH64(0xC00000B7);

  /// What `struct seccomp_data` calls it.
  final int audit;

  Processor(int audit) {
    this.audit = audit;
  }

  /// By the name that the JVM has for it.
  static Optional<Processor> named(String osArch) {
    return switch (osArch.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }
}
