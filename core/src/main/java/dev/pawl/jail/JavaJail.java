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

/// Runs compiled Java in bubblewrap without waiting for a Java machine to start: a few are started
/// ahead, each in walls of its own, each for one candidate and never for a second.
///
/// So every candidate has a fresh process, as a gate demands, at the cost of handing over its
/// classes.
public final class JavaJail implements JavaRunner {

  private final BubblewrapJail jail;
  private final Poised machines;

  private JavaJail(BubblewrapJail jail, Poised machines) {
    this.jail = jail;
    this.machines = machines;
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
    return new JavaJail(jail, Poised.of(jail, machine(javaHome, restrictions), ahead));
  }

  @Override
  public Ran run(Map<String, Bytes> classes, String mainClass, List<String> arguments, Bytes input)
      throws InterruptedException {
    if (!classes.containsKey(mainClass)) {
      return Ran.refused("it has no class " + ArtifactPath.quoted(mainClass), jail.walls());
    }
    return machines.run(handOver(classes, mainClass, arguments, input));
  }

  /// Stops those that wait.
  @Override
  public void close() {
    machines.close();
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
