package dev.pawl.cli;

import dev.pawl.cli.mcp.Commands;
import dev.pawl.cli.mcp.Server;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    header = "Serves a coding agent over the Model Context Protocol.",
    description = {
      "",
      "An agent can start, watch and steer runs, and propose candidates, in the folders that you name",
      "here and nowhere else. Runs are processes of their own and end at their limit. See",
      "docs/steering.md for what to put into an agent's settings.",
      ""
    })
final class McpCommand extends Command {

  @Mixin RunsOption runs = new RunsOption();

  @Option(
      names = "--studies",
      paramLabel = "DIR",
      description = "Where studies and tasks are that may be run. Default: those that ship.")
  @org.jspecify.annotations.Nullable Path studies;

  @Override
  Answer answer() throws IOException {
    if (json) {
      throw new Refusal("mcp speaks JSON-RPC on standard output; leave --json out");
    }
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(
        new PrintStream(
            OutputStream.nullOutputStream(),
            false,
            StandardCharsets.UTF_8)); // what prints must not disturb the protocol
    Path allowed = studies == null ? RunCommand.shipped(null, "studies") : studies;
    if (!Files.isDirectory(allowed)) {
      throw new Refusal("there is no folder %s; --studies names another".formatted(allowed));
    }
    Server.serve(new Own(), Path.of(runs.folder), allowed, Version.pawl(), System.in, out);
    return Answer.ok(Map.of(), "");
  }

  /// The commands of this program, in this process or in another.
  private static final class Own implements Commands {

    @Override
    public Said run(List<String> arguments) {
      StringWriter out = new StringWriter();
      List<String> all = new ArrayList<>(arguments);
      all.add(1, "--json");
      int code = Pawl.run(all, new PrintWriter(out), new PrintWriter(new StringWriter()), false);
      return new Said(code, out.toString().strip());
    }

    @Override
    public Process start(List<String> arguments, Path log) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
              .filter(each -> !each.startsWith("-agentlib") && !each.contains(".terminal="))
              .toList());
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.pawl.cli.Pawl"));
      command.addAll(arguments);
      return new ProcessBuilder(command)
          .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    }
  }
}
