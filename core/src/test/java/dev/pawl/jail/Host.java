package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the red team is after: files, a process, a service and a socket of this machine, all of
/// which it knows the names of.
final class Host implements AutoCloseable {

  /// In the command line of everything that a jail must hide or kill.
  static final String MARK = "pawl-red-team-" + ProcessHandle.current().pid();

  private final Path folder;
  private final Path secret;
  private final Path scorer;
  private final Path journal;
  private final Path socketPath;
  private final Process victim;
  private final ServerSocket service;
  private final ServerSocketChannel socket;

  Host() throws IOException {
    folder = Files.createTempDirectory(Path.of("/tmp"), "pawl-red-team-");
    secret = Files.writeString(folder.resolve("secret"), "the answers");
    scorer = Files.writeString(folder.resolve("scorer"), "trusted");
    journal = Files.writeString(folder.resolve("journal"), "events");
    socketPath = folder.resolve("socket");
    victim = new ProcessBuilder("sh", "-c", "sleep 600", MARK).start();
    service = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    socket.bind(UnixDomainSocketAddress.of(socketPath));
  }

  /// What an attacker could know about this machine.
  Map<String, String> knowledge() throws IOException {
    Map<String, String> all = new TreeMap<>();
    all.put("SECRET", secret.toString());
    all.put("SCORER", scorer.toString());
    all.put("JOURNAL", journal.toString());
    all.put("SOCKET", socketPath.toString());
    all.put("PORT", Integer.toString(service.getLocalPort()));
    all.put("VICTIM", Long.toString(victim.pid()));
    all.put("MARK", MARK);
    all.put("NONCE", MARK + "-survivor");
    all.put("HOST", Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
    return all;
  }

  /// Nothing of this machine has changed, and nobody is left behind.
  void assertUnharmed() throws IOException {
    assertThat(secret).hasContent("the answers");
    assertThat(scorer).hasContent("trusted");
    assertThat(journal).hasContent("events");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(secret, scorer, journal, socketPath);
    }
    assertThat(victim.isAlive()).as("the other process lives").isTrue();
    assertThat(survivors()).as("processes left behind").isEmpty();
  }

  /// What is left of an attack that was run without a jail.
  static void cleanUp() throws IOException {
    for (long pid : survivors()) {
      for (ProcessHandle each :
          ProcessHandle.of(pid).map(Meter::tree).orElse(List.of()).reversed()) {
        each.destroyForcibly();
      }
    }
  }

  static List<Long> survivors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> path.getFileName().toString().matches("\\d+"))
          .filter(Host::isSurvivor)
          .map(path -> Long.valueOf(path.getFileName().toString()))
          .toList();
    }
  }

  private static boolean isSurvivor(Path process) {
    try {
      return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
          .contains(MARK + "-survivor");
    } catch (IOException e) {
      return false; // it has ended
    }
  }

  @Override
  public void close() throws IOException {
    victim.descendants().forEach(ProcessHandle::destroyForcibly);
    victim.destroyForcibly();
    service.close();
    socket.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
