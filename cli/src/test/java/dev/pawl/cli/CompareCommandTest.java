package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.pawl.Outcome;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pawl compare` on a small study, as docs/compare.md says.
class CompareCommandTest {

  private static final String STUDY =
      """
      lab: redqueen
      redqueen:
        rounds: 1
        tickets: 24
        format: duels
        battles: 1
        ancestors: [house:tapper]
        select-battles: 1
        core: {cycles: 1000}
      """;

  private static final String VARY = "--vary=proposers.choice=uniform,adaptive";

  @TempDir Path folder;

  private Terminal compare(String... more) throws IOException {
    Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    List<String> words = new ArrayList<>(List.of("compare", study.toString(), "--at-once=2"));
    words.addAll(List.of("--out", folder.resolve("c").toString()));
    words.addAll(List.of(more));
    return Terminal.type(words.toArray(String[]::new));
  }

  private List<Event> events(String run) {
    List<Event> events = new ArrayList<>();
    try (Journal journal =
        SqliteJournal.openReadOnly(folder.resolve("c").resolve(run).resolve("journal.db"))) {
      journal.read(0, entry -> events.add(entry.event()));
    }
    return events;
  }

  private double best(String run) {
    return events(run).stream()
        .mapToDouble(event ->
            event instanceof Event.Scored(_, Outcome.Finished(var score), _) ? score.value() : 0)
        .max()
        .orElseThrow();
  }

  private long evaluations(String run) {
    return events(run).stream()
        .mapToLong(event -> event instanceof Event.Scored scored ? scored.cost().evaluations() : 0)
        .sum();
  }

  @Test
  void compare_variantsAndSeeds_areRunsWithEqualBudgetsAndOneReport() throws IOException {
    Terminal answer =
        compare(VARY, "--seeds=2", "--evaluations=18", "--target=0.001", "--vary=window=1");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    for (String run : List.of("uniform+1-1", "uniform+1-2", "adaptive+1-1", "adaptive+1-2")) {
      assertThat(evaluations(run)).isEqualTo(18);
    }
    double difference =
        (best("adaptive+1-1") - best("uniform+1-1") + best("adaptive+1-2") - best("uniform+1-2"))
            / 2;
    String size = String.format(Locale.ROOT, "%.3f", Math.abs(difference));
    assertThat(answer.out())
        .contains("best value so far at 18 evaluations: ", size, "2 seeds, sign-flip p ")
        .contains("uniform+1: ", " of 2 seeds reached 0.00100, best value so far");
    assertThat(folder.resolve("c/report.html"))
        .content()
        .contains("Paired differences", "Against evaluations", "Against CPU seconds")
        .contains("Where the runs ended", " of 2</td>")
        .doesNotContain("Against dollars", "http-equiv=\"refresh\"");
  }

  @Test
  void compare_sameStudyUnderTwoNames_showsNothing() throws IOException {
    Path study = Files.writeString(folder.resolve("same.yaml"), STUDY);

    Terminal answer =
        Terminal.type(
            "compare",
            "one=" + study,
            "two=" + study,
            "--seeds=3",
            "--set=redqueen.tickets=12",
            "--json",
            "--out=" + folder.resolve("c"));

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.json().get("runs").asInt()).isEqualTo(6);
    assertThat(answer.json().get("findings").get(0).asString())
        .contains("nothing was shown between two and one (+0.000, ", "sign-flip p 1.000");
    assertThat(events("one-2")).isEqualTo(events("two-2")).isNotEqualTo(events("one-1"));
  }

  @Test
  void compare_again_goesOnWithWhatIsThere() throws IOException {
    compare(VARY, "--seeds=1", "--evaluations=10");
    List<Event> before = events("uniform-1");

    Terminal answer = compare(VARY, "--seeds=1");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(before.getLast()).isNotInstanceOf(Event.Finished.class);
    assertThat(events("uniform-1").subList(0, before.size())).isEqualTo(before);
    assertThat(events("uniform-1").getLast()).isInstanceOf(Event.Finished.class);
    assertThat(answer.out()).contains("nothing was shown between adaptive and uniform");
  }

  @Test
  void compare_folderHoldsRunsOfAnotherStudy_saysSoAndLeavesThemOut() throws IOException {
    compare(VARY, "--seeds=1", "--evaluations=8");

    Terminal answer = compare(VARY, "--seeds=1", "--evaluations=8", "--set=redqueen.tickets=30");

    assertThat(answer.exitCode()).isEqualTo(Exit.INTERNAL);
    assertThat(answer.err()).contains("uniform-1: failed: ");
    assertThat(answer.out()).contains("nothing was run");
  }

  @Test
  void compare_severalRounds_comparesWhatChampionsWereMeasuredAt() throws IOException {
    Terminal answer =
        compare(VARY, "--seeds=1", "--set=redqueen.rounds=2", "--set=redqueen.tickets=12");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("generality on select in the end: nothing was shown between")
        .doesNotContain("best value so far");
  }

  @Test
  void compare_remoteModel_isComparedInDollarsToo() throws IOException {
    String task = folder.resolve("task").toString();
    Terminal.type("new", task, "--language=any");
    Terminal check = Terminal.type("check", task);
    assumeTrue(check.exitCode() == 0, check.out() + check.err());
    HttpServer server = server();
    Terminal answer;
    try {
      answer =
          Terminal.type(
              "compare",
              task,
              "--vary=llm.choice=ucb,uniform",
              "--seeds=1",
              "--model=openai-compatible:scripted@http://127.0.0.1:%d/v1 price=1/2"
                  .formatted(server.getAddress().getPort()),
              "--set=llm.kinds=[rewrite]",
              "--set=programs.tickets=4",
              "--set=window=1",
              "--out=" + folder.resolve("c"));
    } finally {
      server.stop(0);
    }

    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    String page = Files.readString(folder.resolve("c/report.html"));
    assertThat(page.contains("Against dollars")).isTrue();
    for (String variant : List.of("ucb", "uniform")) {
      long answers =
          Files.readAllLines(folder.resolve("c").resolve(variant + "-1/cassette.jsonl")).stream()
              .filter(line -> line.startsWith("{\"type\":\"answered\""))
              .count();
      String dollars = String.format(Locale.ROOT, "%.5f", answers * 0.00054); // 500 tokens and 20
      assertThat(answers).isPositive();
      assertThat(row(page, variant)).contains("<td class=\"n\">" + dollars + "</td>");
    }
  }

  /// The row of `variant` where the runs ended.
  private static String row(String page, String variant) {
    int from = page.indexOf("<tr><th scope=\"row\">" + variant, page.indexOf("id=\"ends\""));
    return page.substring(from, page.indexOf("</tr>", from));
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          String body =
              """
              {"id":"1","model":"scripted","choices":[{"index":0,"finish_reason":"stop","message":
              {"role":"assistant","content":"NAME: x\\nIdea.\\n```sh\\necho $(($1 + %d))\\n```"}}],
              "usage":{"prompt_tokens":500,"completion_tokens":20}}\
              """
                  .formatted(asked.incrementAndGet());
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    return server;
  }

  @Test
  void compare_nothingToCompare_isRefusedBeforeAnythingRuns() throws IOException {
    assertThat(compare().err()).contains("nothing to compare with", "--vary");
    assertThat(compare("--vary=proposers.choice").err()).contains("KEY=VALUE,VALUE");
    assertThat(compare("--vary=proposers.choice=uniform,random").err())
        .contains("--vary proposers.choice=random", "adaptive");
    assertThat(compare("--vary=seed=1,1").err()).contains("the same name");
    assertThat(compare(VARY, "--seeds=0").err()).contains("--seeds is 0");
    Path squared = Files.writeString(folder.resolve("squared.yaml"), "lab: squared\n");
    assertThat(compare(squared.toString()).err()).contains("different labs, redqueen and squared");
    assertThat(folder.resolve("c")).doesNotExist();
  }
}
