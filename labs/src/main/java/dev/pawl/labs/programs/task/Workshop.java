package dev.pawl.labs.programs.task;

import dev.pawl.jail.Bytes;
import dev.pawl.jail.Jail;
import dev.pawl.jail.JailAhead;
import dev.pawl.jail.JailException;
import dev.pawl.jail.Jails;
import dev.pawl.jail.JavaCompiler;
import dev.pawl.jail.JavaRunner;
import dev.pawl.jail.Job;
import dev.pawl.jail.MeteredJava;
import dev.pawl.jail.Poised;
import dev.pawl.jail.Ran;
import dev.pawl.jail.Restrictions;
import dev.pawl.jail.Walls;
import dev.pawl.jail.Weakness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs commands in the jail of this machine, and knows where interpreters lie. The jail is opened
/// when the first command runs: a task that runs nothing needs none.
public final class Workshop implements AutoCloseable {

  private final Machine machine;
  private final Weakness weakness;
  private final Optional<Path> python;
  private final Map<Job, Poised> poised = new HashMap<>();
  private @Nullable Jail jail;
  private @Nullable JailAhead ahead;
  private @Nullable Python found;
  private @Nullable JavaCompiler compiler;
  private @Nullable JavaTools javaTools;

  /// @param weakness whether the jail may lack a control
  /// @param python the interpreter that `python3` in a command means; empty for the first on the
  ///   search path that the jail can read
  public Workshop(Machine machine, Weakness weakness, Optional<Path> python) {
    this.machine = machine;
    this.weakness = weakness;
    this.python = python;
  }

  /// Runs `job`. The first word of its command is `python3`, `java`, a name under `/usr/bin`, or an
  /// absolute path.
  ///
  /// @throws MachineFault if this machine cannot run it
  Ran run(Job job) {
    return run(ahead(), here(job));
  }

  /// The same for a command that is asked one question after the other, which is the input of
  /// `job`, each in a process and walls of its own: some are started before their question is
  /// known.
  Ran ask(Job job) {
    Job waiting = here(job.reading(Bytes.NONE));
    return uninterrupted(() -> poised(waiting).run(job.input()));
  }

  /// `job` with the interpreters of this machine.
  private Job here(Job job) {
    List<String> words = new ArrayList<>(job.command());
    Set<Path> paths = new LinkedHashSet<>(job.readable());
    switch (words.getFirst()) {
      case "python3", "python" -> {
        Python interpreter = python();
        words.set(0, interpreter.executable().toString());
        paths.addAll(interpreter.readable());
      }
      case "java", "javac" -> {
        words.set(0, machine.javaHome().resolve("bin").resolve(words.getFirst()).toString());
        if (!machine.javaHome().startsWith("/usr")) {
          paths.add(machine.javaHome());
        }
      }
      default -> {}
    }
    return new Job(
        job.files(), words, job.environment(), job.input(), List.copyOf(paths), job.restrictions());
  }

  /// What programs run in.
  ///
  /// @throws MachineFault if no jail can be built
  public Walls walls() {
    return jail().walls();
  }

  /// The Python that `python3` means here.
  ///
  /// @throws MachineFault if there is none that the jail can read
  public synchronized Python python() {
    if (found == null) {
      Jail opened = jail();
      found = Python.find(machine, python, job -> run(opened, job));
    }
    return found;
  }

  /// A compiler for Java; the same at every call.
  synchronized JavaCompiler compiler() {
    if (compiler == null) {
      compiler = JavaCompiler.in(jail(), machine.javaHome(), machine.processors());
    }
    return compiler;
  }

  /// A compiler and a machine for Java; the same at every call.
  synchronized JavaTools java(Restrictions restrictions, boolean metered) {
    if (javaTools == null) {
      Jail opened = jail();
      Path home = machine.javaHome();
      int ahead = machine.processors();
      javaTools =
          metered
              ? new JavaTools(
                  compiler(),
                  Optional.of(MeteredJava.warm(opened, home, restrictions, ahead)),
                  Optional.empty())
              : new JavaTools(
                  compiler(),
                  Optional.empty(),
                  Optional.of(JavaRunner.in(opened, home, restrictions, ahead)));
    }
    return javaTools;
  }

  /// Ends what waits for candidates.
  @Override
  public synchronized void close() {
    poised.values().forEach(Poised::close);
    poised.clear();
    if (ahead != null) {
      ahead.close();
      ahead = null;
    }
    if (compiler != null) {
      compiler.close();
      compiler = null;
    }
    if (javaTools != null) {
      javaTools.metered().ifPresent(MeteredJava::close);
      javaTools.runner().ifPresent(JavaRunner::close);
      javaTools = null;
    }
  }

  /// What Java is compiled and run with: one of the two.
  record JavaTools(
      JavaCompiler compiler, Optional<MeteredJava> metered, Optional<JavaRunner> runner) {}

  /// Work that can be interrupted.
  interface Work<T> {
    T call() throws InterruptedException;
  }

  /// What `work` gives; what is wrong with the machine is a fault of the machine.
  static <T> T uninterrupted(Work<T> work) {
    try {
      return work.call();
    } catch (JailException e) {
      throw new MachineFault("the jail failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private synchronized Poised poised(Job job) {
    return poised.computeIfAbsent(job, each -> Poised.of(jail(), each, machine.processors()));
  }

  private synchronized JailAhead ahead() {
    if (ahead == null) {
      ahead = JailAhead.of(jail(), machine.processors());
    }
    return ahead;
  }

  private synchronized Jail jail() {
    if (jail == null) {
      try {
        jail =
            Jails.open(
                machine.tools(),
                machine.clock(),
                machine.processor(),
                machine.javaHome(),
                machine.jail(),
                weakness);
      } catch (JailException e) {
        throw new MachineFault(
            "this task runs programs, and they must be jailed: %s. `pawl doctor` attacks the jail and says what holds; `--accept-weak-jail` runs in a weak one, and every report will say so"
                .formatted(e.getMessage()),
            e);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    return jail;
  }

  private static Ran run(Jail jail, Job job) {
    return uninterrupted(() -> jail.run(job));
  }

  private static MachineFault interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new MachineFault("interrupted", e);
  }

  static SortedMap<String, Bytes> bytes(SortedMap<String, String> files) {
    SortedMap<String, Bytes> all = new TreeMap<>();
    files.forEach((path, text) -> all.put(path, Bytes.of(text)));
    return all;
  }
}
