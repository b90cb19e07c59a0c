package dev.pawl.cli;

import dev.pawl.cli.model.Known;
import dev.pawl.cli.model.WarriorTrial;
import dev.pawl.cli.model.WarriorTrial.Result;
import dev.pawl.cli.model.WarriorTrial.Results;
import dev.pawl.cli.report.Stats;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Sampling;
import dev.pawl.labs.redqueen.model.WarriorModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Measures models of warriors on a hill.
final class HillOptions {

  @Option(
      names = "--hill",
      paramLabel = "HILL",
      description = "A folder of .red files, house, or house:search, :select, :sealed.")
  @Nullable String name;

  @Option(
      names = "--chosen-on",
      paramLabel = "HILL",
      defaultValue = "house:search",
      description = "Where the best of k is chosen. Default: ${DEFAULT-VALUE}.")
  String chosenOn = "";

  @Option(
      names = "--best-of",
      paramLabel = "K",
      defaultValue = "16",
      description = "Warriors that each seed writes. Default: ${DEFAULT-VALUE}.")
  int bestOf;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Groups of K. Default: ${DEFAULT-VALUE}.")
  int seeds;

  @Option(
      names = "--battles",
      paramLabel = "N",
      defaultValue = "10",
      description = "With each opponent. Default: ${DEFAULT-VALUE}.")
  int battles;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      defaultValue = "1",
      description = "Of what is written. Default: ${DEFAULT-VALUE}.")
  double temperature;

  @Option(
      names = "--top-p",
      paramLabel = "X",
      defaultValue = "0.99",
      description = "Likewise. Default: ${DEFAULT-VALUE}.")
  double topP;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Battles at once; never changes the result. Default: all cores.")
  int threads = Runtime.getRuntime().availableProcessors();

  Answer answer(List<Known> all) throws IOException {
    check();
    Table table = new Table("model", "id", "measure", "mean", "95 %");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Known known : all) {
      Results results = results(known);
      for (Result result : results.results()) {
        table.row(
            known.name(),
            known.model().id().brief(),
            result.name(),
            "%.3f".formatted(result.mean().mean()),
            interval(result.mean()));
      }
      rows.add(json(known, results));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("hill", name);
    json.put("chosenOn", chosenOn);
    json.put("bestOf", bestOf);
    json.put("seeds", seeds);
    json.put("battles", battles);
    json.put("temperature", temperature);
    json.put("topP", topP);
    json.put("models", rows);
    return Answer.ok(json, table.toString());
  }

  private void check() {
    between("--best-of", bestOf, 10_000);
    between("--seeds", seeds, 1000);
    between("--battles", battles, 10_000);
    between("--threads", threads, 1024);
    if (!(temperature >= 0 && temperature <= 100) || !(topP > 0 && topP <= 1)) {
      throw new Refusal(
          "--temperature is %s and --top-p %s; from 0 to 100 and above 0 to 1 are possible"
              .formatted(temperature, topP));
    }
  }

  private static void between(String option, int number, int most) {
    if (number < 1 || number > most) {
      throw new Refusal("%s is %d; it must be from 1 to %,d".formatted(option, number, most));
    }
  }

  private Results results(Known known) throws IOException {
    String tokenizer = known.model().tokenizer();
    WarriorModel kind =
        WarriorModel.of(tokenizer)
            .orElseThrow(() ->
                new Refusal(
                    "%s writes %s; a hill measures models of warriors, --on those of text"
                        .formatted(known.name(), tokenizer)));
    WarriorTrial trial =
        new WarriorTrial(
            warriors(chosenOn, kind.settings()),
            warriors(String.valueOf(name), kind.settings()),
            battles,
            seeds,
            bestOf,
            threads);
    return trial.of(known.model(), kind, new Sampling(temperature, topP));
  }

  private static List<Warrior> warriors(String hill, Settings settings) throws IOException {
    List<Warrior> warriors = Warriors.hill(hill, settings).warriors();
    if (warriors.isEmpty()) {
      throw new Refusal("%s has no warrior that assembles; `pawl hill` tells why".formatted(hill));
    }
    return warriors;
  }

  private static String interval(Stats.Mean mean) {
    return Double.isFinite(mean.half())
        ? "%.3f to %.3f".formatted(mean.low(), mean.high())
        : "one seed";
  }

  private static Map<String, Object> json(Known known, Results results) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("model", known.name());
    row.put("id", known.model().id().toString());
    row.put("parameters", known.model().shape().parameters());
    List<Map<String, Object>> measures = new ArrayList<>();
    for (Result result : results.results()) {
      Map<String, Object> measure = new LinkedHashMap<>();
      measure.put("name", result.name());
      measure.put("mean", result.mean().mean());
      if (Double.isFinite(result.mean().half())) {
        measure.put("low", result.mean().low());
        measure.put("high", result.mean().high());
      }
      measure.put("bySeed", result.bySeed());
      measures.add(measure);
    }
    row.put("measures", measures);
    row.put("flops", results.flops());
    row.put("instructions", results.instructions());
    return row;
  }
}
