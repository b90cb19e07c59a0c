package dev.pawl.jail;

import static dev.pawl.jail.SystemCall.*;

import dev.pawl.Candidate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// One attack on each wall. A script prints a line that begins with `BREACH` for each way that was
/// open.
final class Attacks implements AutoCloseable {

  private static final String MARK = "pawl-doctor-" + ProcessHandle.current().pid();
  private static final String USE_BUBBLEWRAP =
      "use bubblewrap: apt-get install bubblewrap, dnf install bubblewrap";
  private static final String GET_GROUPS =
      "let this process make control groups: run as root, or in a systemd session"
          + " (systemd-run --user --scope -p Delegate=yes)";
  private static final String REPORT = "this should not happen: please report it";

  /// `EPERM`, `ESRCH`, `EACCES`, `ENOSYS`, `EAFNOSUPPORT`, `ENETUNREACH`, `ECONNREFUSED`. Any other
  /// error says that the call was let through and only did not like its arguments.
  private static final Set<Integer> REFUSALS = Set.of(1, 3, 13, 38, 97, 101, 111);

  private final Jail jail;
  private final Path secret;
  private final Path javaHome;
  private final Processor processor;
  private final ServerSocket service;

  Attacks(Jail jail, Path folder, Path javaHome, Processor processor) throws IOException {
    this.jail = jail;
    this.javaHome = javaHome;
    this.processor = processor;
    secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  static Job script(String text) {
    return Job.of(Candidate.of("run.sh", text), "/bin/sh", "run.sh")
        .within(
            Restrictions.DEFAULT
                .withTime(Duration.ofSeconds(3), Duration.ofSeconds(3))
                .withMemory(64 << 20, 32)
                .withOutput(1 << 16, 1 << 20, 8, 1 << 20));
  }

  Finding files() throws InterruptedException {
    Ran ran =
        jail.run(
            script(
                    """
                    cat "$SECRET" 2>/dev/null && echo "BREACH read a file of this machine"
                    for folder in /home /root /run /var; do
                      ls $folder/* >/dev/null 2>&1 && echo "BREACH looked into $folder"
                    done
                    for file in "$SECRET" /usr/bin/env run.sh; do
                      (: >>"$file") 2>/dev/null && echo "BREACH may write $file"
                    done
                    exit 0
                    """)
                .in(Map.of("SECRET", secret.toString())));
    return scripted(Control.FILES, ran, "a secret, /home, /root, /run, /var and /usr are closed");
  }

  Finding secrets() throws InterruptedException {
    Ran ran =
        jail.run(
            script(
                """
                for name in $(env | cut -d= -f1); do
                  case $name in PATH|HOME|TMPDIR|OUT|LANG|PWD|OLDPWD|_) ;; *) echo "BREACH has $name" ;; esac
                done
                tr '\\0' '\\n' </proc/$PPID/environ 2>/dev/null | grep -q PATH= &&
                  tr '\\0' '\\n' </proc/$PPID/environ | grep -qv '^PATH=\\|^HOME=\\|^TMPDIR=\\|^OUT=\\|^LANG=\\|^PWD=\\|^OLDPWD=\\|^_=' &&
                  echo "BREACH sees that of its parent"
                exit 0
                """));
    return scripted(Control.SECRETS, ran, "the environment is empty");
  }

  /// Network, other processes, and calls that only attackers need: in one Java program.
  List<Finding> systemCalls() throws InterruptedException {
    String self = Long.toString(ProcessHandle.current().pid());
    ProbeJob probe = new ProbeJob(javaHome, processor);
    probe.connect("network:loopback", "127.0.0.1", service.getLocalPort());
    probe.call("network:netlink-route", SOCKET, "17", "3", "0");
    probe.call("network:vsock", SOCKET, "40", "1", "0");
    probe.call("signals:signal", KILL, self, "0");
    probe.call("signals:trace", PTRACE, "0x4206", self, "0", "0");
    probe.call("signals:read-memory", PROCESS_VM_READV, self, "b:16", "1", "b:16", "1", "0");
    // With these arguments nothing happens even where the kernel lets them through.
    probe.call("calls:clock", CLOCK_SETTIME, "0", "0");
    probe.call("calls:mount", MOUNT, "0", "0", "0", "0", "0");
    probe.call("calls:namespaces", UNSHARE, "0");
    probe.call("calls:bpf", BPF, "5", "0", "0");
    probe.call("calls:io-uring", IO_URING_SETUP, "0", "0");
    probe.call("calls:keyring", KEYCTL, "0", "-1", "0");
    probe.call("calls:perf", PERF_EVENT_OPEN, "0", "0", "-1", "-1", "0");
    Ran ran = jail.run(probe.job());
    Map<String, Integer> answers = new TreeMap<>(ProbeJob.answers(ran));
    return List.of(
        called(Control.NETWORK, "network:", answers, ran, USE_BUBBLEWRAP),
        called(Control.SIGNALS, "signals:", answers, ran, USE_BUBBLEWRAP),
        called(Control.SYSTEM_CALLS, "calls:", answers, ran, REPORT));
  }

  Finding privileges() throws InterruptedException {
    Ran ran =
        jail.run(
            script(
                """
                grep '^Cap[IPEA]' /proc/self/status | grep -qv '0000000000000000$' && echo "BREACH has capabilities"
                [ "$(id -u)" = 0 ] && echo "BREACH is root"
                unshare -Ur true 2>/dev/null && echo "BREACH can make a user namespace"
                set -- $(grep '^NoNewPrivs' /proc/self/status); [ "${2:-1}" = 1 ] || echo "BREACH can gain privileges"
                exit 0
                """));
    return scripted(Control.PRIVILEGES, ran, "no capability, not root, no way to get either");
  }

  Finding tree() throws InterruptedException {
    Job daemons =
        script(
                """
                setsid sh -c 'sleep 60; :' "$MARK" </dev/null >/dev/null 2>&1 &
                (nohup sh -c 'sleep 60; :' "$MARK" </dev/null >/dev/null 2>&1 &)
                trap '' TERM HUP INT; sleep 60
                """)
            .in(Map.of("MARK", MARK));
    Ran ran =
        jail.run(
            daemons.within(
                daemons.restrictions().withTime(Duration.ofMillis(300), Duration.ofSeconds(3))));
    long lateMillis = ran.use().wallMillis() - 300;
    List<ProcessHandle> left = Processes.naming(MARK);
    left.forEach(ProcessHandle::destroyForcibly);
    if (!left.isEmpty()) {
      return Finding.missing(Control.TREE, left.size() + " daemons outlived it", USE_BUBBLEWRAP);
    }
    return lateMillis > 1000
        ? Finding.missing(
            Control.TREE, "all died, %d ms after the limit".formatted(lateMillis), REPORT)
        : Finding.holds(
            Control.TREE, "daemons died with it, %d ms after the limit".formatted(lateMillis));
  }

  Finding processes() throws InterruptedException {
    Ran ran =
        jail.run(
            script(
                """
                i=0
                while [ $i -lt 100 ]; do (sleep 5 &) 2>/dev/null || break; i=$((i + 1)); done
                [ $i = 100 ] && echo "BREACH has 100 processes"
                exit 0
                """));
    return limited(
        Control.PROCESSES, ran, "of 100 processes, no more than 32 could be", GET_GROUPS);
  }

  Finding memory() throws InterruptedException {
    String hog = "awk 'BEGIN { s = \"0123456789abcdef\"; while (length(s) < %d) s = s s; %s }'";
    Ran ran =
        jail.run(
            script(
                ("for i in 1 2 3 4 5 6 7 8; do " + hog + " & done; wait; echo BREACH has 256 MiB")
                    .formatted(16 << 20, "system(\"sleep 0.5\")")));
    return ran.ending() instanceof Ending.OverLimit
        ? Finding.holds(Control.MEMORY, "eight processes of 32 MiB were stopped at 64 MiB")
        : Finding.missing(Control.MEMORY, "eight processes got 256 MiB of 64", GET_GROUPS);
  }

  Finding cpu() throws InterruptedException {
    Job busy = script("for i in 1 2 3; do (while :; do :; done) & done; wait");
    Ran ran =
        jail.run(
            busy.within(
                busy.restrictions().withTime(Duration.ofSeconds(3), Duration.ofMillis(300))));
    return ran.ending() instanceof Ending.OverLimit
        ? Finding.holds(
            Control.CPU, "three loops were stopped after %d ms".formatted(ran.use().cpuMillis()))
        : Finding.missing(Control.CPU, "three loops went on: " + ran.ending(), GET_GROUPS);
  }

  Finding disk() throws InterruptedException {
    Ran ran =
        jail.run(
            script(
                """
                for file in "$TMPDIR"/pawl-a "$TMPDIR"/pawl-b "$TMPDIR"/pawl-c /dev/shm/pawl-a /dev/shm/pawl-b /dev/shm/pawl-c; do
                  head -c 1000000 /dev/zero >$file 2>/dev/null
                done
                set -- $(du -skc "$TMPDIR"/pawl-[abc] | tail -n 1); [ "$1" -gt 1100 ] && echo "BREACH wrote $1 KiB"
                set -- $(du -skc /dev/shm/pawl-[abc] 2>/dev/null | tail -n 1); [ "$1" -gt 1100 ] && echo "BREACH wrote $1 KiB to shared memory"
                rm -f "$TMPDIR"/pawl-[abc] /dev/shm/pawl-[abc]
                exit 0
                """));
    return scripted(Control.DISK, ran, "1 MiB of 3 could be written");
  }

  Finding output() throws InterruptedException {
    Ran ran = jail.run(script("cat /dev/zero"));
    return ran.ending() instanceof Ending.OverLimit && ran.stdout().size() == 1 << 16
        ? Finding.holds(Control.OUTPUT, "an endless output was cut and stopped")
        : Finding.missing(Control.OUTPUT, "an endless output went on", REPORT);
  }

  Finding artifacts() throws InterruptedException {
    List<String> believed = new ArrayList<>();
    for (String trick :
        List.of(
            "ln -s /etc/passwd \"$OUT\"/a",
            "mkfifo \"$OUT\"/a",
            "touch \"$OUT\"/a; ln \"$OUT\"/a \"$OUT\"/b",
            "touch \"$OUT\"'/..\\x'",
            "truncate -s 1000000 \"$OUT\"/a; truncate -s 1000000 \"$OUT\"/b")) {
      Ran ran = jail.run(script(trick));
      if (ran.ending().equals(new Ending.Exited(0)) || !ran.artifacts().isEmpty()) {
        believed.add(trick);
      }
    }
    return believed.isEmpty()
        ? Finding.holds(Control.ARTIFACTS, "links, FIFOs, climbing names and giants were refused")
        : Finding.missing(Control.ARTIFACTS, "believed: " + believed, REPORT);
  }

  private static Finding scripted(Control control, Ran ran, String held) {
    List<String> breaches = breaches(ran);
    if (!breaches.isEmpty()) {
      return Finding.missing(control, String.join("; ", breaches), USE_BUBBLEWRAP);
    }
    return ran.ending().equals(new Ending.Exited(0))
        ? Finding.holds(control, held)
        : Finding.missing(control, "the attack did not end as it should: " + ran.ending(), REPORT);
  }

  private static Finding limited(Control control, Ran ran, String held, String remedy) {
    List<String> breaches = breaches(ran);
    return breaches.isEmpty()
        ? Finding.holds(control, held)
        : Finding.missing(control, String.join("; ", breaches), remedy);
  }

  private static Finding called(
      Control control, String prefix, Map<String, Integer> answers, Ran ran, String remedy) {
    List<String> all = answers.keySet().stream().filter(l -> l.startsWith(prefix)).toList();
    List<String> open =
        all.stream()
            .filter(l -> !REFUSALS.contains(answers.getOrDefault(l, 0)))
            .map(prefixOf(prefix))
            .toList();
    if (all.isEmpty()) {
      return Finding.missing(control, "the attack did not start: " + ran.stderr().text(), REPORT);
    }
    return open.isEmpty()
        ? Finding.holds(
            control, "refused: " + String.join(", ", all.stream().map(prefixOf(prefix)).toList()))
        : Finding.missing(control, "allowed: " + String.join(", ", open), remedy);
  }

  private static Function<String, String> prefixOf(String prefix) {
    return label -> label.substring(prefix.length());
  }

  private static List<String> breaches(Ran ran) {
    return ran.stdout()
        .text()
        .lines()
        .filter(line -> line.startsWith("BREACH "))
        .map(line -> line.substring("BREACH ".length()))
        .toList();
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
