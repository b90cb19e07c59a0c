package dev.pawl.jail;

import static dev.pawl.jail.SystemCall.*;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A program in classic BPF that the kernel runs before each system call of a jailed process.
///
/// It allows what programs need and refuses what only attackers need: other processes, mounts,
/// namespaces, the clock, and wide surfaces of the kernel (BPF, io_uring, keyrings, perf). Calls
/// that are newer than this list are answered as by an older kernel. A list of what is allowed
/// would be stricter and would break with every new C library; the walls proper are the namespaces
/// or Landlock, and this is the second line.
///
/// The loads are relative to `struct seccomp_data`: number at 0, architecture at 4, arguments from
/// 16 on, 8 bytes each, low word first on both processors.
final class SeccompFilter {

  static final int ALLOW = 0x7FFF0000;
  static final int KILL = 0x80000000;
  static final int EPERM = 1;
  static final int ENOSYS = 38;
  static final int EAFNOSUPPORT = 97;

  private static final int ERRNO = 0x00050000;
  private static final int LOAD = 0x20;
  private static final int AND = 0x54;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_GREATER = 0x25;
  private static final int IF_AT_LEAST = 0x35;
  private static final int RETURN = 0x06;

  /// The newest call that the lists above were made for.
  private static final int NEWEST = 450;

  /// Calls of the x32 ABI have this bit; nothing here uses it.
  private static final int X32 = 0x40000000;

  /// All `CLONE_NEW*` flags that `clone` knows.
  static final int NEW_NAMESPACE = 0x7E020000;

  static final int TIOCSTI = 0x5412;
  static final int TIOCLINUX = 0x541C;
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  /// The families of sockets that there may be in a network of one's own.
  static final List<Integer> FAMILIES = List.of(AF_UNIX, AF_INET, AF_INET6);

  /// What is refused whatever its arguments are.
  static final Set<SystemCall> ALWAYS = EnumSet.range(PTRACE, SETDOMAINNAME);

  /// What namespaces make harmless, and must be refused where there are none: to slow down others;
  /// objects that all processes share; and modes, owners and times of files, which Landlock leaves
  /// to the user that owns them.
  private static final Set<SystemCall> WITHOUT_NAMESPACES = EnumSet.range(SETPRIORITY, PIDFD_OPEN);

  private final List<long[]> program = new ArrayList<>();

  private SeccompFilter() {}

  /// For a process in namespaces of its own.
  static byte[] withNamespaces(Processor processor) {
    return new SeccompFilter().assemble(processor, false);
  }

  /// For a process that shares the namespaces of this one: no sockets at all.
  static byte[] withoutNamespaces(Processor processor) {
    return new SeccompFilter().assemble(processor, true);
  }

  private byte[] assemble(Processor processor, boolean shared) {
    load(4);
    unless(IF_EQUAL, processor.audit, KILL);
    load(0);
    when(IF_AT_LEAST, X32, ERRNO | ENOSYS);
    when(IF_GREATER, NEWEST, ERRNO | ENOSYS);
    for (SystemCall call : ALWAYS) {
      refuse(processor, call, EPERM);
    }
    refuse(processor, CLONE3, ENOSYS); // its flags are behind a pointer; C libraries fall back
    refuseBits(processor, CLONE, 0, NEW_NAMESPACE);
    refuseOnly(processor, IOCTL, 1, List.of(TIOCSTI, TIOCLINUX), EPERM);
    allowOnly(processor, PERSONALITY, 0, List.of(0, -1), EPERM);
    if (shared) {
      refuse(processor, SOCKET, EPERM);
      for (SystemCall call : WITHOUT_NAMESPACES) {
        if (call != PRLIMIT64 && call != SETRLIMIT) {
          refuse(processor, call, EPERM);
        }
      }
      refuseOnly(processor, SETRLIMIT, 0, List.of(Tag.RESOURCE), EPERM);
      refuseOnly(processor, PRLIMIT64, 1, List.of(Tag.RESOURCE), EPERM);
      allowOnly(processor, PRLIMIT64, 0, List.of(0), EPERM);
    } else {
      allowOnly(processor, SOCKET, 0, FAMILIES, EAFNOSUPPORT);
    }
    add(RETURN, 0, 0, ALLOW);
    return bytes();
  }

  private void refuse(Processor processor, SystemCall call, int errno) {
    if (call.number(processor) >= 0) {
      when(IF_EQUAL, call.number(processor), ERRNO | errno);
    }
  }

  /// Refuses `call` if its argument has any of `bits`.
  private void refuseBits(Processor processor, SystemCall call, int argument, int bits) {
    add(IF_EQUAL, 0, 5, call.number(processor));
    load(16 + 8 * argument);
    add(AND, 0, 0, bits);
    add(IF_EQUAL, 1, 0, 0);
    add(RETURN, 0, 0, ERRNO | EPERM);
    load(0);
  }

  /// Refuses `call` if the low word of its argument is one of `values`.
  private void refuseOnly(
      Processor processor, SystemCall call, int argument, List<Integer> values, int errno) {
    add(IF_EQUAL, 0, 2 + 2 * values.size(), call.number(processor));
    load(16 + 8 * argument);
    values.forEach(value -> when(IF_EQUAL, value, ERRNO | errno));
    load(0);
  }

  /// Refuses `call` unless the low word of its argument is one of `values`.
  private void allowOnly(
      Processor processor, SystemCall call, int argument, List<Integer> values, int errno) {
    add(IF_EQUAL, 0, 2 + values.size() + 1, call.number(processor));
    load(16 + 8 * argument);
    for (int i = 0; i < values.size(); i++) {
      add(IF_EQUAL, values.size() - i, 0, values.get(i));
    }
    add(RETURN, 0, 0, ERRNO | errno);
    load(0);
  }

  private void load(int offset) {
    add(LOAD, 0, 0, offset);
  }

  private void when(int condition, int value, int result) {
    add(condition, 0, 1, value);
    add(RETURN, 0, 0, result);
  }

  private void unless(int condition, int value, int result) {
    add(condition, 1, 0, value);
    add(RETURN, 0, 0, result);
  }

  private void add(int code, int ifTrue, int ifFalse, int value) {
    program.add(new long[] {code, ifTrue, ifFalse, value});
  }

  /// An array of `struct sock_filter`.
  private byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (long[] instruction : program) {
      ByteBuffer one = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      one.putShort((short) instruction[0]);
      one.put((byte) instruction[1]).put((byte) instruction[2]).putInt((int) instruction[3]);
      all.writeBytes(one.array());
    }
    return all.toByteArray();
  }
}
