package dev.pawl.jail;

import dev.pawl.Candidate;
import dev.pawl.engine.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Walls of a container, built by podman or docker: for whoever has an engine and no bubblewrap, or
/// wants the programs of an image. A start costs ten times that of bubblewrap.
///
/// The walls are the same namespaces, control groups and seccomp rules, asked for on the engine's
/// command line and built by somebody else. What the program leaves lies in memory, as in
/// bubblewrap, and is read through a folder handle when everything inside is dead.
///
/// The engine, not this process, is the parent of the program. So a program outlives a Pawl that
/// was killed, up to its time limit and a minute in podman; [#of] removes what earlier processes
/// left.
public final class ContainerJail implements Jail {

  private static final AtomicLong NEXT = new AtomicLong();
  private static final String PREFIX = "pawl-jail-";

  private final ContainerEngine engine;
  private final ContainerWorld world;
  private final Clock clock;
  private final byte[] profile;
  private final Walls walls;

  private ContainerJail(
      ContainerEngine engine, ContainerWorld world, Clock clock, byte[] profile, Walls walls) {
    this.engine = engine;
    this.world = world;
    this.clock = clock;
    this.profile = profile;
    this.walls = walls;
  }

  /// The jail of this engine, which has run a container to see that it can.
  ///
  /// @param processor as the JVM names it in `os.arch`
  /// @throws JailException with the engine's words if it cannot
  static ContainerJail of(Tools tools, Clock clock, String processor, JailKind.Contained kind)
      throws InterruptedException {
    Processor known =
        Processor.named(processor)
            .orElseThrow(
                () -> new JailException("no seccomp profile is known for processor " + processor));
    Path program =
        Path.of(
            tools.require(
                kind.engine(),
                "install it: apt-get install %s, dnf install %s"
                    .formatted(kind.engine(), kind.engine())));
    ContainerEngine engine = new ContainerEngine(kind.engine(), program);
    boolean root = Privilege.isRoot();
    int user = root ? BubblewrapJail.USER : Privilege.user();
    ContainerWorld world =
        new ContainerWorld(engine, kind.image(), user, root, processesOfTheUser());
    byte[] profile = Bytes.of(SeccompProfile.json(known)).array();
    sweep(engine);
    Walls whole = new Walls(engine.name(), Map.of());
    ContainerJail jail = new ContainerJail(engine, world, clock, profile, whole);
    return new ContainerJail(engine, world, clock, profile, jail.tried());
  }

  @Override
  public Walls walls() {
    return walls;
  }

  @Override
  public Ran run(Job job) throws InterruptedException {
    Optional<String> problem = Workplace.problem(job.files());
    if (problem.isPresent()) {
      return Ran.refused(problem.get(), walls);
    }
    try (Workplace place = Workplace.of(job.files(), owner());
        Inmate inmate = start(job, place)) {
      inmate.start();
      return inmate.watch(job.restrictions(), job.input(), walls);
    }
  }

  private Inmate start(Job job, Workplace place) throws InterruptedException {
    String container =
        "%s%d-%d".formatted(PREFIX, ProcessHandle.current().pid(), NEXT.incrementAndGet());
    place.makeFolder("root", Optional.empty());
    Path skeleton = place.folder().resolve("root");
    ContainerWorld.lay(skeleton);
    place.write("start/job", Bytes.of(ContainerWorld.start(job)).array());
    Path written = place.write("seccomp.json", profile);
    ProcessBuilder builder =
        new ProcessBuilder(world.command(job, place, container, skeleton, written))
            .directory(Path.of("/").toFile());
    ContainerKeeper keeper = new ContainerKeeper(engine, container, advice());
    return Inmate.of(Starter.start(builder), keeper, clock);
  }

  private String advice() {
    return "%s runs no container here, so its own documentation helps further; bubblewrap needs no engine: apt-get install bubblewrap"
        .formatted(engine.name());
  }

  private Optional<Integer> owner() {
    return world.root() ? Optional.of(BubblewrapJail.USER) : Optional.empty();
  }

  /// What the walls are found to be when a program that does nothing has been in them.
  private Walls tried() throws InterruptedException {
    Job job = Job.of(Candidate.of("empty", ""), "/bin/sh", "-c", "exit 0");
    Map<Control, String> missing = new EnumMap<>(Control.class);
    try (Workplace place = Workplace.of(job.files(), owner());
        Inmate inmate = start(job, place)) {
      if (!inmate.isGrouped()) {
        String why =
            "%s makes no control group here; run as root, or on a system with control groups of version 2"
                .formatted(engine.name());
        missing.put(Control.MEMORY, "memory is bounded only by looking now and then: " + why);
        missing.put(Control.PROCESSES, "processes are bounded only by looking: " + why);
      }
      inmate.start();
      Ran ran = inmate.watch(job.restrictions(), Bytes.NONE, walls);
      if (!ran.ending().equals(new Ending.Exited(0))) {
        throw new JailException(
            "%s runs a container in which nothing works: %s, %s"
                .formatted(engine.name(), ran.ending(), ran.stderr().text().strip()));
      }
    }
    return new Walls(engine.name(), missing);
  }

  /// Removes the containers of processes that were killed.
  private static void sweep(ContainerEngine engine) {
    String names =
        engine.ask("ps", "--all", "--filter", "name=" + PREFIX, "--format", "{{.Names}}");
    for (String name : names.lines().toList()) {
      String[] words = name.strip().split("-", -1);
      if (words.length == 4
          && words[2].matches("[0-9]{1,10}")
          && ProcessHandle.of(Long.parseLong(words[2])).isEmpty()) {
        new ContainerKeeper(engine, name.strip(), "").remove();
      }
    }
  }

  /// Engines raise this limit by default, which not every root may: the least of this process's own
  /// and of the number of processes that the kernel can count, to which podman lowers its own.
  private static long processesOfTheUser() {
    // The kernel gives a number at the first read only, however short that is.
    try (InputStream countable = Files.newInputStream(Path.of("/proc/sys/kernel/pid_max"))) {
      byte[] digits = countable.readNBytes(64);
      long most = Long.parseLong(new String(digits, StandardCharsets.US_ASCII).strip());
      for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
        String[] words = line.split(" {2,}", -1);
        if (words[0].equals("Max processes") && !words[2].equals("unlimited")) {
          most = Math.min(most, Long.parseLong(words[2]));
        }
      }
      return most;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the limits of this process", e);
    }
  }
}
