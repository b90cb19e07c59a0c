package dev.pawl.labs.programs.task;

import dev.pawl.jail.Weakness;
import dev.pawl.labs.programs.model.Learning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tasks of ShinkaEvolve, unchanged: `initial.EXT`, `evaluate.py`, and perhaps one YAML file with
/// `evo_config`, `db_config` and `job_config`.
public final class Shinka {

  private static final String EVALUATOR = "evaluate.py";
  private static final String SCRIPT = "pawl_shinka.py";
  private static final List<String> MODULES =
      List.of("shinka/__init__.py", "shinka/core/__init__.py", "shinka/core/wrap_eval.py");
  private static final Pattern TIME = Pattern.compile("(\\d{1,4}):(\\d{1,2}):(\\d{1,2})");
  private static final Duration NO_LIMIT = Duration.ofHours(1);
  private static final int CHARACTERS_MAX = 200_000;

  private Shinka() {}

  /// The task in `folder`.
  ///
  /// @throws IllegalArgumentException that says what is missing or wrong
  public static Task read(Path folder, Machine machine, Weakness weakness) {
    PeerTask peer = PeerTask.of(folder, "initial", EVALUATOR);
    PeerConfig config = config(folder);
    Workshop workshop = new Workshop(machine, weakness, Optional.empty());
    Together assay =
        peer.together(
            workshop,
            Peer.SHINKA,
            SCRIPT,
            EVALUATOR,
            MODULES,
            List.of(),
            PeerTask.restrictions(
                config.text("job_config.time").map(Shinka::duration).orElse(NO_LIMIT), 2_048));
    int kept = config.integer("db_config.archive_size", 40, 1, 1_000_000);
    ArchivePlan archive =
        new ArchivePlan(
            kind(config.text("db_config.parent_selection_strategy").orElse("weighted")),
            config.integer("db_config.num_islands", 2, 1, 1_000),
            config.integer("db_config.migration_interval", 10, 1, 1_000_000),
            (int) Math.round(kept * config.decimal("db_config.migration_rate", 0)),
            kept,
            3);
    return new Task(
        peer.name(),
        config.text("evo_config.task_sys_msg").orElse("Improve the program."),
        peer.seed(),
        peer.surface(),
        CHARACTERS_MAX,
        config.text("evo_config.language").orElse(peer.language()),
        assay,
        List.of(new Stage("main", 1, OptionalDouble.empty())),
        Objective.one(false, -1e15, 1e15),
        List.of(),
        false,
        Task.Across.MEAN,
        1,
        archive,
        Learning.NONE,
        config.integer("evo_config.num_generations", 1_000, 1, 100_000_000),
        Folder.hash(peer.files(), String.join(" ", assay.command())),
        List.of(PeerTask.FORGEABLE),
        notes(config));
  }

  private static ArchivePlan.Kind kind(String strategy) {
    return switch (strategy) {
      case "power_law" -> ArchivePlan.Kind.TOURNAMENT;
      case "beam_search" -> ArchivePlan.Kind.BEAM;
      case "best_of_n" -> ArchivePlan.Kind.BEST_OF_N;
      default -> ArchivePlan.Kind.OPEN_ENDED;
    };
  }

  private static Duration duration(String text) {
    Matcher matcher = TIME.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "job_config.time is %s; it must be hh:mm:ss".formatted(text));
    }
    Duration time =
        Duration.ofHours(Long.parseLong(matcher.group(1)))
            .plusMinutes(Long.parseLong(matcher.group(2)))
            .plusSeconds(Long.parseLong(matcher.group(3)));
    return time.isPositive() ? time : NO_LIMIT;
  }

  private static PeerConfig config(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> yaml =
          all.filter(Files::isRegularFile)
              .filter(path -> path.toString().matches(".*\\.ya?ml"))
              .sorted()
              .toList();
      if (yaml.size() > 1) {
        throw new IllegalArgumentException(
            "%s has %d YAML files; at most one is read, and which is not known"
                .formatted(folder, yaml.size()));
      }
      return yaml.isEmpty() ? PeerConfig.none() : PeerConfig.read(yaml.getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static List<String> notes(PeerConfig config) {
    List<String> notes = new ArrayList<>();
    notes.add("trials run one after the other and are not stopped early; plots are not drawn");
    List<String> ignored = config.ignored();
    if (!ignored.isEmpty()) {
      notes.add("keys of the configuration without effect here: " + String.join(", ", ignored));
    }
    return notes;
  }
}
