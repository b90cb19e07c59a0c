package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Cost;
import dev.pawl.Outcome;
import dev.pawl.journal.Event;
import dev.pawl.journal.MemoryJournal;
import dev.pawl.journal.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{}${data}\u2028\u202e";

  private static final Pattern SCRIPT = Pattern.compile("(?s)<script([^>]*)>(.*?)</script>");

  @TempDir Path dir;

  private String page(RunInput... runs) throws IOException {
    Path html = dir.resolve("report.html");
    Report.write(List.of(runs), html);
    return Files.readString(html);
  }

  /// A run of three rounds, with everything that a report can show.
  private static Story story(long seed, String word) {
    Story story = new Story().started("redqueen", seed, "{\"history\":3,\"note\":\"n\"}");
    long ticket = 0;
    String parent = "";
    for (int round = 1; round <= 3; round++) {
      String text = "ORG 0\n" + word + " " + round + "\n";
      if (parent.isEmpty()) {
        story.admitted("seed", text, 1.0, "cell 1,2");
      } else {
        story.admitted(word, text, 1.0 + round / 10.0, "cell 1,2", parent, parent);
      }
      story.ticket("nudge", text + "x", new Outcome.Refused(word), Cost.NONE, text);
      ticket += 2;
      story.roundEnded(ticket - 1, text, 1.0 + round / 10.0);
      double generality = 0.4 + 0.1 * round + 0.01 * seed;
      story.measured(text, "select", "generality", generality, 1.2, 0.4 * round, 0.1 * seed);
      Double[] duels = new Double[round - 1];
      Arrays.fill(duels, 1.25);
      story.measured(text, "search", "duels", 1.25, duels);
      parent = text;
    }
    return story.session(new Session(1, 5, 0, word, 0, word));
  }

  @Test
  void write_oneRun_showsEverySection() throws IOException {
    String page = page(new RunInput("demo", story(1, "mov").journal()));

    assertThat(page)
        .contains(
            "<title>Red Queen: demo</title>",
            "id=\"fitness\"",
            "id=\"measure1\"",
            "id=\"grid\"",
            "id=\"phenotype2\"",
            "id=\"convergence1\"",
            "id=\"duels\"",
            "id=\"operators\"",
            "id=\"outcomes\"",
            "id=\"champion\"",
            "ORG 0\nmov 3\n",
            "<del>−mov 2</del>",
            "<ins>+mov 3</ins>",
            "./pawl battle champion.red house:tapper",
            "It is not <em>sealed</em>");
  }

  @Test
  void write_headline_saysWhatTheJournalSays() throws IOException {
    Story story = story(1, "mov");
    String page = page(new RunInput("demo", story.journal()));

    assertThat(page)
        .contains(
            "<dt>tickets</dt><dd>6<",
            "<dt>evaluations</dt><dd>3<",
            "<dt>champion’s fitness</dt><dd>1.300<",
            "<dt>generality on select</dt><dd>71.0 %<",
            story.journal().head().toString(),
            "at work when this was written, or killed");
  }

  @Test
  void write_severalRuns_bandsThemByArm() throws IOException {
    List<RunInput> runs = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      runs.add(new RunInput("drq-" + seed, story(seed, "mov").journal()));
    }
    Path html = dir.resolve("study.html");
    Report.write(runs, html);
    String page = Files.readString(html);

    assertThat(page).contains("3 runs in 1 arm", "72.0 ± 2.5 %", "id=\"cycles\"", "id=\"run3\"");
    JsonNode chart =
        data(page)
            .valueStream()
            .filter(c -> c.path("x").path("name").stringValue("").startsWith("round"))
            .skip(1)
            .findFirst()
            .orElseThrow();
    JsonNode mean =
        chart
            .path("series")
            .valueStream()
            .filter(s -> s.path("name").stringValue("").equals("drq"))
            .findFirst()
            .orElseThrow();
    assertThat(mean.path("points").get(2).toString()).isEqualTo("[3,0.72]");
    assertThat(mean.path("band")).hasSize(3);
    assertThat(mean.path("band").get(2).get(1).doubleValue()).isEqualTo(0.69516);
  }

  @Test
  void write_hostileText_isOnlyEverText() throws IOException {
    Story story = story(1, HOSTILE);
    story.measured("x", HOSTILE, HOSTILE, 0.5, 1.0, 0.5);
    story.event(new Event.Finished(HOSTILE));
    String page =
        page(
            new RunInput(HOSTILE, story.journal()),
            new RunInput(HOSTILE + 2, story(2, HOSTILE).journal()));

    String markup = SCRIPT.matcher(page).replaceAll("");
    assertThat(markup).doesNotContain("<script", "<img", "\u202e", "\u2028");
    assertThat(script(page, 0)).doesNotContain("<", "\u202e", "\u2028");
    assertThat(markup).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(SCRIPT.matcher(page).results()).hasSize(3);
    assertThat(data(page)).isNotEmpty();
    assertThat(page.split("</script>", -1)).hasSize(4);
  }

  @Test
  void write_page_loadsNothingAndRunsOnlyItsOwnScripts() throws Exception {
    String page = page(new RunInput("demo", story(1, "mov").journal()));
    String markup = SCRIPT.matcher(page).replaceAll("");
    Matcher policy =
        Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(page);
    assertThat(policy.find()).isTrue();

    assertThat(policy.group(1)).startsWith("default-src 'none'").doesNotContain("unsafe", "http");
    assertThat(Pattern.compile("(?i)\\b(src|srcset|action|poster|data)=").matcher(markup).find())
        .isFalse();
    assertThat(Pattern.compile("href=\"[^#]").matcher(markup).find()).isFalse();
    assertThat(Pattern.compile("(?i)\\bon\\w+=|\\bstyle=|url\\(|@import").matcher(markup).find())
        .isFalse();
    for (String part : List.of(script(page, 1), script(page, 2), style(page))) {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(part.getBytes(StandardCharsets.UTF_8));
      assertThat(policy.group(1))
          .contains("'sha256-" + Base64.getEncoder().encodeToString(sha) + "'");
    }
  }

  @Test
  void write_twice_isTheSame() throws IOException {
    String once = page(new RunInput("demo", story(1, "mov").journal()));
    String again = page(new RunInput("demo", story(1, "mov").journal()));

    assertThat(again).isEqualTo(once);
    assertThat(dir).isDirectoryContaining(path -> path.endsWith("report.html"));
    assertThat(dir.toFile().list()).hasSize(1);
  }

  @Test
  void write_emptyJournal_saysSo() throws IOException {
    assertThat(page(new RunInput("new", new MemoryJournal())))
        .contains("Nothing has happened yet.");
  }

  @Test
  void write_labWithoutRoundsTraitsOrMeasures_leavesTheirSectionsOut() throws IOException {
    Story story =
        new Story()
            .started("programs", 1, "{}")
            .admitted("seed", "a", 0.5, "island 0")
            .admitted("edit", "b", 0.7, "island 0", "a");
    String page = page(new RunInput("p", story.journal()));

    assertThat(page).contains("id=\"fitness\"", "id=\"champion\"", "id=\"operators\"");
    assertThat(page)
        .doesNotContain("id=\"grid\"", "id=\"measure", "id=\"phenotype", "pawl battle", "sealed");
  }

  @Test
  void write_parentsInACircle_ends() throws IOException {
    Story story =
        new Story()
            .started("programs", 1, "{}")
            .admitted("edit", "a", 0.5, "island 0", "b")
            .admitted("edit", "b", 0.7, "island 0", "a");

    assertThat(page(new RunInput("p", story.journal()))).contains("a line of 2 candidates");
  }

  @Test
  void write_noRuns_isRefused() {
    assertThatThrownBy(() -> Report.write(List.of(), dir.resolve("x.html")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one run");
  }

  @Test
  void write_oneHundredThousandTickets_keepsThePageSmall() throws IOException {
    Path html = dir.resolve("long.html");
    Report.write(List.of(new RunInput("long", new LongJournal(100_000))), html);

    long echarts = script(Files.readString(html), 1).length();
    assertThat(Files.size(html)).isLessThan(echarts + 1_000_000);
    assertThat(Files.readString(html)).contains("<dt>tickets</dt><dd>100,000<");
  }

  private static JsonNode data(String page) {
    return JsonMapper.shared().readTree(script(page, 0));
  }

  private static String script(String page, int number) {
    return SCRIPT.matcher(page).results().skip(number).findFirst().orElseThrow().group(2);
  }

  private static String style(String page) {
    Matcher style = Pattern.compile("(?s)<style>(.*?)</style>").matcher(page);
    assertThat(style.find()).isTrue();
    return style.group(1);
  }
}
