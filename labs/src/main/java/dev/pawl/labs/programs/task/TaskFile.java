package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Restrictions;
import dev.pawl.jail.Weakness;
import dev.pawl.labs.programs.Evaluator;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.model.Learning;
import dev.pawl.study.Section;
import dev.pawl.study.StudyException;
import dev.pawl.study.StudyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a task from its folder: `task.yaml` says where the program and the evaluator are, what may
/// change and what counts.
public final class TaskFile {

  /// The file that makes a folder a task.
  public static final String NAME = "task.yaml";

  private static final String TIMED =
      "scores are made of CPU times: they are not the same twice, and `pawl rerun` will say so";

  private static final int TICKETS = 1_000;
  private static final int CHARACTERS_MAX = 200_000;

  private final Path folder;
  private final Machine machine;
  private final Weakness weakness;
  private final StudyFile file;
  private final Section root;

  private TaskFile(Path folder, Machine machine, Weakness weakness) {
    this.folder = folder;
    this.machine = machine;
    this.weakness = weakness;
    file = StudyFile.read(folder.resolve(NAME), List.of());
    root = file.root();
  }

  /// The task in `folder`.
  ///
  /// @param weakness of the jail that its programs run in
  /// @throws StudyException with everything that is wrong
  public static Task read(Path folder, Machine machine, Weakness weakness) {
    return new TaskFile(folder, machine, weakness).read();
  }

  private Task read() {
    Path named = folder.toAbsolutePath().normalize().getFileName();
    String name = root.text("name", named == null ? "task" : named.toString());
    String about = root.text("about", name);
    Path program = root.path("program", "program");
    Candidate seed = attempt("program", () -> Folder.candidate(program));
    List<String> globs = root.texts("edit", List.of("**"));
    Surface surface = seed == null ? null : attempt("edit", () -> Surface.of(seed, globs));
    Workshop workshop = workshop();
    Optional<Program> runs = program(workshop);
    EvaluatorSection evaluators = new EvaluatorSection(root.section("evaluator"), folder, workshop);
    SortedMap<String, Bytes> files = evaluators.files(program);
    boolean isTimed = root.has("timed");
    Assay assay = isTimed ? timed(runs, seed) : apart(runs, evaluators.evaluator(files));
    Objective objective =
        isTimed ? Objective.one(false, -Timed.LOG2_MAX, Timed.LOG2_MAX) : ObjectiveSection.of(root);
    List<Trait> traits = seed == null ? List.of() : TraitSection.of(root.section("traits"), seed);
    List<Stage> stages = stages(root.section("stages"));
    Task.Across across =
        Task.Across.valueOf(
            root.oneOf("across", "mean", List.of("mean", "median", "min"))
                .toUpperCase(Locale.ROOT));
    boolean fresh = root.oneOf("seeds", "shared", List.of("shared", "fresh")).equals("fresh");
    int select = root.section("select").integer("trials", 8, 0, Stage.TRIALS_MAX);
    ArchivePlan archive =
        ArchivePlan.of(
            root.section("archive"),
            ArchivePlan.fitting(objective, !traits.isEmpty()),
            objective,
            traits);
    Learning learning =
        root.has("model") ? Learning.of(root.section("model"), Learning.NONE) : Learning.NONE;
    int tickets = root.integer("tickets", TICKETS, 1, 100_000_000);
    int characters = root.integer("characters-max", CHARACTERS_MAX, 1, Candidate.BYTES_MAX);
    String language = root.has("language") ? root.requiredText("language") : "";
    file.check();
    if (seed == null || surface == null || assay == null) {
      throw new IllegalStateException("a task was read with problems that nobody reported");
    }
    return new Task(
        name,
        about,
        seed,
        surface,
        characters,
        language,
        assay,
        stages,
        objective,
        traits,
        fresh,
        across,
        select,
        archive,
        learning,
        tickets,
        Folder.hash(all(files, seed), file.effective()),
        evaluators.lacks(),
        isTimed ? List.of(TIMED) : evaluators.notes());
  }

