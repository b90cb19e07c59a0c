package dev.pawl.cli;

import dev.pawl.study.Spelling;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Unmatched;

@CommandLine.Command(
    header = "Trains, samples, measures, distils, exports and describes small language models.",
    description = {
      "",
      "A model is a .safetensors file, or a version that a run learned: RUN for the",
      "last that it uses, RUN:ROUND for the one that it learned after that round.",
      ""
    },
    footer = {
      "",
      "  pawl model train docs/ --out docs.safetensors    learn from these files",
      "  pawl model sample docs.safetensors               let it write",
      "  pawl model eval latest:1 latest --hill house:select",
      "                                                   what two versions can do",
      "  pawl model card latest                           how one came to be",
      "",
      "Each of these takes --help."
    },
    subcommands = {
      ModelTrainCommand.class,
      ModelSampleCommand.class,
      ModelEvalCommand.class,
      ModelDistilCommand.class,
      ModelExportCommand.class,
      ModelCardCommand.class
    })
final class ModelCommand extends Command {

  @Unmatched List<String> unknown = new ArrayList<>();

  @Override
  Answer answer() {
    List<String> known = spec.subcommands().keySet().stream().toList();
    String words = String.join(", ", known);
    if (unknown.isEmpty()) {
      throw new Refusal(
          "say what to do with a model: %s; `pawl model --help` explains".formatted(words));
    }
    String first = unknown.getFirst();
    throw new Refusal(
        "pawl model knows no %s; %s; `pawl model --help` explains"
            .formatted(
                Table.printable(first),
                Spelling.nearest(first, known)
                    .map("did you mean %s?"::formatted)
                    .orElse("it knows " + words)));
  }
}
