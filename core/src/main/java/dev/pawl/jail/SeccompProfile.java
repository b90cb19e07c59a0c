package dev.pawl.jail;

import static dev.pawl.jail.SystemCall.CLONE;
import static dev.pawl.jail.SystemCall.IOCTL;
import static dev.pawl.jail.SystemCall.PERSONALITY;
import static dev.pawl.jail.SystemCall.SOCKET;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What [SeccompFilter] refuses in namespaces, as a profile for container engines, which build
/// their filter of names instead of taking one. Calls of another kind of processor kill, as
/// libseccomp does by itself.
///
/// One thing cannot be said in a profile that allows by default: that calls newer than the list are
/// unknown. They are left to the kernel.
final class SeccompProfile {

  private static final String LOW_WORD = "4294967295";
  private static final String HIGHEST_BIT = "2147483648";
  private static final int FAMILIES = 64;

  private final List<String> rules = new ArrayList<>();

  private SeccompProfile() {}

  /// In JSON, as the OCI runtime specification and its engines read it.
  static String json(Processor processor) {
    return new SeccompProfile().assemble(processor);
  }

  private String assemble(Processor processor) {
    for (SystemCall call : SeccompFilter.ALWAYS) {
      refuse(call, SeccompFilter.EPERM, "");
    }
    refuse(SystemCall.CLONE3, SeccompFilter.ENOSYS, "");
    for (int bit = 0; bit < 32; bit++) {
      long flag = 1L << bit;
      if ((SeccompFilter.NEW_NAMESPACE & flag) != 0) {
        refuse(CLONE, SeccompFilter.EPERM, masked(0, Long.toString(flag), Long.toString(flag)));
      }
    }
    refuse(IOCTL, SeccompFilter.EPERM, masked(1, LOW_WORD, "" + SeccompFilter.TIOCSTI));
    refuse(IOCTL, SeccompFilter.EPERM, masked(1, LOW_WORD, "" + SeccompFilter.TIOCLINUX));
    refusePersonalities();
    refuseFamilies();
    return """
    {"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["%s"], "syscalls": [
    %s
    ]}
    """
        .formatted(
            processor == Processor.X86_64 ? "SCMP_ARCH_X86_64" : "SCMP_ARCH_AARCH64",
            String.join(",\n", rules));
  }

  /// All but 0 and −1, one bit at a time: each that is set while the highest is not, and each that
  /// is not while the highest is.
  private void refusePersonalities() {
    for (int bit = 0; bit < 31; bit++) {
      String one = Long.toString(1L << bit);
      String both = Long.toString((1L << bit) | (1L << 31));
      refuse(PERSONALITY, SeccompFilter.EPERM, masked(0, both, one));
      refuse(PERSONALITY, SeccompFilter.EPERM, masked(0, both, HIGHEST_BIT));
    }
  }

  private void refuseFamilies() {
    for (int family = 0; family < FAMILIES; family++) {
      if (!SeccompFilter.FAMILIES.contains(family)) {
        refuse(SOCKET, SeccompFilter.EAFNOSUPPORT, masked(0, LOW_WORD, Integer.toString(family)));
      }
    }
    refuse(
        SOCKET,
        SeccompFilter.EAFNOSUPPORT,
        "{\"index\": 0, \"value\": %d, \"op\": \"SCMP_CMP_GE\"}".formatted(FAMILIES));
  }

  private void refuse(SystemCall call, int errno, String argument) {
    rules.add(
        "{\"names\": [\"%s\"], \"action\": \"SCMP_ACT_ERRNO\", \"errnoRet\": %d, \"args\": [%s]}"
            .formatted(call.name().toLowerCase(Locale.ROOT), errno, argument));
  }

  private static String masked(int argument, String mask, String value) {
    return "{\"index\": %d, \"value\": %s, \"valueTwo\": %s, \"op\": \"SCMP_CMP_MASKED_EQ\"}"
        .formatted(argument, mask, value);
  }
}
