package dev.pawl.cli;

import dev.pawl.journal.Journal;
import dev.pawl.journal.JournalException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(
    header = "Lists all runs and where they stand.",
    description = {"", "The run that was written last comes first; it is also called latest.", ""})
final class ListCommand extends Command {

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  @Mixin RunsOption runs = new RunsOption();

  @Override
  Answer answer() {
    Path folder = Path.of(runs.folder);
    List<Map<String, Object>> all = new ArrayList<>();
    Table table =
        new Table("run", "lab", "state", "rounds", "tickets", "champion", "value", "written");
    for (RunDirectory run : RunDirectory.all(folder)) {
      String written = MINUTES.format(run.written().toInstant());
      boolean running = run.isRunning();
      try (Journal journal = RunArgument.journal(run)) {
        Summary summary = Summary.of(journal);
        all.add(summary.json(run.name(), running));
        table.row(
            run.name(),
            summary.lab(),
            summary.state(running),
            summary.roundsEnded(),
            summary.tickets(),
            summary.champion().map(hash -> hash.brief()).orElse("-"),
            Summary.number(summary.championValue()),
            written);
      } catch (JournalException e) {
        all.add(damaged(run, e));
        table.row(run.name(), "?", "damaged", 0, 0L, "-", "-", written);
      }
    }
    return Answer.ok(
        Map.of("runs", all),
        all.isEmpty()
            ? "There are no runs in %s; `pawl run` starts one.".formatted(folder)
            : table.toString());
  }

  private static Map<String, Object> damaged(RunDirectory run, JournalException e) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.name());
    json.put("state", "damaged");
    json.put("error", String.valueOf(e.getMessage()));
    return json;
  }
}
