package dev.pawl.cli;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.cli.model.Known;
import dev.pawl.cli.model.Writing;
import dev.pawl.labs.redqueen.model.Sampling;
import dev.pawl.labs.redqueen.model.WarriorModel;
import dev.pawl.labs.redqueen.model.Writer;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.lm.ByteTokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "sample",
    header = "Lets a model write.",
    description = {
      "",
      "Texts, or of a model of warriors: warriors, which all assemble. The same seed",
      "gives the same, on every machine.",
      ""
    },
    footer = {
      "",
      "  pawl model sample docs.safetensors --prompt 'The '",
      "  pawl model sample latest -n 1 > new.red && pawl battle new.red house:fang"
    })
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
      description = {
        "1 as it thinks, less is surer, 0 leaves nothing to chance.",
        "Default: 0.8 for text, 1 for warriors."
      })
  @Nullable Double temperature;

  @Option(
      names = "--top-p",
      paramLabel = "X",
      description = {
        "The most probable tokens up to this are drawn from.",
        "Default: 0.95 for text, 0.99 for warriors."
      })
  @Nullable Double topP;

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
    String tokenizer = known.model().tokenizer();
    if (tokenizer.equals(ByteTokenizer.NAME)) {
      return texts(known, sampling(new Sampling(0.8, 0.95)));
    }
    if (!prompt.isEmpty() || length != Integer.MAX_VALUE) {
      throw new Refusal("--prompt and --length are for models of text; %s is none".formatted(name));
    }
    WarriorModel kind =
        WarriorModel.of(tokenizer)
            .orElseThrow(() ->
                new Refusal(
                    "%s writes %s; known are %s and redcode/NUMBERS/CORE"
                        .formatted(name, tokenizer, ByteTokenizer.NAME)));
    return warriors(known, kind, sampling(Sampling.PLAIN));
  }

  private Sampling sampling(Sampling fallback) {
    return new Sampling(
        temperature == null ? fallback.temperature() : temperature,
        topP == null ? fallback.topP() : topP);
  }

  private Answer warriors(Known known, WarriorModel kind, Sampling sampling) {
    Writer writer = kind.writer(known.model(), sampling);
    List<Map<String, Object>> samples = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    long flops = 0;
    for (Writer.Written each : writer.write(number, Draw.of(seed, 0, "sample"))) {
      flops += each.flops();
      if (each.warrior().isEmpty()) {
        continue; // it said that there is no code
      }
      Candidate warrior = RedcodeText.candidate(each.warrior().get(), kind.settings());
      Map<String, Object> sample = new LinkedHashMap<>();
      sample.put("id", warrior.id().toString());
      sample.put("text", warrior.text());
      sample.put("ended", each.ended());
      samples.add(sample);
      text.append(Champion.text(known.model().id().brief(), warrior)).append('\n');
    }
    return Answer.ok(json(known, sampling, samples, flops), text.toString());
  }

  private void check() {
    if (number < 1 || number > 100_000) {
      throw new Refusal("-n is %d; it must be from 1 to 100,000".formatted(number));
    }
    if (length < 1) {
      throw new Refusal("--length is %d; it must be 1 or more".formatted(length));
    }
    if (temperature != null && !(temperature >= 0 && temperature <= 100)) {
      throw new Refusal("--temperature is %s; it must be from 0 to 100".formatted(temperature));
    }
    if (topP != null && !(topP > 0 && topP <= 1)) {
      throw new Refusal("--top-p is %s; it must be above 0, and at most 1".formatted(topP));
    }
  }

  private Answer texts(Known known, Sampling sampling) {
    List<Writing> written = Writing.of(known.model(), prompt, number, length, sampling, seed);
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
        json(known, sampling, samples, written.stream().mapToLong(Writing::flops).sum()),
        text.toString());
  }

  private Map<String, Object> json(
      Known known, Sampling sampling, List<Map<String, Object>> samples, long flops) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", known.name());
    json.put("id", known.model().id().toString());
    json.put("prompt", prompt);
    json.put("temperature", sampling.temperature());
    json.put("topP", sampling.topP());
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
