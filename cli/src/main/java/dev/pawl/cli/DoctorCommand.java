package dev.pawl.cli;

import dev.pawl.engine.Clock;
import dev.pawl.jail.Control;
import dev.pawl.jail.Doctor;
import dev.pawl.jail.Examination;
import dev.pawl.jail.Finding;
import dev.pawl.jail.Jail;
import dev.pawl.jail.JailException;
import dev.pawl.jail.JailKind;
import dev.pawl.jail.Jails;
import dev.pawl.jail.Tools;
import dev.pawl.jail.Weakness;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
    header = "Attacks the jail of this machine and says which walls hold.",
    description = {
      "",
      "Programs that a lab improves are untrusted and run in a jail. This runs attackers in it:",
      "they try to read secrets, reach the network, outlive their time, fill memory and disk,",
      "and so on. Nothing here is harmed, also where a wall is missing.",
      "",
      "Exit code 0: every control holds; 1: one is missing, and how to get it is said.",
      ""
    })
final class DoctorCommand extends Command {

  @Option(
      names = "--path",
      paramLabel = "FOLDERS",
      description = "Where to look for bwrap, setpriv and prlimit, as in PATH, the default.")
  @Nullable String path;

  @Option(
      names = "--jail",
      paramLabel = "KIND",
      description =
          "Which jail to attack: strongest (bubblewrap, else Landlock; the default), podman,"
              + " podman=IMAGE or docker=IMAGE.")
  String kind = "strongest";

  @Override
  Answer answer() throws InterruptedException {
    String searchPath = path != null ? path : System.getenv().getOrDefault("PATH", "");
    String processor = System.getProperty("os.arch");
    try {
      Path javaHome = Path.of(System.getProperty("java.home"));
      Jail jail =
          Jails.open(
              Tools.on(searchPath), Clock.system(), processor, javaHome, kind(), Weakness.ACCEPTED);
      return answer(
          new Doctor(Clock.system(), javaHome, processor).examine(jail), jail.walls().missing());
    } catch (JailException e) {
      return none(String.valueOf(e.getMessage()));
    }
  }

  private JailKind kind() {
    try {
      return JailKind.named(kind);
    } catch (IllegalArgumentException e) {
      throw new Refusal("--jail: " + e.getMessage());
    }
  }

  private static Answer none(String why) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sound", false);
    json.put("jail", "none");
    json.put("why", why);
    json.put("controls", List.of());
    return new Answer(
        Exit.NO, json, "No program can be jailed here: %s%n".formatted(Table.printable(why)));
  }

  /// @param lacks what the jail knows of itself to be missing, with the reason and what to do
  private static Answer answer(Examination found, Map<Control, String> lacks) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sound", found.sound());
    json.put("jail", found.jail());
    json.put("startMillis", found.startMillis());
    json.put("controls", found.findings().stream().map(DoctorCommand::json).toList());
    StringBuilder text = new StringBuilder();
    for (Finding each : found.findings()) {
      text.append(line(each));
    }
    text.append(
        found.sound()
            ? "%nThe %s jail holds. A program starts and ends in %d ms.%n"
                .formatted(found.jail(), found.startMillis())
            : "%nThe %s jail lacks %d of %d controls: untrusted programs are refused.%n"
                .formatted(found.jail(), found.missing().size(), found.findings().size()));
    if (!lacks.isEmpty()) {
      text.append("%nWhy this jail is weak:%n".formatted());
      lacks.values().stream()
          .distinct()
          .forEach(why -> text.append("  %s%n".formatted(Table.printable(why))));
      json.put("weak", lacks.values().stream().distinct().toList());
    }
    return new Answer(found.sound() ? Exit.OK : Exit.NO, json, text.toString());
  }

  private static Map<String, Object> json(Finding each) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("control", name(each));
    json.put("holds", each.holds());
    json.put("promise", each.control().promise());
    json.put("found", each.found());
    if (!each.holds()) {
      json.put("remedy", each.remedy());
    }
    return json;
  }

  private static String line(Finding each) {
    String line =
        "%-8s %-13s %s%n"
            .formatted(
                each.holds() ? "holds" : "MISSING", name(each), Table.printable(each.found()));
    return each.holds() ? line : line + "%22s To get it, %s.%n".formatted("", each.remedy());
  }

  private static String name(Finding each) {
    return each.control().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
