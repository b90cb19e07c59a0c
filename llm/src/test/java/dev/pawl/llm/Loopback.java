package dev.pawl.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server on this machine that answers what it was told to, one request after the other, the last
/// for ever.
final class Loopback implements AutoCloseable {

  /// How a request is answered.
  interface Manner {
    void answer(HttpExchange exchange) throws IOException;
  }

  /// What somebody asked.
  record Asked(String path, Map<String, List<String>> headers, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Manner> manners = new ArrayDeque<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  Loopback(Manner... manners) throws IOException {
    this.manners.addAll(List.of(manners));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  List<Asked> asked() {
    return asked;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(new Asked(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
    Manner manner;
    synchronized (manners) {
      manner = manners.size() > 1 ? manners.remove() : manners.element();
    }
    try (exchange) {
      manner.answer(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /// A status and a body.
  static Manner status(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /// What OpenAI's protocol says.
  static Manner says(String text) {
    return status(200, openAi(quoted(text), "{\"prompt_tokens\":100,\"completion_tokens\":20}"));
  }

  static String openAi(String content, String usage) {
    return """
    {"id":"1","object":"chat.completion","model":"it","choices":[{"index":0,"message":{"role":"assistant","content":%s},"finish_reason":"stop"}],"usage":%s}
    """
        .formatted(content, usage);
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  /// A body that is announced longer than it is.
  static Manner truncated() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1_000);
      OutputStream out = exchange.getResponseBody();
      out.write("{\"id\":\"1\",\"choices\":[".getBytes(StandardCharsets.UTF_8));
      out.flush();
    };
  }

  /// A body that never ends and never stops.
  static Manner dribbling() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      try {
        while (true) {
          out.write(' ');
          out.flush();
          Thread.sleep(50);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /// A body of so many megabytes.
  static Manner huge(int megabytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] piece = new byte[1 << 20];
      java.util.Arrays.fill(piece, (byte) ' ');
      for (int i = 0; i < megabytes; i++) {
        exchange.getResponseBody().write(piece);
      }
    };
  }
}
