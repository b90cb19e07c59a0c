package dev.pawl.jail;

import dev.pawl.engine.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walls of Linux namespaces, built by bubblewrap: the jail of choice.
///
/// The program gets a world of its own: the system's programs and its own files, read-only; two
/// small folders in memory to write to; no network, no other process, no privilege, no variable. A
/// control group bounds its memory, processes and CPU; a seccomp filter, what it can ask of the
/// kernel. All that it starts lies in one process namespace, and dies when the first process there
/// is killed.
///
/// Its artifacts lie in memory, too, in a file system that no path of this machine leads to. A
/// folder handle, opened through `/proc` before the program starts, keeps it when everything inside
/// is dead. So no disk can be filled, nothing has to be cleaned up, and what is read cannot change.
public final class BubblewrapJail implements Jail {

  private static final String REMEDY =
      "install it: apt-get install bubblewrap, dnf install bubblewrap";

  /// The user that programs become when this process is root; it owns nothing anywhere.
  static final int USER = 61_000;

  private final Tools tools;
  private final Clock clock;
  private final @Nullable ControlGroups groups;
  private final boolean root;
  private final byte[] filter;

  private BubblewrapJail(
      Tools tools, Clock clock, @Nullable ControlGroups groups, boolean root, byte[] filter) {
    this.tools = tools;
    this.clock = clock;
    this.groups = groups;
    this.root = root;
    this.filter = filter;
  }

  /// The jail that this machine's tools allow.
  ///
  /// @param groups where control groups can be made; empty if nowhere
  /// @param processor as the JVM names it in `os.arch`
  /// @throws JailException that names what is missing and how to get it
  static BubblewrapJail of(
      Tools tools, Clock clock, Optional<ControlGroups> groups, String processor) {
    byte[] filter =
        Processor.named(processor)
            .map(SeccompFilter::withNamespaces)
            .orElseThrow(
                () -> new JailException("no seccomp filter is known for processor " + processor));
    boolean root = Privilege.isRoot();
    tools.require("bwrap", REMEDY);
    tools.require("sh", "every Unix has one in /bin");
    tools.require("prlimit", "install util-linux");
    if (root) {
      tools.require("setpriv", "install util-linux, or do not run as root");
    }
    groups.ifPresent(ControlGroups::sweep);
    return new BubblewrapJail(tools, clock, groups.orElse(null), root, filter);
  }

  Clock clock() {
    return clock;
  }

  @Override
  public Walls walls() {
    Map<Control, String> missing = new EnumMap<>(Control.class);
    if (groups == null) {
      missing.put(
          Control.MEMORY,
          "no control group can be made, so memory is bounded for each process, and for all of them"
              + " only by looking now and then; run as root, or in a systemd user session with"
              + " delegated controllers (systemd-run --user --scope -p Delegate=yes)");
    }
    return new Walls("bubblewrap", missing);
  }

  @Override
  public Ran run(Job job) throws InterruptedException {
    Optional<String> problem = Workplace.problem(job.files());
    if (problem.isPresent()) {
      return Ran.refused(problem.get(), walls());
    }
    try (Prepared prepared = prepare(job)) {
      prepared.start();
      return prepared.run(job.input());
    }
  }

  /// Builds the walls for `job`, whose files are legal. Nothing runs in them yet.
  Prepared prepare(Job job) throws InterruptedException {
    return build(World.Shape.of(job)).occupy(job);
  }

  /// Builds walls for nobody in particular.
  Vacant build(World.Shape shape) throws InterruptedException {
    Optional<Integer> owner = root ? Optional.of(USER) : Optional.empty();
    Workplace place = Workplace.empty(owner);
    ControlGroup group = null;
    try {
      group = groups == null ? null : groups.make();
      World world = new World(tools, root, groups == null);
      Path program = place.write("filter", filter);
      List<Path> doors = group == null ? List.of() : group.doors();
      ProcessBuilder builder =
          new ProcessBuilder(world.command(shape, place, program, doors))
              .directory(Path.of("/").toFile());
      builder.environment().clear();
      Keeper keeper = new BubblewrapKeeper(Optional.ofNullable(group));
      Inmate inmate = Inmate.of(Starter.start(builder), keeper, clock);
      return new Vacant(inmate, place, group, world, owner, walls());
    } catch (IOException e) {
      Prepared.release(place, group);
      throw new JailException("cannot make a control group: " + e, e);
    } catch (RuntimeException | InterruptedException e) {
      Prepared.release(place, group);
      throw e;
    }
  }
}
