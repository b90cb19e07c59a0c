package dev.pawl.labs.programs.evolution;

import dev.pawl.Proposer;
import dev.pawl.engine.Lab;
import dev.pawl.jail.JailKind;
import dev.pawl.jail.Weakness;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.edit.JavaEdits;
import dev.pawl.labs.programs.evolution.ProgramsLab.Tuition;
import dev.pawl.labs.programs.model.Learner;
import dev.pawl.labs.programs.model.Learning;
import dev.pawl.labs.programs.numbers.Declared;
import dev.pawl.labs.programs.numbers.Hops;
import dev.pawl.labs.programs.numbers.Literals;
import dev.pawl.labs.programs.numbers.NonlinearProgram;
import dev.pawl.labs.programs.numbers.Tuning;
import dev.pawl.labs.programs.task.ArchivePlan;
import dev.pawl.labs.programs.task.Machine;
import dev.pawl.labs.programs.task.OpenEvolve;
import dev.pawl.labs.programs.task.Shinka;
import dev.pawl.labs.programs.task.Task;
import dev.pawl.labs.programs.task.TaskFile;
import dev.pawl.labs.programs.writer.RemoteModels;
import dev.pawl.lm.train.WorkerTrainer;
import dev.pawl.lm.train.WorkerTrainer.Launch;
import dev.pawl.propose.Proposers;
import dev.pawl.study.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the section `programs` of a study.
public final class ProgramsStudy {

  private static final int ROUNDS = 5;
  private static final List<String> SOURCES = List.of("task", "openevolve", "shinka");

  private static final int LEADERS = 4;
  private static final int RACE_TRIALS = 2;

  private ProgramsStudy() {}

  /// Everybody who can write candidates of `task` without a model. New proposers are plugged in
  /// here.
  static List<Proposer> proposers(Task task) {
    Surface surface = task.surface();
    List<Proposer> all = new ArrayList<>();
    Optional<NonlinearProgram> declared =
        task.assay()
            .judge()
            .flatMap(judge -> judge instanceof Declared d ? d.program() : Optional.empty());
    int numbers = Literals.of(surface, task.seed()).count();
    if (declared.isPresent() && declared.get().numbers() == numbers) {
      all.addAll(Hops.all(declared.get(), surface, task.seed()));
    } else {
      all.add(new TokenMutation(surface));
      all.add(new TokenCrossover(surface));
      all.addAll(JavaEdits.all(surface, task.seed()));
    }
    if (numbers > 0) {
      all.add(Tuning.proposer(surface));
    }
    return all;
  }

  /// The lab that the section describes; empty if it has problems, which are kept in it.
  ///
  /// @param seed of the run
  /// @param models who write besides the proposers
  /// @throws dev.pawl.study.StudyException if the task itself has problems
  public static Optional<Lab> lab(
      Section section,
      Proposers proposers,
      long seed,
      Machine machine,
      Optional<RemoteModels> models) {
    Weakness weakness =
        section.flag("accept-weak-jail", false) ? Weakness.ACCEPTED : Weakness.REFUSED;
    Optional<Task> found = task(section, machine.withJail(jail(section)), weakness);
    Learning learning = learning(section, found.map(Task::learning).orElse(Learning.NONE), models);
    int rounds = section.integer("rounds", learning.exists() ? ROUNDS : 1, 1, 10_000);
    if (learning.exists() && rounds == 1) {
      section.problem("rounds", "is 1, but a model learns after a round and writes in the next");
    }
    int ticketsInAll = found.map(Task::tickets).orElse(1);
    int ticketsEach = learning.exists() ? Math.ceilDiv(ticketsInAll, rounds) : ticketsInAll;
    int tickets = section.integer("tickets", ticketsEach, 1, 100_000_000);
    int carried = section.integer("carried", 16, 0, 100_000);
    if (found.isEmpty()) {
      section.has("model"); // not unknown, only useless now
      section.has("archive");
      section.has("race");
      section.has("hash");
      section.has("lacks");
      return Optional.empty();
    }
    Task task = found.get();
    checkHash(section, task);
    keepLacks(section, task, weakness);
    ArchivePlan archive =
        ArchivePlan.of(section.section("archive"), task.archive(), task.objective(), task.traits());
    Race race = race(section.section("race"), task);
    List<Proposer> able = new ArrayList<>(proposers(task));
    if (learning.exists()) {
      able.add(Learner.proposer());
    }
    List<Proposer> chosen = proposers.among(able);
    Optional<Tuition> tuition = tuition(section, learning, chosen);
    return Optional.of(
        new ProgramsLab(
            task,
            new ProgramsLab.Options(rounds, tickets, carried, archive, race),
            chosen,
            proposers.choice(chosen),
            seed,
            models,
            tuition));
  }

