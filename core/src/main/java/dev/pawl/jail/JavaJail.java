package dev.pawl.jail;

import dev.pawl.engine.Clock;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/// Runs compiled Java in bubblewrap without waiting for a Java machine to start: a few are started
/// ahead, each in walls of its own, each for one candidate and never for a second.
///
/// So every candidate has a fresh process, as a gate demands, at the cost of handing over its
/// classes. The next machine is started when one has been used, in the background, and takes CPU
/// from whatever else runs then.
public final class JavaJail implements JavaRunner {

  private final BubblewrapJail jail;
  private final Job machine;
  private final BlockingQueue<Future<Prepared>> ready = new LinkedBlockingQueue<>();
  private final ExecutorService starting = Executors.newVirtualThreadPerTaskExecutor();

  private JavaJail(BubblewrapJail jail, Job machine) {
    this.jail = jail;
    this.machine = machine;
  }

  /// Starts `ahead` machines.
  ///
  /// @param javaHome the JDK to run candidates with; it must be readable for every user
  /// @param restrictions how much each candidate may have, the machine's own memory included
  /// @throws JailException if there is no bubblewrap here
  public static JavaJail of(
      Tools tools,
      Clock clock,
      String processor,
      Path javaHome,
      Restrictions restrictions,
      int ahead) {
    return of(
        BubblewrapJail.of(tools, clock, ControlGroups.ofThisProcess(), processor),
        javaHome,
        restrictions,
        ahead);
  }

  static JavaJail of(BubblewrapJail jail, Path javaHome, Restrictions restrictions, int ahead) {
    JavaJail all = new JavaJail(jail, machine(javaHome, restrictions));
    for (int i = 0; i < ahead; i++) {
      all.startOne();
    }
    return all;
  }

  @Override
  public Ran run(Map<String, Bytes> classes, String mainClass, List<String> arguments, Bytes input)
      throws InterruptedException {
    if (!classes.containsKey(mainClass)) {
      return Ran.refused("it has no class " + ArtifactPath.quoted(mainClass), jail.walls());
    }
    try (Prepared prepared = ready.take().get()) {
      return prepared.run(handOver(classes, mainClass, arguments, input));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof JailException jailed
          ? jailed
          : new JailException("a Java machine could not be started ahead", e);
    } finally {
      startOne(); // not before: it would take CPU from the candidate
    }
  }

  /// Stops those that wait.
  @Override
  public void close() {
    starting.close();
    for (Future<Prepared> waiting : ready) {
      if (waiting.state() == Future.State.SUCCESS) {
        waiting.resultNow().close();
      }
    }
  }

  private void startOne() {
    ready.add(
        starting.submit(() -> {
          Prepared prepared = jail.prepare(machine);
          prepared.start();
          return prepared;
        }));
  }

  private static Bytes handOver(
      Map<String, Bytes> classes, String mainClass, List<String> arguments, Bytes input) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(all)) {
      out.writeInt(classes.size());
      for (Map.Entry<String, Bytes> each : new TreeMap<>(classes).entrySet()) {
        out.writeUTF(each.getKey());
        out.writeInt(each.getValue().size());
        out.write(each.getValue().array());
      }
      out.writeUTF(mainClass);
      out.writeInt(arguments.size());
      for (String argument : arguments) {
        out.writeUTF(argument);
      }
      out.write(input.array());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hand over classes", e);
    }
    return Bytes.of(all.toByteArray());
  }

  private static Job machine(Path javaHome, Restrictions restrictions) {
    return new JavaMachine(javaHome)
        .job(
            JavaMachine.files(List.of(Cradle.class)),
            List.of("-XX:TieredStopAtLevel=1"),
            Cradle.class.getName(),
            List.of(),
            Bytes.NONE,
            restrictions);
  }
}
