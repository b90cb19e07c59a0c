package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The server as a process of its own, asked by the client of the protocol's SDK.
class McpCommandTest {

  @TempDir Path folder;

  @Test
  void agent_startsARun_proposesSteersStopsAndResumesIt() throws IOException {
    LengthTask.write(folder.resolve("studies/text"), 1_000_000);
    try (McpSyncClient agent = client()) {
      agent.initialize();
      assertThat(agent.getServerInfo().name()).isEqualTo("pawl");
      assertThat(agent.listTools().tools())
          .extracting(Tool::name)
          .contains("start_run", "run_status", "ask_parent", "submit_candidate", "steer");
      assertThat(ok(agent, "list_studies", Map.of()).path("studies").get(0).path("name").asString())
          .isEqualTo("text");
      assertThat(ok(agent, "check_task", Map.of("task", "text")).isObject()).isTrue();

      String run =
          ok(agent, "start_run", Map.of("study", "text", "minutes", 10, "seed", 3, "threads", 1))
              .path("run")
              .asString();
      assertThat(run).isEqualTo("text-1");
      JsonNode scored =
          ok(
              agent,
              "submit_candidate",
              Map.of(
                  "run",
                  run,
                  "files",
                  Map.of("text.txt", LengthTask.text(1)),
                  "parents",
                  List.of("1"),
                  "reason",
                  "nearer",
                  "wait_seconds",
                  300));
      assertThat(scored.path("ticket").path("value").asDouble()).isEqualTo(-1);
      assertThat(scored.path("ticket").path("proposer").asString()).isEqualTo("injected");
      JsonNode outside =
          ok(
              agent,
              "submit_candidate",
              Map.of("run", run, "files", Map.of("text.txt", "print(1)\n"), "wait_seconds", 300));
      assertThat(outside.path("ticket").path("outcome").asString()).isEqualTo("refused");
      JsonNode best =
          ok(
              agent,
              "submit_candidate",
              Map.of(
                  "run",
                  run,
                  "files",
                  Map.of("text.txt", LengthTask.text(0)),
                  "wait_seconds",
                  300));
      String id = best.path("order").path("candidate").asString();
      JsonNode asked =
          ok(agent, "ask_parent", Map.of("run", run, "candidate", id.substring(0, 12)));
      assertThat(asked.path("parent").path("files").path("text.txt").asString())
          .isEqualTo(LengthTask.text(0));
      assertThat(asked.path("parent").path("tickets").get(0).path("feedback").asString())
          .contains("off by 0");
      assertThat(
              ok(
                      agent,
                      "steer",
                      Map.of("run", run, "order", "ban", "candidate", id, "reason", "too good"))
                  .path("state")
                  .asString())
          .isEqualTo("taken");

      assertThat(ok(agent, "stop_run", Map.of("run", run)).path("stopped").asBoolean()).isTrue();
      assertThat(ok(agent, "champion", Map.of("run", run)).path("candidate").asString())
          .isNotEqualTo(id);
      assertThat(
              ok(agent, "show_candidate", Map.of("run", run, "candidate", id))
                  .path("banned")
                  .asBoolean())
          .isTrue();
      assertThat(
              ok(
                      agent,
                      "steer",
                      Map.of("run", run, "order", "annotate", "candidate", "run", "note", "try x"))
                  .path("order")
                  .asString())
          .isEqualTo("annotate the run: try x");
      ok(agent, "resume_run", Map.of("run", run, "minutes", 10));
      ok(agent, "stop_run", Map.of("run", run));
      assertThat(
              ok(agent, "run_status", Map.of("run", run))
                  .path("status")
                  .path("notes")
                  .get(0)
                  .asString())
          .contains("try x (agent over MCP)");
      ok(agent, "verify_journal", Map.of("run", run));
      assertThat(ok(agent, "list_runs", Map.of()).path("runs")).hasSize(1);

      assertThat(read(agent, "pawl://runs/text-1/report")).contains("Steered by hand");
      assertThat(read(agent, "pawl://runs/text-1/champion")).contains("\"files\"");
      JsonNode page = JsonMapper.shared().readTree(read(agent, "pawl://runs/text-1/events/0"));
      assertThat(page.path("events")).hasSize(100);
      assertThat(page.path("events").get(0).path("type").asString()).isEqualTo("Started");
      assertThat(page.path("next").asLong()).isEqualTo(100);
    }
  }