  private static Learning learning(
      Section section, Learning fallback, Optional<RemoteModels> models) {
    if (!section.has("model") && !fallback.exists()) {
      return Learning.NONE; // and the study stays as it was before there were models
    }
    Learning learning = Learning.of(section.section("model"), fallback);
    if (learning.exists() && models.filter(RemoteModels::takesNotes).isPresent()) {
      section.problem("model", "learns beside llm.notes; only one of them can have versions");
    }
    return learning;
  }

  /// Empty where the model does not take part.
  private static Optional<Tuition> tuition(
      Section section, Learning learning, List<Proposer> chosen) {
    boolean takesPart = chosen.stream().anyMatch(each -> each.name().equals(Learner.NAME));
    if (takesPart && chosen.size() == 1) {
      section.problem(
          "model",
          "is all that proposers.only leaves; somebody must write what it learns from at first");
    }
    return takesPart
        ? Optional.of(new Tuition(learning, new WorkerTrainer(new Launch(learning.threads()))))
        : Optional.empty();
  }

  /// Where a task says that new trials tell nothing new, nobody races.
  private static Race race(Section section, Task task) {
    int leaders = section.integer("leaders", task.selectTrials() > 0 ? LEADERS : 1, 1, Race.MOST);
    return new Race(leaders, section.integer("trials", RACE_TRIALS, 1, Race.MOST));
  }

  /// The jail that the study names; it is not kept in the journal where it names none.
  private static JailKind jail(Section section) {
    if (!section.has("jail")) {
      return new JailKind.Strongest();
    }
    String named = section.text("jail", "");
    try {
      return JailKind.named(named);
    } catch (IllegalArgumentException e) {
      section.problem("jail", String.valueOf(e.getMessage()));
      return new JailKind.Strongest();
    }
  }

  private static Optional<Task> task(Section section, Machine machine, Weakness weakness) {
    List<String> named = SOURCES.stream().filter(section::has).toList();
    if (named.size() != 1) {
      section.problem(
          named.isEmpty() ? "task" : named.getLast(),
          "is one of %s, exactly one of which names the folder of a task; found %s"
              .formatted(SOURCES, named.isEmpty() ? "none" : named));
      return Optional.empty();
    }
    String source = named.getFirst();
    List<String> places = section.namesOrPaths(source, List.of(), _ -> false);
    if (places.size() != 1 || !Files.isDirectory(Path.of(places.getFirst()))) {
      section.problem(source, "is %s; the folder of a task is expected".formatted(places));
      return Optional.empty();
    }
    Path folder = Path.of(places.getFirst());
    try {
      return Optional.of(read(source, folder, machine, weakness));
    } catch (IllegalArgumentException e) {
      section.problem(source, "cannot be used: " + e.getMessage());
      return Optional.empty();
    }
  }

  /// The journal keeps which guarantees its scores lack, so that every report can say so.
  private static void keepLacks(Section section, Task task, Weakness weakness) {
    List<String> lacks = new ArrayList<>(task.lacks());
    if (weakness == Weakness.ACCEPTED) {
      lacks.add(
          "the promise of a whole jail: a weak one was accepted (`pawl doctor` says what it is)");
    }
    if (!section.texts("lacks", lacks).equals(lacks)) {
      section.problem("lacks", "cannot be chosen; they are " + lacks);
    }
  }

  private static Task read(String source, Path folder, Machine machine, Weakness weakness) {
    return switch (source) {
      case "openevolve" -> OpenEvolve.read(folder, machine, weakness);
      case "shinka" -> Shinka.read(folder, machine, weakness);
      default -> TaskFile.read(folder, machine, weakness);
    };
  }

  /// The journal keeps a hash of the task, so that a run does not go on with another one.
  private static void checkHash(Section section, Task task) {
    String now = task.hash().toString();
    String given = section.text("hash", now);
    if (!given.equals(now)) {
      section.problem(
          "hash",
          "was %s, but the task has %s now: its files were changed since the run began"
              .formatted(given, now));
    }
  }
}
