package dev.pawl.jail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the inside of a container looks like, as the command line of its engine: the same world as
/// in bubblewrap, of this machine's programs or of an image.
///
/// The first process is a shell that says that the walls stand, waits until it is told to go on,
/// and starts the program as its child. It stays, because a first process does not die of its own
/// signals.
///
/// @param engine which
/// @param image what is inside; empty for the programs of this machine
/// @param user numbers of user and group that the program runs as
/// @param root whether this process is root
/// @param processesMax the most that this process may ask for as a limit on the user's processes
record ContainerWorld(
    ContainerEngine engine, Optional<String> image, int user, boolean root, long processesMax) {

  /// Processes of the jail itself that count in the control group.
  private static final int PROCESSES = 1;

  private static final String NOTHING = "ro,nosuid,nodev,noexec,size=4096,mode=0";

  /// How long a container may outlive a Pawl that was killed, beyond the program's time.
  private static final Duration ORPHANED_MAX = Duration.ofSeconds(60);

  /// A program that was killed may have been so for want of memory. The engine forgets that with
  /// the container, so the first process stays for a moment, in which it can be seen from outside.
  private static final String INSIDE =
      """
      echo %s >&2; read -r go || exit 125
      /bin/sh /start/job; code=$?
      [ $code -lt 128 ] || sleep 0.3 2>/dev/null || sleep 1
      exit $code
      """
          .formatted(World.READY);

  /// The command that runs `job` in a container of this name.
  ///
  /// @param skeleton the folder that becomes the root, where there is no image
  /// @param profile the seccomp profile
  List<String> command(Job job, Workplace place, String container, Path skeleton, Path profile) {
    List<String> all = new ArrayList<>(List.of("run", "--rm", "--interactive"));
    all.addAll(List.of("--name", container, "--pull", "never", "--log-driver", "none"));
    walls(all, profile);
    limits(all, job.restrictions());
    files(all, job, place);
    all.addAll(List.of("--workdir", "/candidate", "--entrypoint", "/usr/bin/env"));
    if (image.isPresent()) {
      all.add(image.get());
    } else {
      all.addAll(List.of("--rootfs", skeleton.toString()));
    }
    all.add("-i");
    World.environment().forEach((name, value) -> all.add(name + "=" + value));
    all.addAll(List.of("/bin/sh", "-c", INSIDE, "sh"));
    return engine.command(all);
  }

  /// The script that becomes the program of `job`.
  static String start(Job job) {
    StringBuilder script = new StringBuilder();
    job.environment()
        .forEach(
            (name, value) -> script.append("export %s=%s\n".formatted(name, World.quoted(value))));
    script.append("exec");
    job.command().forEach(word -> script.append(' ').append(World.quoted(word)));
    return script.append('\n').toString();
  }

  private void walls(List<String> all, Path profile) {
    String identity = user + ":" + user;
    all.addAll(List.of("--user", identity, "--cap-drop", "all", "--privileged=false"));
    all.addAll(List.of("--security-opt", "no-new-privileges"));
    all.addAll(List.of("--security-opt", "seccomp=" + profile));
    all.addAll(List.of("--network", "none", "--hostname", "jail"));
    all.addAll(List.of("--ipc", "private", "--cgroupns", "private"));
    all.add("--read-only");
    if (engine.isPodman()) {
      all.addAll(List.of("--pid", "private", "--uts", "private", "--read-only-tmpfs=false"));
      all.addAll(List.of("--http-proxy=false", "--no-hosts", "--passwd=false", "--systemd=false"));
      // Nothing there is a program's business, least of all the control groups.
      all.addAll(List.of("--tmpfs", "/sys:" + NOTHING, "--tmpfs", "/sys/fs/cgroup:" + NOTHING));
      all.addAll(List.of("--image-volume", "ignore", "--security-opt", "label=disable"));
      if (!root) {
        all.addAll(List.of("--userns", "keep-id"));
      }
    }
  }

  private void limits(List<String> all, Restrictions limits) {
    String memory = Long.toString(limits.memoryBytes());
    all.addAll(List.of("--memory", memory, "--memory-swap", memory));
    all.addAll(List.of("--pids-limit", Integer.toString(limits.processes() + PROCESSES)));
    all.addAll(List.of("--cpu-period", "100000"));
    all.addAll(List.of("--cpu-quota", Long.toString(limits.cores() * 100_000L)));
    all.addAll(limit("core", "0"));
    all.addAll(limit("memlock", "0"));
    all.addAll(limit("msgqueue", "0"));
    all.addAll(limit("nofile", Integer.toString(limits.openFiles())));
    all.addAll(limit("nproc", Long.toString(processesMax)));
    long largest = Math.max(limits.scratchBytes(), limits.artifactBytes());
    all.addAll(limit("fsize", Long.toString(largest)));
    all.addAll(limit("cpu", Long.toString(limits.cpu().toSeconds() + 2)));
    if (engine.isPodman()) {
      Duration orphaned = limits.wall().plus(ORPHANED_MAX);
      all.addAll(List.of("--timeout", Long.toString(orphaned.toSeconds())));
    }
  }

  private static List<String> limit(String resource, String value) {
    return List.of("--ulimit", "%s=%s:%s".formatted(resource, value, value));
  }

  private void files(List<String> all, Job job, Workplace place) {
    Restrictions limits = job.restrictions();
    if (image.isEmpty()) {
      for (Path path : World.system()) {
        if (!Files.isSymbolicLink(path)) {
          all.addAll(shown(path, path.toString()));
        }
      }
    }
    for (Path path : job.readable()) {
      all.addAll(shown(path, path.toString()));
    }
    all.addAll(shown(place.candidate(), "/candidate"));
    all.addAll(shown(place.start(), "/start"));
    all.addAll(shown(place.honey(), "/" + Honey.FOLDER));
    all.addAll(room("/tmp", World.pages(limits.scratchBytes())));
    all.addAll(room("/out", World.pages(limits.artifactBytes()) + World.PAGE));
    all.addAll(List.of("--shm-size", Long.toString(World.pages(limits.scratchBytes()))));
  }

  private static List<String> room(String folder, long bytes) {
    return List.of("--tmpfs", "%s:rw,exec,nosuid,nodev,size=%d,mode=1777".formatted(folder, bytes));
  }

  private static List<String> shown(Path path, String as) {
    if (path.toString().indexOf(':') >= 0) {
      throw new JailException(
          "%s cannot be shown in a container, because of the colon in its name".formatted(path));
    }
    return List.of("--volume", "%s:%s:ro".formatted(path, as));
  }

  /// Lays out the root where there is no image: empty folders, and links as this machine has them.
  static void lay(Path skeleton) {
    try {
      // The engine puts a file there, which need not be listed.
      Path run = Files.createDirectory(skeleton.resolve("run"));
      Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx--x--x"));
      for (Path path : World.system()) {
        if (Files.isSymbolicLink(path)) {
          Files.createSymbolicLink(
              skeleton.resolve(path.getFileName()), Files.readSymbolicLink(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lay out the root of a container", e);
    }
  }
}
