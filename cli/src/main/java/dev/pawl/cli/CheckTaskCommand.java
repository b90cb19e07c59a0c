package dev.pawl.cli;

import dev.pawl.labs.Study;
import dev.pawl.labs.programs.evolution.Inspection;
import dev.pawl.labs.programs.evolution.Inspection.Grade;
import dev.pawl.labs.programs.evolution.ProgramsLab;
import dev.pawl.labs.programs.task.MachineFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Tries a task before anything is searched, and explains every mistake.",
    description = {
      "",
      "Reads the folder, runs the seed in the jail and its evaluator, scores it twice and on fresh",
      "seeds, and an emptied program too. Folders of OpenEvolve and ShinkaEvolve are known as such.",
      "",
      "Exit code 0: a run makes sense; 1: it makes none, and why is said.",
      ""
    })
final class CheckTaskCommand extends Command {

  @Parameters(arity = "0..1", paramLabel = "TASK", description = "The folder of a task.")
  @Nullable String folder;

  @Mixin TaskArgument task = new TaskArgument();

  @Override
  Answer answer() {
    if (!task.isTask(folder)) {
      throw new Refusal(
          folder == null
              ? "which task? give its folder"
              : "%s is no folder; a task is a folder with task.yaml".formatted(folder));
    }
    Study study = Study.of(task.study(folder, List.of()));
    try (ProgramsLab lab = lab(study)) {
      return answer(lab.task().name(), Inspection.of(lab));
    } catch (MachineFault e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private static ProgramsLab lab(Study study) {
    if (study.lab() instanceof ProgramsLab lab) {
      return lab;
    }
    throw new IllegalStateException("the study of a task has the lab " + study.lab().name());
  }

  private static Answer answer(String name, Inspection found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", name);
    json.put("sound", found.sound());
    json.put(
        "findings",
        found.findings().stream()
            .map(f -> Map.of("grade", f.grade().name().toLowerCase(Locale.ROOT), "text", f.text()))
            .toList());
    StringBuilder text = new StringBuilder();
    for (Inspection.Finding each : found.findings()) {
      text.append(line(each));
    }
    text.append(
        found.sound()
            ? "%n%s can be run.%n".formatted(name)
            : "%n%s cannot be run.%n".formatted(name));
    return new Answer(found.sound() ? Exit.OK : Exit.NO, json, text.toString());
  }

  private static String line(Inspection.Finding finding) {
    String word =
        switch (finding.grade()) {
          case FINE -> "fine";
          case NOTE -> "note";
          case WRONG -> "WRONG";
        };
    StringBuilder line = new StringBuilder();
    String lead = word;
    for (String each : finding.text().lines().toList()) {
      line.append("%-6s %s%n".formatted(lead, Table.printable(each)));
      lead = finding.grade() == Grade.FINE ? "" : " ";
    }
    return line.toString();
  }
}
