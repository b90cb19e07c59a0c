package dev.pawl.cli;

import dev.pawl.cli.model.Known;
import dev.pawl.cli.model.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "export",
    header = "Writes a model for other programs.",
    description = {"", "safetensors: one file with the weights as Hugging Face names them.", ""},
    footer = {"", "  pawl model export redqueen-1:7 --out warriors.safetensors"})
final class ModelExportCommand extends Command {

  enum Format {
    SAFETENSORS
  }

  @Parameters(paramLabel = "MODEL", description = ModelPlace.WHAT)
  String name = "";

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "safetensors",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  Format format = Format.SAFETENSORS;

  @Option(
      names = {"--out", "-o"},
      required = true,
      paramLabel = "FILE",
      description = "Must not be there yet.")
  String out = "";

  @Mixin ModelPlace models = new ModelPlace();

  @Override
  Answer answer() throws IOException {
    Path file = Path.of(out);
    if (Files.exists(file)) {
      throw new Refusal("%s is there already; choose another --out".formatted(file));
    }
    Known known = models.find(name);
    switch (format) {
      case SAFETENSORS -> new ModelFiles(file).write(known.model(), known.lineage());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", known.name());
    json.put("id", known.model().id().toString());
    json.put("format", format.name().toLowerCase(Locale.ROOT));
    json.put("out", file.toString());
    json.put("bytes", Files.size(file));
    return Answer.ok(
        json, "%s: %,d bytes, model %s".formatted(file, Files.size(file), known.model().id()));
  }
}
