package dev.pawl.cli;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.hill.Duels;
import dev.pawl.corewar.hill.Generality;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.corewar.hill.Standings;
import dev.pawl.corewar.hill.Tally;
import dev.pawl.corewar.redcode.AssemblerOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Lets all warriors of a hill fight each other and prints the standings.",
    description = {
      "",
      "The score is the mean of 100 rounds: 3 points for a win, 1 for a tie.",
      "With --challenger, only that warrior fights, and its generality is the part of the hill",
      "that wins fewer rounds against it than it loses.",
      ""
    })
final class HillCommand extends Command {

  @Parameters(
      paramLabel = "HILL",
      description = "A folder with .red files, house, or house:search, :select, :sealed.")
  String name = "";

  @Option(
      names = "--challenger",
      paramLabel = "WARRIOR",
      description = "Measure this file, or house:NAME, against the hill.")
  @Nullable String challenger;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Rounds of each pair. Default: ${DEFAULT-VALUE}.")
  int rounds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of the positions. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Battles at once; never changes the result. Default: all cores.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Mixin CoreOptions core = new CoreOptions();

  @Override
  Answer answer() throws IOException {
    Settings settings = core.settings();
    Duels duels = duels(settings);
    Hill hill = Warriors.hill(name, settings);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("hill", name);
    json.put("rounds", rounds);
    json.put("seed", seed);
    json.put("settings", CoreOptions.json(settings));
    String text = challenger == null ? standings(hill, duels, json) : measure(hill, duels, json);
    json.put("rejected", hill.rejects().stream().map(Hill.Reject::file).toList());
    return Answer.ok(json, text + rejects(hill));
  }

  private Duels duels(Settings settings) {
    try {
      return new Duels(settings, rounds, seed, threads);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private String standings(Hill hill, Duels duels, Map<String, Object> json) {
    if (hill.entries().size() < 2) {
      throw new Refusal(
          "%s has %d warriors; standings need two".formatted(name, hill.entries().size()));
    }
    Table table = new Table("#", "warrior", "file", "score", "wins", "ties", "losses");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Standings.Row row : Standings.of(hill, duels).rows()) {
      Tally t = row.tally();
      int rank = rows.size() + 1;
      table.row(rank, row.name(), row.file(), score(t), t.wins(), t.ties(), t.losses());
      rows.add(json(row.file(), row.name(), t));
    }
    json.put("standings", rows);
    return table.toString();
  }

  private String measure(Hill hill, Duels duels, Map<String, Object> json) {
    Warriors.Found found =
        Warriors.find(
            String.valueOf(challenger),
            duels.settings(),
            new AssemblerOptions(AssemblerOptions.STANDARD.dialect(), 2, rounds));
    Generality generality = Generality.of(found.warrior(), hill, duels);
    Table table = new Table("opponent", "file", "result", "wins", "ties", "losses");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Generality.Versus versus : generality.results()) {
      Tally t = versus.tally();
      String verdict = t.verdict().name().toLowerCase(Locale.ROOT);
      table.row(versus.name(), versus.file(), verdict, t.wins(), t.ties(), t.losses());
      rows.add(json(versus.file(), versus.name(), t));
    }
    json.put("challenger", found.source());
    json.put("generality", generality.defeated());
    json.put("defeatedOrTied", generality.defeatedOrTied());
    json.put("results", rows);
    return "%s%n%s defeats %.1f %% of %s and ties with or defeats %.1f %%%n"
        .formatted(
            table,
            Table.printable(found.warrior().name()),
            100 * generality.defeated(),
            name,
            100 * generality.defeatedOrTied());
  }

  private static String rejects(Hill hill) {
    if (hill.rejects().isEmpty()) {
      return "";
    }
    int count = hill.rejects().size();
    StringBuilder text = new StringBuilder("\n");
    text.append(count == 1 ? "1 file does" : count + " files do").append(" not assemble:\n");
    for (Hill.Reject reject : hill.rejects()) {
      text.append("  ").append(reject.toString().lines().findFirst().orElse("")).append('\n');
    }
    return text.toString();
  }

  private static Map<String, Object> json(String file, String name, Tally tally) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file);
    json.put("name", name);
    json.put("score", score(tally));
    json.put("wins", tally.wins());
    json.put("ties", tally.ties());
    json.put("losses", tally.losses());
    return json;
  }

  private static double score(Tally tally) {
    return 100.0 * tally.score() / tally.rounds();
  }
}
