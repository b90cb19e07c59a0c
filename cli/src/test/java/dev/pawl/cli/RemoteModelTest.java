package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pawl run TASK --model MODEL` against a scripted server on this machine, and then without it.
class RemoteModelTest {

  @TempDir Path folder;
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void newTask() {
    Terminal made = Terminal.type("new", folder.resolve("task").toString(), "--language=any");
    assertThat(made.exitCode()).as(made.err()).isZero();
  }

  /// Writes the right program on every third request, and a slightly wrong one else.
  private HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int number = asked.incrementAndGet();
          String code =
              number % 3 == 0 ? "echo $(($1 * 2))" : "echo $(($1 + %d))".formatted(number);
          String body =
              """
              {"id":"1","model":"scripted","choices":[{"index":0,"finish_reason":"stop","message":
              {"role":"assistant","content":"NAME: x\\nIdea.\\n```sh\\n%s\\n```"}}],
              "usage":{"prompt_tokens":500,"completion_tokens":20}}\
              """
                  .formatted(code);
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    return server;
  }

  private Terminal run(String out, String url, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "run",
                folder.resolve("task").toString(),
                "--model=openai-compatible:scripted@" + url + " price=1/2",
                "--set=llm.kinds=[rewrite]",
                "--set=programs.tickets=6",
                "--set=window=1",
                "--out=" + folder.resolve(out),
                "--json"));
    words.addAll(List.of(more));
    return Terminal.type(words.toArray(String[]::new));
  }

  @Test
  void run_withAModel_isReplayedAndDecidedAnewWithoutIt() throws IOException {
    sound(Terminal.type("check", folder.resolve("task").toString()));
    HttpServer server = server();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    try {
      sound(run("r", url));
      assertThat(asked).hasPositiveValue();
      assertThat(folder.resolve("r/champion/main.sh")).exists();
      assertThat(folder.resolve("r/cassette.jsonl")).content().contains("echo $(($1 + 1))");
    } finally {
      server.stop(0);
    }
    int before = asked.get();
    for (String command : List.of("replay", "verify")) {
      Terminal checked = Terminal.type(command, folder.resolve("r").toString());
      assertThat(checked.exitCode()).as(command + checked.out() + checked.err()).isZero();
    }
    String cassette = "--cassette=" + folder.resolve("r/cassette.jsonl");
    sound(run("anew", url, cassette, "--set=llm.choice=ucb"));
    assertThat(folder.resolve("anew/cassette.jsonl")).doesNotExist();
    assertThat(asked).hasValue(before);
  }

  /// Skips the test where programs cannot run; also where a busy machine loses what they print,
  /// which has nothing to do with models.
  private static void sound(Terminal typed) {
    String text = typed.out() + typed.err();
    assumeTrue(
        typed.exitCode() == 0 || !text.matches("(?s).*(cannot be run|printed nothing).*"), text);
    assertThat(typed.exitCode()).as(text).isZero();
  }

  @Test
  void run_withoutTheKeyOrThePrice_isRefusedBeforeItBegins() {
    Terminal noKey = run("r", "https://far.example/v1 key=PAWL_NO_SUCH_KEY");
    assertThat(noKey.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(noKey.out()).contains("set the environment variable PAWL_NO_SUCH_KEY");
    assertThat(folder.resolve("r")).doesNotExist();
    Terminal literal = run("r", "https://far.example/v1 key=sk-123456");
    assertThat(literal.out())
        .contains("never write a key into a study")
        .doesNotContain("sk-123456");
    assertThat(Files.exists(folder.resolve("r"))).isFalse();
  }
}
