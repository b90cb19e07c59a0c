package dev.pawl.jail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the inside of a bubblewrap jail looks like, as a command line.
///
/// Four programs replace each other: a shell that joins the control groups and opens the filter,
/// `setpriv` that stops being root, `bwrap` that builds the walls, and inside them a shell that
/// says so, waits until it is told to go on, reads what it is to become, and becomes it under
/// `prlimit`. So walls can be built before it is known which program will run in them.
///
/// @param tools where the programs are
/// @param root whether this process is root
/// @param alone whether there is no control group, so that `prlimit` must bound memory and
///   processes
record World(Tools tools, boolean root, boolean alone) {

  /// What the shell inside prints on standard error when the walls stand.
  static final String READY = "pawl-jail-ready";

  /// Processes of bubblewrap itself that count in the control group.
  static final int PROCESSES = 2;

  private static final String OUTSIDE =
      """
      walls=$1 filter=$2; shift 2
      while [ "$1" != -- ]; do echo $$ >"$1" || exit 126; shift; done
      shift
      exec "$@" 8<"$walls" 9<"$filter"
      """;

  private static final String INSIDE =
      "echo %s >&2; read -r go || exit 125; . /start/job".formatted(READY);

  /// What has to be known of a job to build its walls.
  ///
  /// @param readable paths of this machine
  /// @param scratchBytes room in each of two folders in memory
  /// @param artifactBytes room in the third
  record Shape(List<Path> readable, long scratchBytes, int artifactBytes) {
    static Shape of(Job job) {
      Restrictions limits = job.restrictions();
      return new Shape(job.readable(), limits.scratchBytes(), limits.artifactBytes());
    }
  }

  static final long PAGE = 4096;

  /// The arguments of bubblewrap are in a file, because the inside can read its command line.
  ///
  /// @param filter the seccomp program
  /// @param doors the files by which to enter the control groups
  List<String> command(Shape shape, Workplace place, Path filter, List<Path> doors) {
    Path walls = place.write("walls", nulTerminated(walls(shape, place)));
    List<String> all = new ArrayList<>();
    all.addAll(List.of(tool("sh"), "-c", OUTSIDE, "sh", walls.toString(), filter.toString()));
    doors.forEach(door -> all.add(door.toString()));
    all.add("--");
    if (root) {
      String user = Integer.toString(user());
      all.addAll(
          List.of(tool("setpriv"), "--reuid", user, "--regid", user, "--clear-groups", "--"));
    }
    all.addAll(List.of(tool("bwrap"), "--args", "8", "--", "/bin/sh", "-c", INSIDE, "sh"));
    return all;
  }

  /// The script that becomes the program of `job`.
  String start(Job job) {
    List<String> all = new ArrayList<>(List.of("exec", tool("prlimit")));
    limits(all, job.restrictions());
    if (alone) {
      all.add("--nproc=" + (job.restrictions().processes() + PROCESSES));
      all.add("--data=" + job.restrictions().memoryBytes());
    }
    job.command().forEach(word -> all.add(quoted(word)));
    StringBuilder script = new StringBuilder();
    job.environment()
        .forEach((name, value) -> script.append("export %s=%s\n".formatted(name, quoted(value))));
    return script.append(String.join(" ", all)).append('\n').toString();
  }

  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private List<String> walls(Shape shape, Workplace place) {
    List<String> all = new ArrayList<>();
    String user = Integer.toString(user());
    all.addAll(List.of("--unshare-all", "--unshare-user", "--disable-userns"));
    all.addAll(List.of("--die-with-parent", "--new-session", "--cap-drop", "ALL"));
    all.addAll(List.of("--uid", user, "--gid", user, "--hostname", "jail", "--seccomp", "9"));
    all.add("--clearenv");
    environment().forEach((name, value) -> all.addAll(List.of("--setenv", name, value)));
    files(all, shape, place);
    all.addAll(List.of("--chdir", "/candidate"));
    return all;
  }

