package dev.pawl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Makes the folder of a new task: a program, an evaluator, and what joins them.",
    description = {"", "The task runs as it is. docs/tasks.md goes through it line by line.", ""})
final class NewCommand extends Command {

  /// What a task is made of, by language; one name per file.
  private static final Map<String, List<String>> FILES =
      Map.of(
          "python", List.of("task.yaml", "evaluator.py", "program/main.py"),
          "java", List.of("task.yaml", "Evaluator.java", "program/Main.java"),
          "any", List.of("task.yaml", "evaluator.sh", "program/main.sh"));

  @Parameters(paramLabel = "NAME", description = "The folder to make.")
  String name = "";

  @Option(
      names = "--language",
      paramLabel = "L",
      description =
          "python (default), java, or any: a shell script, whose command lines you replace.")
  String language = "python";

  @Override
  Answer answer() throws IOException {
    List<String> files = FILES.get(language);
    if (files == null) {
      throw new Refusal(
          "--language %s: there are python, java, and any for all others".formatted(language));
    }
    Path folder = Path.of(name);
    if (Files.exists(folder)) {
      throw new Refusal("%s exists already; choose another name".formatted(folder));
    }
    for (String file : files) {
      Path path = folder.resolve(file);
      Files.createDirectories(folder.resolve(file).toAbsolutePath().getParent());
      Files.writeString(path, template(language + "/" + file));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", folder.toString());
    json.put("files", files);
    return Answer.ok(
        json,
        """
        %s: %s
          try it     pawl check %s
          run it     pawl run %s
        """
            .formatted(folder, String.join(", ", files), folder, folder));
  }

  private static String template(String file) throws IOException {
    try (InputStream in = NewCommand.class.getResourceAsStream("new/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the template %s is missing".formatted(file));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
