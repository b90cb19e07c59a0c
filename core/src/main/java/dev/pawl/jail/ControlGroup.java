package dev.pawl.jail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The control group of one jailed program: what makes limits hold for all its processes together.
/// Its files differ between versions 1 and 2; see [ControlGroups].
///
/// @param version 1 or 2
/// @param folders by controller; all the same in version 2
record ControlGroup(int version, List<Folder> folders) implements AutoCloseable {

  /// The folder of one controller: `memory`, `pids`, `cpu`, `cpuacct`; in version 2 there is one
  /// for all.
  record Folder(String controller, Path path) {}

  /// Sets the limits.
  ///
  /// @param own processes of the jail itself that are members, too
  void limit(Restrictions limits, int own) throws IOException {
    String processes = Integer.toString(limits.processes() + own);
    if (version == 2) {
      write("memory", "memory.max", Long.toString(limits.memoryBytes()));
      writeIfThere("memory", "memory.swap.max", "0");
      write("pids", "pids.max", processes);
      writeIfThere("cpu", "cpu.max", limits.cores() * 100_000L + " 100000");
    } else {
      write("memory", "memory.limit_in_bytes", Long.toString(limits.memoryBytes()));
      writeIfThere("memory", "memory.memsw.limit_in_bytes", Long.toString(limits.memoryBytes()));
      write("pids", "pids.max", processes);
      writeIfThere("cpu", "cpu.cfs_quota_us", Long.toString(limits.cores() * 100_000L));
    }
  }

  /// The files into which a process writes its number to become a member.
  List<Path> doors() {
    return folders.stream()
        .map(Folder::path)
        .distinct()
        .map(path -> path.resolve("cgroup.procs"))
        .toList();
  }

  /// Makes a process a member.
  void add(long pid) {
    try {
      for (Path door : doors()) {
        Files.writeString(door, Long.toString(pid));
      }
    } catch (IOException e) {
      throw new JailException("a process cannot enter its control group: " + e, e);
    }
  }

  /// CPU time of all that were ever in it.
  Optional<Long> cpuMillis() {
    return version == 2
        ? field("memory", "cpu.stat", "usage_usec").map(micros -> micros / 1000)
        : number("cpuacct", "cpuacct.usage").map(nanos -> nanos / 1_000_000);
  }

  /// The most memory that it had at once.
  Optional<Long> memoryBytesPeak() {
    return number("memory", version == 2 ? "memory.peak" : "memory.max_usage_in_bytes");
  }

  /// Whether somebody in it was killed because there was no more memory.
  boolean ranOutOfMemory() {
    String file = version == 2 ? "memory.events" : "memory.oom_control";
    return field("memory", file, "oom_kill").orElse(0L) > 0;
  }

  /// Whether somebody in it was refused another process.
  boolean ranOutOfProcesses() {
    return field("pids", "pids.events", "max").orElse(0L) > 0;
  }

  /// Kills all members, until there are none.
  void kill() {
    try {
      Optional<Path> all = path("pids").map(path -> path.resolve("cgroup.kill"));
      if (all.isPresent() && Files.exists(all.get())) {
        Files.writeString(all.get(), "1");
      }
    } catch (IOException e) {
      // Another way follows.
    }
    for (int round = 0; round < 1000; round++) {
      List<Long> members = members();
      if (members.isEmpty()) {
        return;
      }
      members.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      pause();
    }
  }

  /// Who is in it now.
  List<Long> members() {
    List<Long> members = new ArrayList<>();
    for (Path door : doors()) {
      try {
        for (String line : Files.readAllLines(door)) {
          long pid = Long.parseLong(line.strip());
          if (pid > 0 && !members.contains(pid)) {
            members.add(pid);
          }
        }
      } catch (IOException e) {
        // It is gone, and so are its members.
      }
    }
    return members;
  }

  /// Removes it. A member that is still dying holds it up for an instant.
  @Override
  public void close() {
    for (Folder folder : folders) {
      for (int attempt = 0; attempt < 200 && !removed(folder.path()); attempt++) {
        pause();
      }
    }
  }

  private static boolean removed(Path folder) {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Path> path(String controller) {
    return folders.stream()
        .filter(folder -> folder.controller().equals(controller))
        .map(Folder::path)
        .findFirst();
  }

  private void write(String controller, String file, String value) throws IOException {
    Path folder =
        path(controller)
            .orElseThrow(
                () -> new NoSuchFileException("no control group for " + controller + " here"));
    Files.writeString(folder.resolve(file), value);
  }

  private void writeIfThere(String controller, String file, String value) throws IOException {
    Optional<Path> path = path(controller).map(folder -> folder.resolve(file));
    if (path.isPresent() && Files.exists(path.get())) {
      Files.writeString(path.get(), value);
    }
  }

  private Optional<Long> number(String controller, String file) {
    return text(controller, file).map(text -> Long.parseLong(text.strip()));
  }

  private Optional<Long> field(String controller, String file, String name) {
    return text(controller, file)
        .flatMap(text ->
            text.lines()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length == 2 && words[0].equals(name))
                .map(words -> Long.parseLong(words[1]))
                .findFirst());
  }

  private Optional<String> text(String controller, String file) {
    Optional<Path> path = path(controller).map(folder -> folder.resolve(file));
    if (path.isEmpty() || !Files.exists(path.get())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(path.get(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