  private void files(List<String> all, Shape shape, Workplace place) {
    all.addAll(List.of("--ro-bind", "/usr", "/usr"));
    for (String name : List.of("bin", "sbin", "lib", "lib32", "lib64")) {
      Path path = Path.of("/", name);
      if (Files.isSymbolicLink(path)) {
        all.addAll(List.of("--symlink", target(path), path.toString()));
      } else if (Files.isDirectory(path)) {
        all.addAll(List.of("--ro-bind", path.toString(), path.toString()));
      }
    }
    settings().forEach(path -> all.addAll(List.of("--ro-bind", path.toString(), path.toString())));
    for (Path path : shape.readable()) {
      all.addAll(List.of("--ro-bind", path.toString(), path.toString()));
    }
    String scratch = Long.toString(pages(shape.scratchBytes()));
    String out = Long.toString(pages(shape.artifactBytes()) + PAGE);
    all.addAll(List.of("--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys", "--dev", "/dev"));
    all.addAll(List.of("--size", scratch, "--tmpfs", "/dev/shm", "--remount-ro", "/dev"));
    all.addAll(List.of("--size", scratch, "--tmpfs", "/tmp", "--size", out, "--tmpfs", "/out"));
    all.addAll(List.of("--ro-bind", place.candidate().toString(), "/candidate"));
    all.addAll(List.of("--ro-bind", place.start().toString(), "/start"));
    all.addAll(List.of("--ro-bind", place.honey().toString(), "/" + Honey.FOLDER));
    all.addAll(List.of("--remount-ro", "/"));
  }

  /// What the kernel bounds for each process by itself.
  static void limits(List<String> all, Restrictions restrictions) {
    all.addAll(List.of("--core=0", "--memlock=0", "--msgqueue=0"));
    all.add("--nofile=" + restrictions.openFiles());
    all.add("--fsize=" + Math.max(restrictions.scratchBytes(), restrictions.artifactBytes()));
    all.add("--cpu=" + (restrictions.cpu().toSeconds() + 2));
  }

  /// The variables that every job has, beside its own.
  static Map<String, String> environment() {
    Map<String, String> all = new TreeMap<>();
    all.put("PATH", "/usr/bin:/bin");
    all.put("HOME", "/tmp");
    all.put("TMPDIR", "/tmp");
    all.put("OUT", "/out");
    all.put("LANG", "C.UTF-8");
    return all;
  }

  /// Where the programs of the system and their libraries lie.
  static List<Path> system() {
    List<Path> all = new ArrayList<>(settings());
    for (String name : List.of("usr", "bin", "sbin", "lib", "lib32", "lib64")) {
      Path path = Path.of("/", name);
      if (Files.isDirectory(path)) {
        all.add(path);
      }
    }
    return all;
  }

  /// What programs of the system need under `/etc`: where libraries are, which of several programs
  /// is meant, and the settings of a JDK that a distribution keeps there.
  private static List<Path> settings() {
    List<Path> all = new ArrayList<>();
    Stream.of("/etc/ld.so.cache", "/etc/alternatives")
        .map(Path::of)
        .filter(Files::exists)
        .forEach(all::add);
    try (Stream<Path> etc = Files.list(Path.of("/etc"))) {
      etc.filter(path -> path.getFileName().toString().startsWith("java"))
          .filter(Files::isDirectory)
          .sorted()
          .forEach(all::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list /etc", e);
    }
    return all;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + link, e);
    }
  }

  private int user() {
    return root ? BubblewrapJail.USER : Privilege.user();
  }

  private static byte[] nulTerminated(List<String> words) {
    return (String.join("\0", words) + "\0").getBytes(StandardCharsets.UTF_8);
  }

  static long pages(long bytes) {
    return (bytes + PAGE - 1) / PAGE * PAGE;
  }

  private String tool(String name) {
    return tools.require(name, "run `pawl doctor`");
  }
}
