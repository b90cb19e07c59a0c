package dev.pawl.cli;

import dev.pawl.cli.model.Card;
import dev.pawl.cli.model.Known;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "card",
    header = "Prints a model card in Markdown.",
    description = {
      "",
      "Made from the model file and the lineage beside it, or from the journal of the",
      "run, and from nothing else.",
      ""
    })
final class ModelCardCommand extends Command {

  @Parameters(paramLabel = "MODEL", description = ModelPlace.WHAT)
  String name = "";

  @Mixin ModelPlace models = new ModelPlace();

  @Override
  Answer answer() {
    Known known = models.find(name);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", known.name());
    json.putAll(known.json());
    return Answer.ok(json, Card.of(known));
  }
}
