package dev.pawl.cli;

import dev.pawl.cli.model.Known;
import dev.pawl.cli.model.TextCorpus;
import dev.pawl.cli.model.TextLoss;
import dev.pawl.cli.model.TextLoss.Estimate;
import dev.pawl.lm.ByteTokenizer;
import dev.pawl.lm.train.Corpus.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "eval",
    header = "Measures models.",
    description = {
      "",
      "Of text, --on files: bits a byte, the fewer the better; a model that knows",
      "nothing has 8.01. All models read the same pieces of text, so what a model has",
      "more than the first is known better than either; by bootstrap over pieces.",
      "",
      "Of warriors, on a --hill: what warriors that the model writes from nothing are",
      "worth, alone, and the best of k that is chosen on --chosen-on. Score is the",
      "mean fitness, 1 being even; generality is the part of the hill that a warrior",
      "defeats or ties. By Student's t over seeds. Intervals are at 95 %%.",
      ""
    },
    footer = {
      "",
      "  pawl model eval a.safetensors b.safetensors --on unseen.txt",
      "  pawl model eval latest:1 latest --hill house:select"
    })
final class ModelEvalCommand extends Command {

  @Parameters(paramLabel = "MODEL", arity = "1..*", description = ModelPlace.WHAT)
  List<String> names = new ArrayList<>();

  @Option(
      names = "--on",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Text files, or folders of them.")
  List<String> texts = new ArrayList<>();

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Read about so many, evenly spread. Default: ${DEFAULT-VALUE}.")
  int tokensMax;

  @Mixin HillOptions hill = new HillOptions();

  @Mixin ModelPlace models = new ModelPlace();

  @Override
  Answer answer() throws IOException {
    List<Known> all = names.stream().map(models::find).toList();
    if (texts.isEmpty() == (hill.name == null)) {
      throw new Refusal(
          "say on what to measure: either --on FILE... for models of text, or --hill HILL for models of warriors");
    }
    if (hill.name != null) {
      return hill.answer(all);
    }
    for (Known known : all) {
      if (!known.model().tokenizer().equals(ByteTokenizer.NAME)) {
        throw new Refusal(
            "%s reads %s; --on measures models of %s, --hill those of warriors"
                .formatted(known.name(), known.model().tokenizer(), ByteTokenizer.NAME));
      }
    }
    return onText(all);
  }

  private Answer onText(List<Known> all) {
    int context = all.stream().mapToInt(k -> k.model().shape().context()).min().orElseThrow();
    TextCorpus corpus = TextCorpus.read(texts.stream().map(Path::of).toList(), context);
    List<Example> pieces = corpus.evenly(Math.max(1, tokensMax / context));
    long tokens = pieces.stream().mapToLong(Example::learned).sum();
    List<TextLoss> losses = all.stream().map(k -> TextLoss.of(k.model(), pieces)).toList();
    Table table =
        new Table("model", "id", "parameters", "bits a byte", "95 %", "more than the first");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Known known = all.get(i);
      Estimate bits = losses.get(i).bitsPerToken();
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("model", known.name());
      row.put("id", known.model().id().toString());
      row.put("parameters", known.model().shape().parameters());
      row.put("bitsPerToken", json(bits));
      String more = "";
      if (i > 0) {
        Estimate difference = losses.get(i).minus(losses.getFirst());
        row.put("moreThanFirst", json(difference));
        more = "%+.3f, %s".formatted(difference.value(), range(difference, "%+.3f"));
      }
      row.put("flops", losses.get(i).flops());
      rows.add(row);
      table.row(
          known.name(),
          known.model().id().brief(),
          known.model().shape().parameters(),
          "%.3f".formatted(bits.value()),
          range(bits, "%.3f"),
          more);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("files", corpus.json().get("files"));
    json.put("context", context);
    json.put("pieces", pieces.size());
    json.put("piecesInAll", corpus.pieces().size());
    json.put("tokens", tokens);
    json.put("models", rows);
    return Answer.ok(
        json,
        "%s%n%,d bytes in %,d pieces of %,d, read %,d at once%n"
            .formatted(table, tokens, pieces.size(), corpus.pieces().size(), context));
  }

  private static String range(Estimate estimate, String form) {
    return (form + " to " + form).formatted(estimate.low(), estimate.high());
  }

  private static Map<String, Object> json(Estimate estimate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", estimate.value());
    json.put("low", estimate.low());
    json.put("high", estimate.high());
    return json;
  }
}
