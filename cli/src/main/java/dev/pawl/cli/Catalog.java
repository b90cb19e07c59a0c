package dev.pawl.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The table of commands and labs. A command's class is loaded only when it is asked for.
final class Catalog {

  /// The headings of the help, in order.
  enum Group {
    RUNS("Runs"),
    TASKS("Tasks"),
    PROOF("Proof"),
    PEOPLE("People"),
    SAFETY("Safety"),
    MODELS("Models"),
    COREWAR("Core War");

    final String title;

    Group(String title) {
      this.title = title;
    }
  }

  /// @param operands what stands behind the name in the help
  /// @param does what it does, in one line
  record Entry(Group group, String name, String operands, String does, Supplier<Command> command) {}

  /// A lab that a study can name.
  record LabEntry(String name, String does) {}

  static final List<Entry> COMMANDS =
      List.of(
          new Entry(
              Group.RUNS,
              "run",
              "[STUDY|TASK]",
              "run a study or task; default: the Digital Red Queen",
              RunCommand::new),
          new Entry(
              Group.RUNS,
              "ascend",
              "[STUDY]",
              "does learning help? the improver beside its controls",
              AscendCommand::new),
          new Entry(
              Group.RUNS,
              "compare",
              "STUDY...",
              "which study or variant is better, over seeds",
              CompareCommand::new),
          new Entry(
              Group.RUNS,
              "resume",
              "RUN",
              "go on with a run, also after a crash",
              ResumeCommand::new),
          new Entry(
              Group.RUNS, "stop", "RUN", "finish what is in flight, then stop", StopCommand::new),
          new Entry(
              Group.RUNS,
              "steer",
              "RUN ORDER...",
              "pin, ban, annotate, inject or weigh, while it runs",
              SteerCommand::new),
          new Entry(
              Group.RUNS,
              "mcp",
              "",
              "let a coding agent start, watch, steer, propose",
              McpCommand::new),
          new Entry(Group.RUNS, "list", "", "all runs and where they stand", ListCommand::new),
          new Entry(
              Group.RUNS,
              "show",
              "RUN [WHAT]",
              "a run, one of its candidates, or a ticket",
              ShowCommand::new),
          new Entry(
              Group.RUNS,
              "report",
              "RUN...",
              "one page with plots, of one run or several",
              ReportCommand::new),
          new Entry(
              Group.RUNS,
              "fork",
              "RUN",
              "copy a run up to a ticket, go on with other chance",
              ForkCommand::new),
          new Entry(
              Group.RUNS,
              "export",
              "RUN",
              "write it as a git repository, CSV or JSON lines",
              ExportCommand::new),
          new Entry(
              Group.TASKS,
              "new",
              "NAME",
              "the folder of a new task, ready to run",
              NewCommand::new),
          new Entry(
              Group.TASKS,
              "check",
              "TASK",
              "try a task's seed, jail and evaluator",
              CheckTaskCommand::new),
          new Entry(
              Group.PROOF,
              "verify",
              "RUN",
              "check every hash, event and candidate of a journal",
              VerifyCommand::new),
          new Entry(
              Group.PROOF,
              "replay",
              "RUN",
              "decide everything again from the journal, and compare",
              ReplayCommand::new),
          new Entry(
              Group.PROOF,
              "rerun",
              "RUN",
              "evaluate everything again, and compare",
              RerunCommand::new),
          new Entry(
              Group.PEOPLE,
              "card",
              "RUN",
              "what was promoted, and what speaks for it",
              CardCommand::new),
          new Entry(
              Group.PEOPLE,
              "checkpoint",
              "RUN",
              "sign the journal's head, to keep elsewhere",
              CheckpointCommand::new),
          new Entry(
              Group.PEOPLE,
              "approve",
              "RUN",
              "sign what a paused run waits for",
              ApproveCommand::new),
          new Entry(
              Group.PEOPLE,
              "rollback",
              "RUN",
              "take a promotion back; the one before counts again",
              RollbackCommand::new),
          new Entry(
              Group.PEOPLE, "key", "new NAME", "a new pair of keys to sign with", KeyCommand::new),
          new Entry(
              Group.SAFETY,
              "doctor",
              "",
              "attack this machine's jail, say which walls hold",
              DoctorCommand::new),
          new Entry(
              Group.MODELS,
              "model",
              "VERB",
              "train, sample, measure, export a language model",
              ModelCommand::new),
          new Entry(
              Group.COREWAR,
              "battle",
              "A B...",
              "let warriors fight as in pMARS, and watch",
              BattleCommand::new),
          new Entry(
              Group.COREWAR,
              "hill",
              "DIR|house",
              "everyone against everyone: the standings",
              HillCommand::new),
          new Entry(Group.COREWAR, "asm", "FILE", "assemble, check, disassemble", AsmCommand::new));

  static final List<LabEntry> LABS =
      List.of(
          new LabEntry("redqueen", "warriors of Core War, against all champions before"),
          new LabEntry("programs", "anyone's program, with anyone's evaluator"));

  private Catalog() {}

  static Optional<Entry> find(String name) {
    return COMMANDS.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  static List<String> names() {
    return COMMANDS.stream().map(Entry::name).toList();
  }

  static Map<String, Object> json() {
    return Map.of(
        "commands",
        COMMANDS.stream().map(e -> Map.of("name", e.name(), "does", e.does())).toList(),
        "labs",
        LABS.stream().map(e -> Map.of("name", e.name(), "does", e.does())).toList());
  }
}
