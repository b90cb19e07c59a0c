package dev.pawl.cli;

import dev.pawl.cli.model.JournalModels;
import dev.pawl.cli.model.Known;
import dev.pawl.cli.model.ModelFiles;
import dev.pawl.journal.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;

/// Finds a model by what the user calls it.
final class ModelPlace {

  /// For the help of arguments.
  static final String WHAT = "A model file; or RUN or RUN:ROUND, a version that a run learned.";

  private static final Pattern ROUND = Pattern.compile("(.+):(\\d{1,9})");

  @Mixin RunsOption runs = new RunsOption();

  /// @param name a file; or else the name of a run, with a round or without
  Known find(String name) {
    Path path = Path.of(name);
    if (Files.isRegularFile(path)) {
      return new ModelFiles(path).read();
    }
    if (name.endsWith(".safetensors")) {
      throw new Refusal("there is no file %s; `pawl model train` makes models".formatted(name));
    }
    Matcher matcher = ROUND.matcher(name);
    boolean withRound = matcher.matches();
    RunDirectory run = RunDirectory.find(Path.of(runs.folder), withRound ? matcher.group(1) : name);
    OptionalInt round =
        withRound ? OptionalInt.of(Integer.parseInt(matcher.group(2))) : OptionalInt.empty();
    try (Journal journal = RunArgument.journal(run)) {
      return JournalModels.read(name, run.name(), journal, round);
    }
  }
}
