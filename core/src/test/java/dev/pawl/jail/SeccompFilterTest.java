package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The filters, run by an interpreter of classic BPF that was written for this test.
class SeccompFilterTest {

  private static final int REFUSED = 0x00050000 | SeccompFilter.EPERM;
  private static final int UNKNOWN = 0x00050000 | SeccompFilter.ENOSYS;

  @ParameterizedTest
  @EnumSource
  void withNamespaces_attackersCall_isRefused(Processor processor) {
    byte[] filter = SeccompFilter.withNamespaces(processor);
    for (SystemCall call :
        List.of(
            SystemCall.PTRACE,
            SystemCall.MOUNT,
            SystemCall.UNSHARE,
            SystemCall.SETNS,
            SystemCall.BPF,
            SystemCall.KEYCTL,
            SystemCall.IO_URING_SETUP,
            SystemCall.CLOCK_SETTIME,
            SystemCall.PERF_EVENT_OPEN)) {
      assertThat(run(filter, processor, call.number(processor))).as("%s", call).isEqualTo(REFUSED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withNamespaces_ordinaryCall_isAllowed(Processor processor) {
    byte[] filter = SeccompFilter.withNamespaces(processor);
    // read, write, openat, execve, exit_group, futex
    int[] calls =
        processor == Processor.X86_64
            ? new int[] {0, 1, 257, 59, 231, 202}
            : new int[] {63, 64, 56, 221, 94, 98};
    for (int call : calls) {
      assertThat(run(filter, processor, call)).isEqualTo(SeccompFilter.ALLOW);
    }
  }

  @ParameterizedTest
  @EnumSource
  void filter_argument_decides(Processor processor) {
    byte[] filter = SeccompFilter.withNamespaces(processor);
    int clone = SystemCall.CLONE.number(processor);
    int ioctl = SystemCall.IOCTL.number(processor);
    int socket = SystemCall.SOCKET.number(processor);
    int personality = SystemCall.PERSONALITY.number(processor);

    assertThat(run(filter, processor, clone, 0x3D0F00)).isEqualTo(SeccompFilter.ALLOW); // a thread
    assertThat(run(filter, processor, clone, 17)).isEqualTo(SeccompFilter.ALLOW); // fork
    assertThat(run(filter, processor, clone, 0x10000011)).isEqualTo(REFUSED); // a user namespace
    assertThat(run(filter, processor, clone, 0x00020011)).isEqualTo(REFUSED); // a mount namespace
    assertThat(run(filter, processor, ioctl, 0, 0x5401)).isEqualTo(SeccompFilter.ALLOW); // TCGETS
    assertThat(run(filter, processor, ioctl, 0, 0x5412)).isEqualTo(REFUSED); // TIOCSTI
    assertThat(run(filter, processor, ioctl, 0, 0x541C)).isEqualTo(REFUSED); // TIOCLINUX
    for (int family : new int[] {1, 2, 10}) {
      assertThat(run(filter, processor, socket, family)).isEqualTo(SeccompFilter.ALLOW);
    }
    for (int family : new int[] {0, 16, 17, 38, 40}) { // netlink, packet, alg, vsock
      assertThat(run(filter, processor, socket, family))
          .isEqualTo(0x00050000 | SeccompFilter.EAFNOSUPPORT);
    }
    assertThat(run(filter, processor, personality, 0)).isEqualTo(SeccompFilter.ALLOW);
    assertThat(run(filter, processor, personality, 0xFFFFFFFFL)).isEqualTo(SeccompFilter.ALLOW);
    assertThat(run(filter, processor, personality, 0x40000)).isEqualTo(REFUSED);
  }

  @ParameterizedTest
  @EnumSource
  void withoutNamespaces_whatNamespacesWouldKeepApart_isRefused(Processor processor) {
    byte[] filter = SeccompFilter.withoutNamespaces(processor);
    int prlimit = SystemCall.PRLIMIT64.number(processor);

    for (SystemCall call :
        List.of(
            SystemCall.SHMGET, SystemCall.FCHMODAT, SystemCall.SETPRIORITY, SystemCall.PTRACE)) {
      assertThat(run(filter, processor, call.number(processor))).as("%s", call).isEqualTo(REFUSED);
    }
    assertThat(run(filter, processor, SystemCall.SOCKET.number(processor), 1)).isEqualTo(REFUSED);
    assertThat(run(filter, processor, prlimit, 0)).isEqualTo(SeccompFilter.ALLOW);
    assertThat(run(filter, processor, prlimit, 4711)).isEqualTo(REFUSED);
    assertThat(run(filter, processor, prlimit, 0, Tag.RESOURCE)).isEqualTo(REFUSED);
    int setrlimit = SystemCall.SETRLIMIT.number(processor);
    assertThat(run(filter, processor, setrlimit, Tag.RESOURCE)).isEqualTo(REFUSED);
    assertThat(run(filter, processor, setrlimit, 7)).isEqualTo(SeccompFilter.ALLOW);
  }

  @Test
  void filter_otherProcessorOrNewerKernel_isNeverAllowed() {
    byte[] filter = SeccompFilter.withNamespaces(Processor.X86_64);

    assertThat(run(filter, Processor.AARCH64, 0)).isEqualTo(SeccompFilter.KILL);
    assertThat(run(filter, Processor.X86_64, 0x40000000)).isEqualTo(UNKNOWN);
    assertThat(run(filter, Processor.X86_64, 451)).isEqualTo(UNKNOWN);
    assertThat(run(filter, Processor.X86_64, SystemCall.CLONE3.number(Processor.X86_64)))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void numbers_ofX86_agreeWithTheKernelsHeader() throws IOException {
    agree(Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), Processor.X86_64, "__NR_");
  }

  @Test
  void numbers_ofArm_agreeWithTheKernelsHeader() throws IOException {
    agree(Path.of("/usr/include/asm-generic/unistd.h"), Processor.AARCH64, "__NR_");
  }

  private static void agree(Path header, Processor processor, String prefix) throws IOException {
    assumeTrue(Files.exists(header), header + " is not installed: apt-get install linux-libc-dev");
    Map<String, Integer> numbers = new HashMap<>();
    for (String line : Files.readAllLines(header)) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length == 3 && words[1].startsWith(prefix) && words[2].matches("\\d+")) {
        numbers.put(words[1].substring(prefix.length()), Integer.parseInt(words[2]));
      }
    }
    for (SystemCall call : SystemCall.values()) {
      assertThat(call.number(processor))
          .as("%s", call)
          .isEqualTo(numbers.getOrDefault(call.name().toLowerCase(Locale.ROOT), -1));
    }
  }

  /// What the kernel would do: the subset of classic BPF that seccomp programs of this kind use.
  private static int run(byte[] filter, Processor processor, int number, long... arguments) {
    ByteBuffer program = ByteBuffer.wrap(filter).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(number).putInt(processor.audit).putLong(0);
    for (long argument : arguments) {
      data.putLong(argument);
    }
    int accumulator = 0;
    for (int at = 0; ; at++) {
      int code = program.getShort(at * 8);
      int ifTrue = program.get(at * 8 + 2) & 0xFF;
      int ifFalse = program.get(at * 8 + 3) & 0xFF;
      int value = program.getInt(at * 8 + 4);
      switch (code) {
        case 0x20 -> accumulator = data.getInt(value);
        case 0x54 -> accumulator &= value;
        case 0x15 -> at += accumulator == value ? ifTrue : ifFalse;
        case 0x25 -> at += Integer.compareUnsigned(accumulator, value) > 0 ? ifTrue : ifFalse;
        case 0x35 -> at += Integer.compareUnsigned(accumulator, value) >= 0 ? ifTrue : ifFalse;
        case 0x06 -> {
          return value;
        }
        default -> throw new AssertionError("no such instruction: " + code);
      }
    }
  }
}