  @Test
  void badArguments_areErrorsOfTheToolWithAHint() throws IOException {
    LengthTask.write(folder.resolve("studies/text"), 10);
    Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(folder.resolve("elsewhere/study.yaml"), "lab: redqueen\n");
    try (McpSyncClient agent = client()) {
      agent.initialize();
      assertThat(wrong(agent, "run_status", Map.of("run", "../../etc"))).contains("no path");
      assertThat(wrong(agent, "run_status", Map.of("run", "nothing-1"))).contains("list_runs");
      assertThat(wrong(agent, "start_run", Map.of("study", "../elsewhere/study.yaml")))
          .contains("list_studies");
      assertThat(wrong(agent, "start_run", Map.of("study", "/etc/passwd")))
          .contains("list_studies");
      assertThat(wrong(agent, "start_run", Map.of("study", "text", "minutes", 1e9)))
          .contains("minutes");
      assertThat(wrong(agent, "start_run", Map.of("study", "text", "set", "programs.task=/etc")))
          .isNotEmpty();
      assertThat(wrong(agent, "start_run", Map.of())).contains("study");

      ok(agent, "start_run", Map.of("study", "text", "minutes", 10));
      Map<String, Object> climbing = Map.of("run", "text-1", "files", Map.of("../x", "y"));
      assertThat(wrong(agent, "submit_candidate", climbing)).contains("may not climb");
      assertThat(wrong(agent, "show_candidate", Map.of("run", "text-1", "candidate", "--runs=/")))
          .contains("candidate");
      assertThat(
              wrong(
                  agent,
                  "steer",
                  Map.of("run", "text-1", "order", "inject", "candidate", "/etc/passwd")))
          .contains("submit_candidate");
      assertThat(wrong(agent, "steer", Map.of("run", "text-1", "order", "pin")))
          .contains("candidate");
      assertThatThrownBy(() -> read(agent, "pawl://runs/../report")).isNotNull();
      assertThatThrownBy(() -> read(agent, "file:///etc/passwd")).isNotNull();
    }
  }

  @Test
  void standardOutput_holdsNothingButTheProtocol_andTheServerEndsWithItsInput() throws Exception {
    Files.createDirectories(folder.resolve("studies"));
    Process server =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = server.getOutputStream()) {
      in.write("this is no JSON\n".getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(server.waitFor()).isZero();
    assertThat(said.lines())
        .allSatisfy(line -> assertThat(JsonMapper.shared().readTree(line).has("jsonrpc")).isTrue());
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.pawl.cli.Pawl",
        "mcp",
        "--runs=" + folder.resolve("runs"),
        "--studies=" + folder.resolve("studies"));
  }

  private McpSyncClient client() {
    List<String> command = command();
    ServerParameters server =
        ServerParameters.builder(command.getFirst())
            .args(command.subList(1, command.size()))
            .build();
    return McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper()))
        .requestTimeout(Duration.ofMinutes(6))
        .initializationTimeout(Duration.ofMinutes(2))
        .build();
  }

  private static JsonNode ok(McpSyncClient agent, String tool, Map<String, Object> arguments) {
    CallToolResult result = agent.callTool(new CallToolRequest(tool, arguments, Map.of()));
    assertThat(result.isError()).as("%s: %s", tool, text(result)).isNotEqualTo(Boolean.TRUE);
    return JsonMapper.shared().readTree(text(result));
  }

  private static String wrong(McpSyncClient agent, String tool, Map<String, Object> arguments) {
    CallToolResult result = agent.callTool(new CallToolRequest(tool, arguments, Map.of()));
    assertThat(result.isError()).as(text(result)).isTrue();
    return text(result);
  }

  private static String text(CallToolResult result) {
    return result.content().getFirst() instanceof TextContent text ? text.text() : "";
  }

  private static String read(McpSyncClient agent, String uri) {
    return agent.readResource(new ReadResourceRequest(uri, Map.of())).contents().getFirst()
            instanceof TextResourceContents text
        ? text.text()
        : "";
  }
}
