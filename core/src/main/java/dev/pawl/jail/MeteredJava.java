package dev.pawl.jail;

import dev.pawl.jail.inside.Metered;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs compiled Java that only computes, and counts its steps.
///
/// A program is refused if it names anything of the JDK by which it could read a clock, draw chance
/// without a seed, start a thread, end the machine, or change what others see. So it is the same
/// function of its input on every machine, and its limit of steps holds at the same step on every
/// machine: the counting is put into its code before it runs. What it cannot count is the inside of
/// the JDK, of which it counts what goes in and out; time and memory bound the rest.
///
/// The walls are those of the jail. The list of names and the counting are inside them, and trusted
/// with nothing but the count.
public final class MeteredJava implements AutoCloseable {

  private static final int PRACTICE = 40;
  private static final int PROGRAMS_MAX = 2_000;

  private final Asked machines;
  private final int outputBytes;

  private MeteredJava(Asked machines, int outputBytes) {
    this.machines = machines;
    this.outputBytes = outputBytes;
  }

  /// For search: machines are used for one program after the other, each with classes of its own.
  /// One that a program left in doubt is killed and replaced. Where `jail` cannot keep machines,
  /// each program has a new one.
  ///
  /// @param javaHome a JDK to run programs with; it must be readable for every user
  /// @param restrictions how much each program may have beside its steps; of the memory, half is
  ///   for its objects
  /// @param ahead how many can run at the same time
  public static MeteredJava warm(Jail jail, Path javaHome, Restrictions restrictions, int ahead) {
    return of(jail, javaHome, restrictions, ahead, PROGRAMS_MAX, PRACTICE);
  }

  /// For gates: each program has a process that no other program has been in.
  public static MeteredJava fresh(Jail jail, Path javaHome, Restrictions restrictions, int ahead) {
    return of(jail, javaHome, restrictions, ahead, 1, 1);
  }

  private static MeteredJava of(
      Jail jail,
      Path javaHome,
      Restrictions restrictions,
      int ahead,
      int programsMax,
      int practice) {
    Restrictions each =
        restrictions.withOutput(
            2 * restrictions.outputBytes() + (1 << 12),
            restrictions.scratchBytes(),
            restrictions.artifacts(),
            restrictions.artifactBytes());
    if (jail instanceof BubblewrapJail bubblewrap) {
      Job machine = machine(javaHome, each.withTime(each.wall(), Duration.ofDays(1)), practice);
      return new MeteredJava(
          new Workers(bubblewrap, machine, each, ahead, programsMax), restrictions.outputBytes());
    }
    Job machine = machine(javaHome, each, 0);
    return new MeteredJava(new AskedOnce(jail, machine, each), restrictions.outputBytes());
  }

  /// Runs the main method of `mainClass`.
  ///
  /// @param classes class files by the binary name of their class
  /// @param input standard input
  /// @param stepsMax how many steps it may take
  public Stepped run(
      Map<String, Bytes> classes,
      String mainClass,
      List<String> arguments,
      Bytes input,
      long stepsMax)
      throws InterruptedException {
    if (!classes.containsKey(mainClass)) {
      return refused("it has no class " + ArtifactPath.quoted(mainClass));
    }
    if (stepsMax < 1) {
      throw new IllegalArgumentException("a program needs a step; found " + stepsMax);
    }
    return switch (machines.ask(question(classes, mainClass, arguments, input, stepsMax))) {
      case Reply.Answer(Bytes body) -> answer(body, stepsMax);
      case Reply.None(Ending ending) -> Stepped.of(ending, stepsMax, machines.walls());
    };
  }

  /// Kills those that wait.
  @Override
  public void close() {
    machines.close();
  }

  private Stepped refused(String reason) {
    return Stepped.of(new Ending.Refused(reason), 0, machines.walls());
  }

  private Bytes question(
      Map<String, Bytes> classes,
      String mainClass,
      List<String> arguments,
      Bytes input,
      long stepsMax) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(all)) {
      out.writeLong(stepsMax);
      out.writeInt(outputBytes);
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
      out.writeInt(input.size());
      out.write(input.array());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hand over classes", e);
    }
    return Bytes.of(all.toByteArray());
  }

  /// Believes nothing: what it says of itself is checked where it can be.
  private Stepped answer(Bytes body, long stepsMax) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body.array()));
    try {
      int kind = in.readByte();
      String detail = in.readUTF();
      long steps = in.readLong();
      Bytes stdout = exactly(in.readInt(), in);
      Bytes stderr = exactly(in.readInt(), in);
      if (steps < 0 || steps > stepsMax || in.available() > 0) {
        throw new IOException("numbers that cannot be");
      }
      Ending ending =
          switch (kind) {
            case 0 -> new Ending.Exited(0);
            case 1 -> new Ending.Exited(1);
            case 2 -> new Ending.OverLimit(limit(detail, stepsMax));
            case 3 -> new Ending.Refused(detail);
            case 4 -> new Ending.TriedToEscape(detail);
            default -> throw new IOException("an end of no known kind");
          };
      return new Stepped(ending, stdout, stderr, steps, machines.walls());
    } catch (IOException e) {
      return Stepped.of(
          new Ending.Refused("its machine's answer makes no sense"), stepsMax, machines.walls());
    }
  }

  private String limit(String name, long stepsMax) {
    return switch (name) {
      case "steps" -> stepsMax + " steps";
      case "nested calls" -> "nested calls";
      default -> "%d %s".formatted(outputBytes, name);
    };
  }

  private Bytes exactly(int size, DataInputStream in) throws IOException {
    if (size < 0 || size > outputBytes || size > in.available()) {
      throw new IOException("output of %d bytes is not there".formatted(size));
    }
    return Bytes.of(in.readNBytes(size));
  }

  private static Job machine(Path javaHome, Restrictions restrictions, int practice) {
    return new JavaMachine(javaHome)
        .job(
            Inside.files(),
            List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1", // programs are short, so compile early and once
                "-XX:Tier3InvocationThreshold=100",
                "-XX:Tier3MinInvocationThreshold=50",
                "-XX:Tier3CompileThreshold=500",
                "-XX:Tier3BackEdgeThreshold=4000",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=2", // else it differs between runs, and with it the order of a
                // HashSet
                "--finalization=disabled"),
            Metered.class.getName(),
            List.of(Integer.toString(practice)),
            Bytes.NONE,
            restrictions);
  }
}
