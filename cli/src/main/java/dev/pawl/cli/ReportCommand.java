package dev.pawl.cli;

import dev.pawl.cli.report.Report;
import dev.pawl.cli.report.RunInput;
import dev.pawl.journal.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Makes one HTML page of a run, or of several that belong together.",
    description = {
      "",
      "Several runs that differ only in their seed become one curve with a confidence band.",
      ""
    })
final class ReportCommand extends Command {

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Names of runs or their beginnings, their folders, or latest.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Default: report.html in the folder of the first run.")
  @Nullable Path out;

  @Mixin RunsOption runs = new RunsOption();

  @Override
  Answer answer() {
    List<RunDirectory> directories =
        names.stream().map(name -> RunDirectory.find(Path.of(runs.folder), name)).toList();
    List<RunInput> inputs = new ArrayList<>();
    try {
      for (RunDirectory directory : directories) {
        inputs.add(new RunInput(directory.name(), RunArgument.journal(directory)));
      }
      Path html = out == null ? directories.getFirst().report() : out;
      Report.write(inputs, html);
      return Answer.ok(
          Map.of("report", html.toString(), "runs", inputs.stream().map(RunInput::name).toList()),
          html.toString());
    } finally {
      inputs.stream().map(RunInput::journal).forEach(Journal::close);
    }
  }
}
