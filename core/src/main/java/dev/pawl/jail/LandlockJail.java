package dev.pawl.jail;

import dev.pawl.engine.Clock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Walls of Landlock and seccomp, put up by this process itself: the jail where there is no
/// bubblewrap. It needs no program for its walls, no namespace and no privilege.
///
/// A fresh thread takes its own rights away and then starts the program, which inherits what is
/// left; the thread ends with the program. There is one world, not two: a program can see that a
/// file exists, though not read it; processes share the table of this machine, though it cannot
/// signal them. Sockets are refused altogether.
///
/// Never around bubblewrap: that needs the very calls which are refused here.
public final class LandlockJail implements Jail {

  private static final int SCRATCH_FILES_MAX = 10_000;

  private final Clock clock;
  private final @Nullable ControlGroups groups;
  private final Kernel kernel;
  private final Landlock landlock;
  private final Confined confined;
  private final Path javaHome;
  private final byte[] filter;
  private final String whyNotBubblewrap;

  private LandlockJail(
      Clock clock,
      @Nullable ControlGroups groups,
      Kernel kernel,
      Confined confined,
      Path javaHome,
      byte[] filter,
      String whyNotBubblewrap) {
    this.clock = clock;
    this.groups = groups;
    this.kernel = kernel;
    landlock = new Landlock(kernel);
    this.confined = confined;
    this.javaHome = javaHome;
    this.filter = filter;
    this.whyNotBubblewrap = whyNotBubblewrap;
  }

  /// The jail that this machine's kernel allows.
  ///
  /// @param javaHome the JDK that runs this, whose helper starts processes
  /// @param whyNotBubblewrap what keeps the better jail from being used, and what to do
  /// @throws JailException that names what is missing
  static LandlockJail of(
      Tools tools,
      Clock clock,
      Optional<ControlGroups> groups,
      String processorName,
      Path javaHome,
      String whyNotBubblewrap) {
    Processor processor =
        Processor.named(processorName)
            .orElseThrow(
                () -> new JailException("no seccomp filter is known for " + processorName));
    Kernel kernel = new Kernel(processor);
    int version = new Landlock(kernel).version();
    if (version < Landlock.VERSION_LEAST) {
      throw new JailException(
          "this kernel has Landlock version %d; version %d came with Linux 6.2"
              .formatted(Math.max(version, 0), Landlock.VERSION_LEAST));
    }
    tools.require("prlimit", "apt-get install util-linux");
    tools.require("setpriv", "apt-get install util-linux");
    groups.ifPresent(ControlGroups::sweep);
    return new LandlockJail(
        clock,
        groups.orElse(null),
        kernel,
        new Confined(tools, Privilege.isRoot(), groups.isEmpty()),
        javaHome,
        SeccompFilter.withoutNamespaces(processor),
        whyNotBubblewrap);
  }

  @Override
  public Walls walls() {
    Map<Control, String> missing = new EnumMap<>(Control.class);
    missing.put(
        Control.DISK,
        "what it writes is on this machine's disk and bounded only by looking now and then; "
            + whyNotBubblewrap);
    if (groups == null) {
      missing.put(
          Control.MEMORY,
          "no control group can be made, so memory is bounded only by looking now and then; run as"
              + " root, or in a systemd session with delegated controllers");
    }
    if (groups == null && !confined.root()) {
      missing.put(
          Control.PROCESSES,
          "the kernel counts its processes together with those of the user, so they are bounded"
              + " only by looking now and then; "
              + whyNotBubblewrap);
    }
    if (landlock.version() < Landlock.VERSION_OF_SIGNALS && !confined.root()) {
      missing.put(Control.SIGNALS, "it can signal processes of the same user; " + whyNotBubblewrap);
    }
    return new Walls("landlock", missing);
  }

  @Override
  public Ran run(Job job) throws InterruptedException {
    Optional<String> problem = Workplace.problem(job.files());
    if (problem.isPresent()) {
      return Ran.refused(problem.get(), walls());
    }
    Optional<Integer> owner = confined.root() ? Optional.of(BubblewrapJail.USER) : Optional.empty();
    try (Workplace place = Workplace.of(job.files(), owner);
        ControlGroup group = groups == null ? null : groups.limited(job.restrictions(), 0)) {
      place.makeFolder("out", owner);
      place.makeFolder("tmp", owner);
      return new Attempt(job, place, group).run();
    }
  }

  /// One job.
  private final class Attempt {

    private final Job job;
    private final Tag tag = Tag.next();
    private final Path out;
    private final Path tmp;
    private final Path candidate;
    private final Path honey;
    private final @Nullable ControlGroup group;
    private final CompletableFuture<Process> started = new CompletableFuture<>();
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();

