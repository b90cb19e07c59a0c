package dev.pawl.labs.programs.writer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server with OpenAI's protocol on this machine, whose model is a function.
public final class ScriptedModel implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What it was asked.
  ///
  /// @param turns of the talk, without the system prompt
  public record Asked(String model, String system, List<String> turns, long seed) {

    public String last() {
      return turns.getLast();
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  public ScriptedModel(Function<Asked, String> answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Asked question = read(exchange.getRequestBody().readAllBytes());
            asked.add(question);
            byte[] body = body(answers.apply(question));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  public List<Asked> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Asked read(byte[] body) {
    JsonNode request = JSON.readTree(body);
    String system = "";
    List<String> turns = new ArrayList<>();
    for (JsonNode message : request.required("messages")) {
      String content = message.required("content").asString();
      if (message.required("role").asString().equals("system")) {
        system = content;
      } else {
        turns.add(content);
      }
    }
    return new Asked(
        request.required("model").asString(), system, turns, request.path("seed").asLong(0));
  }

  private static byte[] body(String answer) {
    var node = JSON.createObjectNode().put("id", "1").put("model", "scripted");
    var choice = node.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
    choice.putObject("message").put("role", "assistant").put("content", answer);
    node.putObject("usage").put("prompt_tokens", 100).put("completion_tokens", 10);
    return JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
  }
}
