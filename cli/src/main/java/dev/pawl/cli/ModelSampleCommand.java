package dev.pawl.cli;

import dev.pawl.cli.model.Known;
import dev.pawl.cli.model.Writing;
import dev.pawl.lm.ByteTokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "sample",
    header = "Lets a model write.",
    description = {"", "The same seed gives the same texts, on every machine.", ""})
final class ModelSampleCommand extends Command {

  @Parameters(paramLabel = "MODEL", description = ModelPlace.WHAT)
  String name = "";

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "Where it goes on from. Default: the start of a file.")
  String prompt = "";

  @Option(
      names = {"-n", "--number"},
      paramLabel = "N",
      defaultValue = "5",
      description = "How many to write. Default: ${DEFAULT-VALUE}.")
  int number;

  @Option(
      names = "--length",
      paramLabel = "N",
      description = "The most tokens of each. Default: what the model can.")
  int length = Integer.MAX_VALUE;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      defaultValue = "0.8",
      description = "1 as it thinks, less is bolder, 0 has no chance. Default: ${DEFAULT-VALUE}.")
  double temperature;

  @Option(
      names = "--top-p",
      paramLabel = "X",
      defaultValue = "0.95",
      description = "Leave the least probable out. Default: ${DEFAULT-VALUE}.")
  double topP;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Default: ${DEFAULT-VALUE}.")
  long seed;

  @Mixin ModelPlace models = new ModelPlace();

  @Override
  Answer answer() {
    check();
    Known known = models.find(name);
    if (!known.model().tokenizer().equals(ByteTokenizer.NAME)) {
      throw new Refusal(
          "%s writes %s, which no command reads yet".formatted(name, known.model().tokenizer()));
    }
    return texts(known);
  }

  private void check() {
    if (number < 1 || number > 100_000) {
      throw new Refusal("-n is %d; it must be from 1 to 100,000".formatted(number));
    }
    if (length < 1) {
      throw new Refusal("--length is %d; it must be 1 or more".formatted(length));
    }
    if (!(temperature >= 0 && temperature <= 100) || !(topP > 0 && topP <= 1)) {
      throw new Refusal(
          "--temperature is %s and --top-p %s; from 0 to 100 and above 0 to 1 are possible"
              .formatted(temperature, topP));
    }
  }

  private Answer texts(Known known) {
    List<Writing> written =
        Writing.of(known.model(), prompt, number, length, temperature, topP, seed);
    List<Map<String, Object>> samples = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Writing each : written) {
      Map<String, Object> sample = new LinkedHashMap<>();
      sample.put("text", each.text());
      sample.put("ended", each.ended());
      sample.put("bits", each.bits());
      samples.add(sample);
      text.append("--- %d%s%n".formatted(samples.size(), each.ended() ? "" : ", cut"))
          .append(lines(prompt + each.text()))
          .append('\n');
    }
    return Answer.ok(
        json(known, samples, written.stream().mapToLong(Writing::flops).sum()), text.toString());
  }

  private Map<String, Object> json(Known known, List<Map<String, Object>> samples, long flops) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", known.name());
    json.put("id", known.model().id().toString());
    json.put("prompt", prompt);
    json.put("temperature", temperature);
    json.put("topP", topP);
    json.put("seed", seed);
    json.put("samples", samples);
    json.put("flops", flops);
    return json;
  }

  /// What a model wrote, as lines that cannot move the cursor.
  private static String lines(String text) {
    return text.lines()
        .map(line -> Table.printable(line.replace("\t", "    ")))
        .collect(Collectors.joining("\n"));
  }
}
