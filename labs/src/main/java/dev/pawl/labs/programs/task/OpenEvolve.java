package dev.pawl.labs.programs.task;

import dev.pawl.jail.Bytes;
import dev.pawl.jail.Weakness;
import dev.pawl.labs.programs.model.Learning;
import dev.pawl.labs.programs.task.Trait.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Tasks of OpenEvolve, unchanged: `initial_program.EXT`, `evaluator.py`, `config.yaml`. Python
/// tasks of SkyDiscover and ThetaEvolve are the same.
public final class OpenEvolve {

  private static final String EVALUATOR = "evaluator.py";
  private static final String SCRIPT = "pawl_openevolve.py";
  private static final List<String> MODULES =
      List.of("openevolve/__init__.py", "openevolve/evaluation_result.py");

  private OpenEvolve() {}

  /// The task in `folder`.
  ///
  /// @throws IllegalArgumentException that says what is missing or wrong
  public static Task read(Path folder, Machine machine, Weakness weakness) {
    PeerTask peer = PeerTask.of(folder, "initial_program", EVALUATOR);
    Path file = folder.resolve("config.yaml");
    PeerConfig config = Files.isRegularFile(file) ? PeerConfig.read(file) : PeerConfig.none();
    Workshop workshop = new Workshop(machine, weakness, Optional.empty());
    String evaluator = Folder.text(EVALUATOR, peer.files().getOrDefault(EVALUATOR, Bytes.NONE));
    boolean cascade = config.flag("evaluator.cascade_evaluation", true);
    List<String> arguments = new ArrayList<>(List.of(cascade ? "1" : "0"));
    for (double each : config.decimals("evaluator.cascade_thresholds", List.of(0.5, 0.75, 0.9))) {
      arguments.add(Double.toString(each));
    }
    Duration timeout =
        Duration.ofMillis(Math.max(1, Math.round(1000 * config.decimal("evaluator.timeout", 300))));
    int stages = cascade ? Math.max(1, evaluator.split("def evaluate_stage", -1).length - 1) : 1;
    Together assay =
        peer.together(
            workshop,
            Peer.OPENEVOLVE,
            SCRIPT,
            EVALUATOR,
            MODULES,
            arguments,
            PeerTask.restrictions(
                timeout.multipliedBy(stages),
                config.integer("evaluator.memory_limit_mb", 2_048, 16, 1 << 20)));
    List<Trait> traits = traits(config, peer);
    ArchivePlan archive =
        new ArchivePlan(
            traits.isEmpty() ? ArchivePlan.Kind.OPEN_ENDED : ArchivePlan.Kind.MAP_ELITES,
            config.integer("database.num_islands", 5, 1, 1_000),
            config.integer("database.migration_interval", 50, 1, 1_000_000),
            2,
            config.integer("database.population_size", 1_000, 1, 1_000_000),
            3);
    String language = config.text("language").orElse(peer.language());
    config.text("file_suffix");
    return new Task(
        peer.name(),
        config.text("prompt.system_message").orElse("Improve the program."),
        peer.seed(),
        peer.surface(),
        config.integer("max_code_length", 10_000, 1, 8 << 20),
        language,
        assay,
        List.of(new Stage("main", 1, OptionalDouble.empty())),
        Objective.one(false, -1e15, 1e15),
        traits,
        false,
        Task.Across.MEAN,
        1,
        archive,
        Learning.NONE,
        config.integer("max_iterations", 1_000, 1, 100_000_000),
        Folder.hash(peer.files(), String.join(" ", assay.command())),
        List.of(PeerTask.FORGEABLE),
        notes(config));
  }

  private static List<Trait> traits(PeerConfig config, PeerTask peer) {
    List<Trait> traits = new ArrayList<>();
    for (String name :
        config.texts("database.feature_dimensions", List.of("complexity", "diversity"))) {
      int bins = (int) config.decimalOrIn("database.feature_bins", name, 10);
      traits.add(
          switch (name) {
            case "complexity" -> Trait.automatic(Kind.LENGTH, name, peer.seed());
            case "diversity" -> new Trait(Kind.DISTANCE, Trait.equal(name, 0, 1, bins));
            default -> new Trait(Kind.DECLARED, Trait.equal(name, 0, 1, bins));
          });
    }
    return traits;
  }

  private static List<String> notes(PeerConfig config) {
    List<String> notes = new ArrayList<>();
    notes.add("EVOLVE-BLOCK marks are enforced here; OpenEvolve takes them for a hint");
    List<String> ignored = config.ignored();
    if (!ignored.isEmpty()) {
      notes.add("keys of config.yaml without effect here: " + String.join(", ", ignored));
    }
    return notes;
  }
}