    Attempt(Job job, Workplace place, @Nullable ControlGroup group) {
      this.job = job;
      this.group = group;
      out = place.folder().resolve("out");
      tmp = place.folder().resolve("tmp");
      candidate = place.candidate();
      honey = place.honey();
    }

    Ran run() throws InterruptedException {
      Thread thread = Thread.ofPlatform().daemon().name("pawl-landlock").start(this::start);
      try {
        return watch(started.get());
      } catch (ExecutionException e) {
        throw new JailException("the walls could not be built: " + e.getCause(), e);
      } finally {
        over.complete(true);
        thread.join();
      }
    }

    /// On a thread of its own, which loses its rights here and is never used again. The program
    /// asks to die with this thread, so it stays until the end.
    private void start() {
      try {
        ProcessBuilder builder = new ProcessBuilder(command()).directory(candidate.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        List<Path> readable = new ArrayList<>(World.system());
        readable.add(javaHome);
        readable.add(candidate);
        readable.add(honey);
        readable.addAll(job.readable());
        landlock.restrict(readable, List.of(out, tmp), writableFiles(), filter);
        started.complete(builder.start());
        over.join();
      } catch (IOException | RuntimeException e) {
        started.completeExceptionally(e);
      }
    }

    private List<String> command() {
      return confined.command(job);
    }

    private Map<String, String> environment() {
      Map<String, String> all = World.environment();
      all.putAll(job.environment());
      all.putAll(Map.of("OUT", out.toString(), "TMPDIR", tmp.toString(), "HOME", tmp.toString()));
      return all;
    }

    private List<Path> writableFiles() {
      List<Path> all = new ArrayList<>();
      Stream.of("null", "zero", "full", "random", "urandom")
          .map(name -> Path.of("/dev", name))
          .filter(Files::exists)
          .forEach(all::add);
      return all;
    }

    private Ran watch(Process process) throws InterruptedException {
      Restrictions limits = job.restrictions();
      Drain stdout = new Drain(process.getInputStream(), limits.outputBytes());
      Drain stderr = new Drain(process.getErrorStream(), limits.outputBytes());
      Meter meter = new Meter(tag::bearers, group);
      Watch watch = new Watch(limits, stdout, stderr, meter, group);
      tag.putOn(process.pid(), kernel);
      if (group != null) {
        group.add(process.pid());
      }
      long start = clock.nanos();
      Thread feeder = Thread.ofVirtual().start(() -> feed(process));
      Optional<Ending> passed;
      try {
        passed = watch.await(process, clock, this::full);
      } finally {
        kill(process);
      }
      long wallMillis = (clock.nanos() - start) / 1_000_000;
      feeder.join();
      Bytes printed = stdout.finish();
      Bytes complained = stderr.finish();
      Ending ending =
          passed.or(watch::passed).orElseGet(() -> new Ending.Exited(process.exitValue()));
      Artifacts.Found found =
          ending instanceof Ending.Exited ? artifacts() : new Artifacts.Found.None(ending);
      Use use = new Use(wallMillis, meter.cpuMillis(), meter.memoryBytesPeak());
      return Ran.of(ending, found, printed, complained, use, walls());
    }

    private Optional<Ending> full() {
      Restrictions limits = job.restrictions();
      Room scratch = new Room(tmp, limits.scratchBytes(), SCRATCH_FILES_MAX);
      Room artifacts = new Room(out, limits.artifactBytes(), limits.artifacts() + 1L);
      return scratch.passed().or(artifacts::passed);
    }

    private Artifacts.Found artifacts() {
      try (DirectoryStream<Path> folder = Files.newDirectoryStream(out)) {
        return folder instanceof SecureDirectoryStream<Path> secure
            ? Artifacts.read(secure, job.restrictions())
            : new Artifacts.Found.None(new Ending.Refused("its artifacts cannot be read safely"));
      } catch (IOException e) {
        return new Artifacts.Found.None(new Ending.Refused("its artifacts cannot be read"));
      }
    }

    private void kill(Process process) throws InterruptedException {
      process.toHandle().destroyForcibly(); // Process.destroyForcibly closes what it printed
      if (group != null) {
        group.kill();
      }
      tag.kill();
      process.waitFor();
    }

    private void feed(Process process) {
      try (OutputStream in = process.getOutputStream()) {
        in.write('\n');
        in.write(job.input().array());
      } catch (IOException e) {
        // It did not want all of its input.
      }
    }
  }
}
