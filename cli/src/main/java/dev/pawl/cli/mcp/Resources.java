package dev.pawl.cli.mcp;

import dev.pawl.cli.mcp.Arguments.Wrong;
import dev.pawl.cli.mcp.Commands.Said;
import dev.pawl.journal.EventCodec;
import dev.pawl.journal.Journal;
import dev.pawl.journal.JournalException;
import dev.pawl.journal.SqliteJournal;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// What an agent can read: report, champion, and the journal page by page.
final class Resources {

  private static final int PAGE = 100;
  private static final int REPORT_BYTES_MAX = 8 << 20;
  private static final Pattern URI =
      Pattern.compile("pawl://runs/([^/]+)/(report|champion|events)(?:/(\\d{1,18}))?");

  private final Commands commands;
  private final Places places;

  Resources(Commands commands, Places places) {
    this.commands = commands;
    this.places = places;
  }

  List<SyncResourceTemplateSpecification> all() {
    return List.of(
        template("pawl://runs/{run}/report", "report", "The report of a run.", "text/html"),
        template(
            "pawl://runs/{run}/champion",
            "champion",
            "The champion with its source and score.",
            "application/json"),
        template(
            "pawl://runs/{run}/events/{from}",
            "events",
            "Up to %d events of a journal from a number on; the first is 0.".formatted(PAGE),
            "application/json"));
  }

  private SyncResourceTemplateSpecification template(
      String uri, String name, String description, String mimeType) {
    return new SyncResourceTemplateSpecification(
        ResourceTemplate.builder(uri, name).description(description).mimeType(mimeType).build(),
        (_, request) ->
            ReadResourceResult.builder(
                    List.of(
                        new TextResourceContents(
                            request.uri(), mimeType, read(request.uri()), Map.of())))
                .build());
  }

  private String read(String uri) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      throw new Wrong("there is no resource %s; the templates say which there are".formatted(uri));
    }
    Path run = places.run(parts.group(1));
    return switch (parts.group(2)) {
      case "report" -> report(run);
      case "champion" -> champion(run);
      default -> events(run, parts.group(3) == null ? 0 : Long.parseLong(parts.group(3)));
    };
  }

  private String report(Path run) {
    Path report = run.resolve("report.html");
    try {
      if (!Files.exists(report) || Files.size(report) > REPORT_BYTES_MAX) {
        throw new Wrong(
            "the run has no report yet, or one of more than %d MiB; it is written when the run rests"
                .formatted(REPORT_BYTES_MAX >> 20));
      }
      return Files.readString(report);
    } catch (IOException e) {
      throw new Wrong("cannot read the report: " + e.getMessage());
    }
  }

  private String champion(Path run) {
    Said said = commands.run(List.of("show", run.toString(), "champion"));
    if (!said.isOk() || said.json().length() > Tools.ANSWER_CHARS_MAX) {
      throw new Wrong("there is no champion that can be shown: " + said.json());
    }
    return said.json();
  }

  private static String events(Path run, long from) {
    List<String> events = new ArrayList<>();
    long[] chars = new long[1];
    try (Journal journal = SqliteJournal.openReadOnly(run.resolve("journal.db"))) {
      journal.read(
          from,
          entry -> {
            String json = EventCodec.json(entry.event());
            chars[0] += json.length();
            if (events.size() < PAGE && chars[0] <= Tools.ANSWER_CHARS_MAX) {
              events.add(
                  "{\"number\":%d,\"type\":\"%s\",\"hash\":\"%s\",\"event\":%s}"
                      .formatted(
                          entry.number(), EventCodec.type(entry.event()), entry.hash(), json));
            }
          });
      return "{\"of\":%d,\"next\":%d,\"events\":[%s]}"
          .formatted(journal.size(), from + events.size(), String.join(",", events));
    } catch (JournalException e) {
      throw new Wrong(
          "cannot read the journal: " + JsonMapper.shared().writeValueAsString(e.getMessage()));
    }
  }
}
