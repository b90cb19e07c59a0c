package dev.pawl.gate;

import dev.pawl.Hash;
import dev.pawl.gate.Guard.Better;
import dev.pawl.gate.Guard.Measured;
import dev.pawl.gate.Guard.Scale;
import dev.pawl.gate.split.RunSecret;
import dev.pawl.study.Section;
import dev.pawl.study.StudyException;
import dev.pawl.study.StudyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the section `gate` of a study declares. It decides the journal, so the journal keeps it
/// with the rest of the study, and whoever has a journal can read the plan that it was decided by.
///
/// @param champions whether champions of rounds are put before the gate (`champions`)
/// @param versions what becomes of versions of the improver (`versions`)
/// @param championPlan for champions
/// @param versionPlan for versions: the same, with other most tasks (`version-tasks`)
/// @param canaries share of impossible tasks, where the lab can make them (`canaries`)
/// @param auditTasks on which what was promoted is measured anew (`audit`); 0 for not
/// @param gapMax how much less than reported a sealed score may be before it is an alarm (`gap`)
/// @param gapPauses whether such an alarm pauses the run (`triggers.gap`)
/// @param selfCheckEvery after so many attempts on a hold-out the champion is set against itself
///   (`self-check`); 0 for never
/// @param selfCheckTasks on so many tasks (`self-check-tasks`)
/// @param triggers at which the run pauses (`triggers`)
/// @param secret whose commitment the study holds; unknown if it was drawn (`secret`)
public record Declared(
    boolean champions,
    Versions versions,
    GatePlan championPlan,
    GatePlan versionPlan,
    double canaries,
    int auditTasks,
    double gapMax,
    boolean gapPauses,
    int selfCheckEvery,
    int selfCheckTasks,
    Triggers triggers,
    RunSecret secret) {

  /// The guard against growth: the size of a candidate, measured once.
  public static final String SIZE = "size";

  /// The guard against cost, measured on each task.
  public static final String COST = "cost";

  private static final int VERSION_TASKS = 400;

  /// What a study is given that does not say how many tasks an attempt has.
  ///
  /// @param tasks the most of an attempt (`tasks`)
  /// @param futility from which on an attempt without any gain is given up (`futility`)
  /// @param audit tasks on which what was promoted is measured anew (`audit`)
  public record Sizes(int tasks, int futility, int audit) {

    /// Where a task is cheap.
    public static final Sizes USUAL = new Sizes(500, 60, 200);
  }

  /// What the gate's word on a version means.
  public enum Versions {
    /// They are not put before it.
    OFF,
    /// The gate says which count, and all of them write.
    WATCH,
    /// Only a promoted version writes. One that is not promoted yet goes on learning.
    BIND
  }

  /// Reads the section.
  ///
  /// @param seed of the study
  public static Declared of(Section gate, long seed) {
    return of(gate, seed, Sizes.USUAL);
  }

  /// Reads the section of a lab whose tasks cost more or less than usual.
  ///
  /// @param seed of the study
  public static Declared of(Section gate, long seed, Sizes sizes) {
    boolean champions = gate.flag("champions", true);
    Versions versions =
        Versions.valueOf(
            gate.oneOf("versions", "bind", List.of("off", "watch", "bind"))
                .toUpperCase(Locale.ROOT));
    GatePlan plan = plan(gate, sizes);
    GatePlan versionPlan =
        new GatePlan(
            plan.alpha(),
            plan.spending(),
            plan.gainMin(),
            plan.futilityTasks(),
            gate.integer("version-tasks", VERSION_TASKS, 1, GatePlan.TASKS_LIMIT),
            plan.guards());
    return new Declared(
        champions,
        versions,
        plan,
        versionPlan,
        gate.decimal("canaries", 0.03, 0, 0.49),
        gate.integer("audit", sizes.audit(), 0, GatePlan.TASKS_LIMIT),
        gate.decimal("gap", 0.2, 0, 0.99),
        gate.section("triggers").flag("gap", true),
        gate.integer("self-check", 10, 0, 1_000_000),
        gate.integer("self-check-tasks", 32, 1, GatePlan.TASKS_LIMIT),
        triggers(gate.section("triggers")),
        secret(gate, seed));
  }

  /// What the study of a journal declares; empty if it has no such section, or is not readable.
  ///
  /// @param study as [StudyFile#effective] wrote it
  public static Optional<Declared> ofStudy(String study, long seed) {
    try {
      Section root = StudyFile.parse("study", Path.of(""), study, List.of()).root();
      return root.has("gate") ? Optional.of(of(root.section("gate"), seed)) : Optional.empty();
    } catch (StudyException e) {
      return Optional.empty();
    }
  }

  /// This with the secret that the study holds the commitment of.
  ///
  /// @throws IllegalArgumentException if it is another one
  public Declared withSecret(RunSecret drawn) {
    if (!drawn.commitment().equals(secret.commitment())) {
      throw new IllegalArgumentException(
          "the secret has commitment %s; the study holds %s"
              .formatted(drawn.commitment(), secret.commitment()));
    }
    return new Declared(
        champions,
        versions,
        championPlan,
        versionPlan,
        canaries,
        auditTasks,
        gapMax,
        gapPauses,
        selfCheckEvery,
        selfCheckTasks,
        triggers,
        drawn);
  }

  private static GatePlan plan(Section gate, Sizes sizes) {
    int attempts = gate.integer("attempts", 0, 0, 1_000_000);
    Section margins = gate.section("guards");
    List<Guard> guards = new ArrayList<>();
    guard(margins, SIZE, Measured.ONCE).ifPresent(guards::add);
    guard(margins, COST, Measured.EACH_TASK).ifPresent(guards::add);
    return new GatePlan(
        gate.decimal("alpha", 0.05, 1e-9, 0.5),
        attempts == 0 ? new Spending.Endless() : new Spending.Equal(attempts),
        gate.decimal("gain-min", 0, 0, 0.99),
        gate.integer("futility", sizes.futility(), 1, Integer.MAX_VALUE),
        gate.integer("tasks", sizes.tasks(), 1, GatePlan.TASKS_LIMIT),
        guards);
  }

  private static Optional<Guard> guard(Section margins, String name, Measured measured) {
    double margin = margins.decimal(name, 0, 0, 1_000);
    return margin == 0
        ? Optional.empty()
        : Optional.of(new Guard(name, measured, Better.LESS, new Scale.Relative(), margin));
  }

  private static Triggers triggers(Section section) {
    double shrink = section.decimal("shrink", 0, 0, 1e9);
    if (shrink > 0 && shrink <= 1) {
      section.problem("shrink", "is %s; it must be 0 for never, or above 1".formatted(shrink));
      shrink = 0;
    }
    return new Triggers(
        section.decimal("gain", 1, 1e-9, 1),
        shrink == 0 ? Double.POSITIVE_INFINITY : shrink,
        section.integer("shrink-generations", 3, 1, 1_000),
        section.decimal("sealed-score", 1, 1e-9, 1),
        section.integer("escapes", 0, 0, Integer.MAX_VALUE),
        section.integer("canaries", 0, 0, Integer.MAX_VALUE));
  }

  private static RunSecret secret(Section gate, long seed) {
    if (gate.oneOf("secret", "seed", List.of("seed", "drawn")).equals("seed")) {
      return RunSecret.ofSeed(seed);
    }
    if (!gate.has("commitment")) {
      return RunSecret.unknown(Hash.ZERO); // nobody has drawn it yet
    }
    try {
      return RunSecret.unknown(Hash.parse(gate.text("commitment", "")));
    } catch (IllegalArgumentException e) {
      gate.problem("commitment", "is no hash: " + e.getMessage());
      return RunSecret.unknown(Hash.ZERO);
    }
  }
}
