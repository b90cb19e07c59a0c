package dev.pawl.cli;

import dev.pawl.study.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// The options that say which remote models write.
final class ModelOptions {

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "A remote model that writes programs, such as openai-compatible:qwen3@http://localhost:11434/v1; may be given several times. docs/models.md says more.")
  List<String> models = new ArrayList<>();

  @Option(
      names = "--cassette",
      paramLabel = "FILE",
      description = "Take all answers from the cassette of another run; nobody is asked.")
  @Nullable Path cassette;

  void addTo(List<Setting> settings) {
    if (!models.isEmpty()) {
      settings.add(
          new Setting(
              "--model " + String.join(" --model ", models),
              "llm.models",
              JsonMapper.shared().writeValueAsString(models)));
    }
    if (cassette != null) {
      settings.add(
          new Setting(
              "--cassette " + cassette,
              "llm.cassette",
              JsonMapper.shared()
                  .writeValueAsString(cassette.toAbsolutePath().normalize().toString())));
    }
  }
}
