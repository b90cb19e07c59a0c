package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opens the page in a real browser, where there is one: only that notices a mistake in the script,
/// or a policy that forbids it to run.
class BrowserTest {

  private static final int SECONDS_MAX = 90;

  @TempDir Path dir;

  @Test
  void page_inChromium_drawsEveryChartAndObeysItsPolicy() throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(
        browser.isPresent(), "no chromium on the path: the script is not tried in a browser");
    Path html = dir.resolve("report.html");
    Report.write(
        List.of(
            new RunInput("a-1", ReportTest.story(1, "mov").journal()),
            new RunInput("a-2", ReportTest.story(2, "mov").journal())),
        html);
    // Folded runs draw their charts when they are opened; here they are open from the start.
    Files.writeString(
        html,
        Files.readString(html).replace("<details class=\"run\"", "<details open class=\"run\""));

    String log = open(browser.get(), html);

    String dom = Files.readString(dir.resolve("dom"));
    assertThat(log).doesNotContain("CONSOLE");
    assertThat(count("data-chart=\"", dom)).isGreaterThan(20);
    assertThat(count("<canvas data-zr-dom-id", dom)).isEqualTo(count("data-chart=\"", dom));
  }

  private String open(Path browser, Path html) throws IOException, InterruptedException {
    Path log = dir.resolve("log");
    List<String> command = new ArrayList<>(List.of(browser.toString()));
    command.addAll(
        List.of("--headless", "--no-sandbox", "--no-zygote", "--disable-gpu", "--no-first-run"));
    command.addAll(
        List.of("--disable-background-networking", "--disable-dev-shm-usage", "--timeout=2000"));
    command.addAll(List.of("--enable-logging=stderr", "--dump-dom"));
    command.add("--user-data-dir=" + dir.resolve("profile"));
    command.add(html.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(dir.resolve("dom").toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      assumeTrue(false, "chromium did not end within %d s".formatted(SECONDS_MAX));
    }
    return Files.readString(log);
  }

  private static long count(String text, String in) {
    return Pattern.compile(Pattern.quote(text)).matcher(in).results().count();
  }

  private static Optional<Path> browser() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .flatMap(
            folder -> List.of("chromium", "chromium-browser").stream().map(n -> Path.of(folder, n)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
