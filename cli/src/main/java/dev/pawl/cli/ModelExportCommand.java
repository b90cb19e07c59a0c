package dev.pawl.cli;

import dev.pawl.cli.model.Known;
import dev.pawl.cli.model.ModelFiles;
import dev.pawl.lm.interop.Gguf;
import dev.pawl.lm.interop.HuggingFace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "export",
    header = "Writes a model for other programs.",
    description = {
      "",
      "  safetensors   the model file of Pawl: weights as Hugging Face names them",
      "  hf            a folder that AutoModelForCausalLM.from_pretrained loads",
      "  gguf          one file for llama.cpp and what is built on it",
      "",
      "hf and gguf are for shapes that these programs know; what `pawl model train`",
      "makes is one. Of a model that does not read text, token i is written <|i|>.",
      ""
    },
    footer = {
      "",
      "  pawl model export docs.safetensors --format gguf --out docs.gguf",
      "  pawl model export redqueen-1:7 --out warriors.safetensors"
    })
final class ModelExportCommand extends Command {

  enum Format {
    SAFETENSORS,
    HF,
    GGUF
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
    List<Path> written = write(known, file);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", known.name());
    json.put("id", known.model().id().toString());
    json.put("format", format.name().toLowerCase(Locale.ROOT));
    json.put("out", file.toString());
    json.put("files", written.stream().map(Path::toString).toList());
    StringBuilder text = new StringBuilder();
    for (Path each : written) {
      text.append("%s: %,d bytes%n".formatted(each, Files.size(each)));
    }
    return Answer.ok(json, "%sof model %s%n".formatted(text, known.model().id()));
  }

  private List<Path> write(Known known, Path file) throws IOException {
    try {
      return switch (format) {
        case SAFETENSORS -> {
          new ModelFiles(file).write(known.model(), known.lineage());
          yield List.of(file);
        }
        case GGUF -> List.of(Files.write(file, Gguf.write(known.model())));
        case HF -> {
          HuggingFace folder = HuggingFace.of(known.model());
          Files.createDirectories(file);
          yield List.of(
              Files.writeString(file.resolve("config.json"), folder.config()),
              Files.write(file.resolve("model.safetensors"), folder.weights()));
        }
      };
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          "%s cannot be written as %s: %s; --format safetensors takes every model"
              .formatted(known.name(), format.name().toLowerCase(Locale.ROOT), e.getMessage()));
    }
  }
}
