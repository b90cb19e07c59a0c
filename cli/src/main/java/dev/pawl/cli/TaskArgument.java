package dev.pawl.cli;

import dev.pawl.labs.programs.task.TaskKind;
import dev.pawl.study.Setting;
import dev.pawl.study.StudyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// The options that make a study of a task's folder.
final class TaskArgument {

  @Option(
      names = "--openevolve",
      paramLabel = "DIR",
      description = "Run a task of OpenEvolve: initial_program.*, evaluator.py, config.yaml.")
  @Nullable String openevolve;

  @Option(
      names = "--shinka",
      paramLabel = "DIR",
      description = "Run a task of ShinkaEvolve: initial.*, evaluate.py.")
  @Nullable String shinka;

  @Option(
      names = "--accept-weak-jail",
      description = "Run programs in a jail that lacks controls. Every report will say so.")
  boolean acceptWeakJail;

  @Option(
      names = "--jail",
      paramLabel = "KIND",
      description =
          "What programs run in: strongest (bubblewrap, else Landlock; the default), podman,"
              + " podman=IMAGE or docker=IMAGE.")
  @Nullable String jail;

  /// Whether `place` is, or one of the options, is the folder of a task and not a study.
  boolean isTask(@Nullable String place) {
    return place == null ? openevolve != null || shinka != null : Files.isDirectory(Path.of(place));
  }

  /// The study of a task with default settings.
  StudyFile study(@Nullable String place, List<Setting> settings) {
    List<Setting> all = new ArrayList<>(settings());
    if (place != null) {
      TaskKind kind =
          TaskKind.of(Path.of(place))
              .orElseThrow(() ->
                  new Refusal(
                      "%s is no task: it has no task.yaml; `pawl new NAME` makes one"
                          .formatted(place)));
      all.add(setting(place, kind.key(), place));
    }
    all.addAll(settings);
    return StudyFile.parse("the study", Path.of("").toAbsolutePath(), "lab: programs\n", all);
  }

  /// What the options change in a study.
  List<Setting> settings() {
    List<Setting> all = new ArrayList<>();
    Optional.ofNullable(openevolve)
        .ifPresent(d -> all.add(setting("--openevolve " + d, "openevolve", d)));
    Optional.ofNullable(shinka).ifPresent(d -> all.add(setting("--shinka " + d, "shinka", d)));
    if (acceptWeakJail) {
      all.add(new Setting("--accept-weak-jail", "programs.accept-weak-jail", "true"));
    }
    if (jail != null) {
      String quoted = JsonMapper.shared().writeValueAsString(jail);
      all.add(new Setting("--jail " + jail, "programs.jail", quoted));
    }
    return all;
  }

  private static Setting setting(String option, String key, String folder) {
    String path = Path.of(folder).toAbsolutePath().normalize().toString();
    return new Setting(option, "programs." + key, JsonMapper.shared().writeValueAsString(path));
  }
}