  private @Nullable Assay apart(Optional<Program> runs, @Nullable Evaluator evaluator) {
    boolean judgeFailures = root.oneOf("failures", "end", List.of("end", "judge")).equals("judge");
    return evaluator == null ? null : new Apart(runs, evaluator, judgeFailures);
  }

  /// A task whose evaluator is the seed: who prints the same in less time is better.
  private @Nullable Assay timed(Optional<Program> runs, @Nullable Candidate seed) {
    Section section = root.section("timed");
    for (String key : List.of("evaluator", "objectives", "bounds", "goal")) {
      if (root.has(key)) {
        root.problem(key, "stands beside timed, which says all that counts");
      }
    }
    if (runs.isEmpty()) {
      root.problem("timed", "needs a program: run or java");
    }
    List<String> arguments = section.texts("args", List.of("{seed}", "{size}"));
    long sizeMost = section.longInteger("size", 1_000_000_000, 1, Long.MAX_VALUE / 4);
    int millis = section.integer("millis", 200, 10, 600_000);
    int pairs = section.integer("pairs", 6, 2, 1_000);
    return runs.isEmpty() || seed == null
        ? null
        : new Timed(runs.get(), seed, arguments, sizeMost, millis, pairs);
  }

  private Workshop workshop() {
    Optional<Path> python =
        root.has("python") ? Optional.of(root.path("python", "python3")) : Optional.empty();
    return new Workshop(machine, weakness, python);
  }

  /// `run` is a command, `java` a main class that is compiled and run without it.
  private Optional<Program> program(Workshop workshop) {
    List<String> command = words(root, "run");
    Restrictions limits = LimitsSection.of(root.section("limits"), Restrictions.DEFAULT);
    List<Path> readable = readable(root);
    if (!root.has("java")) {
      return command.isEmpty()
          ? Optional.empty()
          : Optional.of(new CommandProgram(workshop, command, readable, limits));
    }
    Section java = root.section("java");
    String main = java.text("main", "Main");
    JavaProgram.problem(main).ifPresent(problem -> java.problem("main", problem));
    if (!command.isEmpty()) {
      root.problem("run", "stands beside java; one of them says how the program is run");
    }
    if (root.has("timed")) {
      return Optional.of(new TimedJava(workshop, main, limits));
    }
    return Optional.of(
        new JavaProgram(workshop, main, java.limit("steps", 1, 1_000_000_000_000L), limits));
  }

  /// Absolute paths of this machine that a program may read, such as those of a compiler.
  static List<Path> readable(Section section) {
    List<Path> paths = new ArrayList<>();
    for (String text : section.texts("readable", List.of())) {
      Path path = Path.of(text).normalize();
      if (path.isAbsolute() && Files.isReadable(path)) {
        paths.add(path);
      } else {
        section.problem("readable", "names %s; it must be absolute and exist".formatted(text));
      }
    }
    return paths;
  }

  /// A command: a list of words, or text that blanks separate.
  static List<String> words(Section section, String key) {
    List<String> words = section.texts(key, List.of());
    return words.size() == 1 ? List.of(words.getFirst().strip().split("\\s+", -1)) : words;
  }

  private static List<Stage> stages(Section section) {
    List<Stage> stages = new ArrayList<>();
    for (String name : section.keys()) {
      Section stage = section.section(name);
      int trials = stage.integer("trials", 1, 1, Stage.TRIALS_MAX);
      stages.add(
          new Stage(
              name,
              trials,
              stage.has("threshold")
                  ? OptionalDouble.of(stage.decimal("threshold", 0, -1e15, 1e15))
                  : OptionalDouble.empty()));
    }
    return stages.isEmpty() ? List.of(new Stage("main", 1, OptionalDouble.empty())) : stages;
  }

  private static SortedMap<String, Bytes> all(SortedMap<String, Bytes> files, Candidate seed) {
    SortedMap<String, Bytes> all = new TreeMap<>(files);
    all.put("\0seed", Bytes.of(seed.canonical()));
    return all;
  }

  private <T> @Nullable T attempt(String key, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      root.problem(key, String.valueOf(e.getMessage()));
      return null;
    }
  }
}
