package dev.pawl.cli.mcp;

import dev.pawl.cli.mcp.Arguments.Wrong;
import dev.pawl.cli.mcp.Commands.Said;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// Starting runs and watching them. A run is a process of its own: it goes on when the agent
/// leaves, until its limit.
final class Running {

  private static final double MINUTES = 5;
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int LOG_CHARS_MAX = 4_000;
  private static final String LOG = "mcp.log";

  private final Commands commands;
  private final Places places;

  Running(Commands commands, Places places) {
    this.commands = commands;
    this.places = places;
  }

  CallToolResult start(Arguments a) {
    Path study = places.study(a.text("study"));
    List<String> limits = limits(a);
    a.integer("seed", 0, Long.MAX_VALUE).ifPresent(seed -> limits.add("--seed=" + seed));
    Path folder = places.newRun(String.valueOf(study.getFileName()));
    List<String> arguments = new ArrayList<>(List.of("run", study.toString(), "--out=" + folder));
    arguments.addAll(limits);
    return started(folder, arguments);
  }

  CallToolResult resume(Arguments a) {
    Path folder = places.run(a.text("run"));
    List<String> arguments = new ArrayList<>(List.of("resume", folder.toString()));
    arguments.addAll(limits(a));
    return started(folder, arguments);
  }

  private static List<String> limits(Arguments a) {
    List<String> limits = new ArrayList<>();
    limits.add("--minutes=" + a.number("minutes", 0.05, 1_440).orElse(MINUTES));
    a.integer("evaluations", 1, Long.MAX_VALUE).ifPresent(n -> limits.add("--evaluations=" + n));
    a.integer("threads", 1, 1_024).ifPresent(n -> limits.add("--threads=" + n));
    return limits;
  }

  /// Waits until it has begun or is over, so that what is wrong is said at once.
  private CallToolResult started(Path folder, List<String> arguments) {
    Path log = folder.resolve(LOG);
    try {
      Files.deleteIfExists(log);
      Process process = commands.start(arguments, log);
      for (long i = 0; i < START_MAX.dividedBy(POLL); i++) {
        if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
        if (Tools.tail(log, LOG_CHARS_MAX).contains("ctrl-C stops it")) {
          break;
        }
      }
      if (!process.isAlive() && process.exitValue() != 0) {
        throw new Wrong("it did not start: " + Tools.tail(log, LOG_CHARS_MAX).strip());
      }
    } catch (IOException e) {
      throw new Wrong("it could not be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Wrong("the server is ending");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("run", String.valueOf(folder.getFileName()));
    answer.put("hint", "run_status tells how far it is");
    return Tools.json(answer);
  }

  CallToolResult status(Arguments a) {
    Path folder = places.run(a.text("run"));
    Said said = commands.run(List.of("show", folder.toString()));
    if (!said.isOk()) {
      return Tools.say(said);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", JsonMapper.shared().readTree(said.json()));
    answer.put("log", Tools.tail(folder.resolve(LOG), LOG_CHARS_MAX));
    return Tools.json(answer);
  }
}
