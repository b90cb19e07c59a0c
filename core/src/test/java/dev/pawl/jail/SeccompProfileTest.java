package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The profile, read as the OCI runtime specification says, by an interpreter that was written for
/// this test: the first rule whose arguments all match decides.
class SeccompProfileTest {

  @ParameterizedTest
  @EnumSource
  void profile_whatTheFilterRefusesAlways_isRefused(Processor processor) {
    for (SystemCall call : SeccompFilter.ALWAYS) {
      assertThat(answer(processor, call, 0, 0)).as("%s", call).isEqualTo(SeccompFilter.EPERM);
    }
    assertThat(answer(processor, SystemCall.CLONE3, 0, 0)).isEqualTo(SeccompFilter.ENOSYS);
    assertThat(answer(processor, SystemCall.OPENAT, 0, 0)).isZero();
    assertThat(answer(processor, SystemCall.PRLIMIT64, 0, 0)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void profile_argument_decides(Processor processor) {
    for (int family : new int[] {1, 2, 10}) {
      assertThat(answer(processor, SystemCall.SOCKET, family, 1)).as("%d", family).isZero();
    }
    for (long family : new long[] {0, 3, 16, 17, 40, 63, 64, 1000, 40 | 1L << 32}) {
      assertThat(answer(processor, SystemCall.SOCKET, family, 1))
          .as("%d", family)
          .isEqualTo(SeccompFilter.EAFNOSUPPORT);
    }
    assertThat(answer(processor, SystemCall.CLONE, 0x01200011, 0)).isZero();
    for (long flag : new long[] {0x00020000, 0x02000000, 0x10000000, 0x40000000}) {
      assertThat(answer(processor, SystemCall.CLONE, flag | 0x11, 0))
          .as("%x", flag)
          .isEqualTo(SeccompFilter.EPERM);
    }
    assertThat(answer(processor, SystemCall.IOCTL, 0, 0x5401)).isZero();
    assertThat(answer(processor, SystemCall.IOCTL, 0, 0x5412)).isEqualTo(SeccompFilter.EPERM);
    assertThat(answer(processor, SystemCall.IOCTL, 0, 0x5412 | 1L << 40))
        .isEqualTo(SeccompFilter.EPERM);
    for (long allowed : new long[] {0, 0xFFFFFFFFL}) {
      assertThat(answer(processor, SystemCall.PERSONALITY, allowed, 0)).isZero();
    }
    for (long refused : new long[] {1, 8, 0x0040000, 0x80000000L, 0xFFFFFFFEL, 0x7FFFFFFFL}) {
      assertThat(answer(processor, SystemCall.PERSONALITY, refused, 0))
          .as("%x", refused)
          .isEqualTo(SeccompFilter.EPERM);
    }
  }

  private static int answer(Processor processor, SystemCall call, long first, long second) {
    JsonNode profile = JsonMapper.shared().readTree(SeccompProfile.json(processor));
    assertThat(profile.get("defaultAction").asString()).isEqualTo("SCMP_ACT_ALLOW");
    String name = call.name().toLowerCase(Locale.ROOT);
    for (JsonNode rule : profile.get("syscalls")) {
      if (rule.get("names").get(0).asString().equals(name)
          && matches(rule.get("args"), List.of(first, second))) {
        return rule.get("errnoRet").asInt();
      }
    }
    return 0;
  }

  private static boolean matches(JsonNode conditions, List<Long> arguments) {
    for (JsonNode condition : conditions) {
      long argument = arguments.get(condition.get("index").asInt());
      long value = condition.get("value").asLong();
      boolean matches =
          switch (condition.get("op").asString()) {
            case "SCMP_CMP_GE" -> Long.compareUnsigned(argument, value) >= 0;
            case "SCMP_CMP_MASKED_EQ" -> (argument & value) == condition.get("valueTwo").asLong();
            default -> throw new AssertionError("unknown operator: " + condition);
          };
      if (!matches) {
        return false;
      }
    }
    return true;
  }
}
