package dev.pawl.cli.mcp;

import dev.pawl.cli.mcp.Arguments.Wrong;
import dev.pawl.cli.mcp.Commands.Said;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/// What an agent can do. Whatever goes wrong is the answer of the tool, with a hint.
final class Tools {

  /// The most characters of an answer.
  static final int ANSWER_CHARS_MAX = 400_000;

  private static final Map<String, Object> RUN = text("the name of a run, from list_runs");
  private static final Map<String, Object> CANDIDATE =
      text("champion, the beginning of a candidate's id, or a ticket's number");

  private final Commands commands;
  private final Places places;
  private final Running running;
  private final Proposing proposing;

  Tools(Commands commands, Places places) {
    this.commands = commands;
    this.places = places;
    running = new Running(commands, places);
    proposing = new Proposing(commands, places);
  }

  List<SyncToolSpecification> all() {
    return List.of(
        tool(
            "list_studies",
            "The studies and tasks that can be run.",
            Map.of(),
            List.of(),
            _ -> json(Map.of("studies", places.list()))),
        tool(
            "check_task",
            "Tries a task's seed, jail and evaluator, and explains every mistake.",
            Map.of("task", text("a task, from list_studies")),
            List.of("task"),
            a -> say(commands.run(List.of("check", places.study(a.text("task")).toString())))),
        tool(
            "start_run",
            "Starts a run in the background; it ends at its limit of minutes, also when this server is gone.",
            properties(
                "study", text("a study or task, from list_studies"),
                "minutes", number("how long, 0.05 to 1440; default 5"),
                "seed", number("what all chance is computed from"),
                "evaluations", number("stop when so many candidates were scored"),
                "threads", number("default: all cores")),
            List.of("study"),
            running::start),
        tool(
            "resume_run",
            "Goes on with a run that was stopped or spent its budget; takes in orders that wait.",
            properties("run", RUN, "minutes", number("how long, 0.05 to 1440; default 5")),
            List.of("run"),
            running::resume),
        tool(
            "stop_run",
            "Lets a run finish what is in flight, then stops it.",
            Map.of("run", RUN),
            List.of("run"),
            a -> say(commands.run(List.of("stop", run(a))))),
        tool(
            "list_runs",
            "All runs and where they stand; the one written last first.",
            Map.of(),
            List.of(),
            _ -> say(commands.run(List.of("list", "--runs", places.runs().toString())))),
        tool(
            "run_status",
            "Where a run stands: tickets, outcomes, champion, orders; and the last lines of its log.",
            Map.of("run", RUN),
            List.of("run"),
            running::status),
        tool(
            "champion",
            "The champion with its source, score and feedback.",
            Map.of("run", RUN),
            List.of("run"),
            a -> say(commands.run(List.of("show", run(a), "champion")))),
        tool(
            "show_candidate",
            "A candidate with its source, lineage, outcome, feedback and notes.",
            properties("run", RUN, "candidate", CANDIDATE),
            List.of("run", "candidate"),
            a -> say(commands.run(List.of("show", run(a), a.candidate("candidate"))))),
        tool(
            "verify_journal",
            "Recomputes every hash of a run's journal and decides every verdict again.",
            Map.of("run", RUN),
            List.of("run"),
            a -> say(commands.run(List.of("verify", run(a))))),
        tool(
            "steer",
            "Steers a run: pin, unpin, ban, annotate, or weigh. To inject, use submit_candidate.",
            properties(
                "run", RUN,
                "order", text("pin, unpin, ban, annotate or weigh"),
                "candidate", text("what it is about; for annotate also the word run"),
                "share", number("pin: chance to be a first parent, above 0, at most 1"),
                "descendants", Map.of("type", "boolean", "description", "ban: all its line"),
                "note", text("annotate: what to remember"),
                "weights", Map.of("type", "object", "description", "weigh: by proposer, 0 to 1000"),
                "reason", text("why; the journal keeps it")),
            List.of("run", "order"),
            this::steer),
        tool(
            "ask_parent",
            "What should I improve? A candidate with source, score, feedback and notes.",
            properties(
                "run", RUN, "candidate", text("which; default: the best that is not banned")),
            List.of("run"),
            a -> say(proposing.ask(a))),
        tool(
            "submit_candidate",
            "Has a candidate of yours scored as the next ticket, under the same rules as any other.",
            properties(
                "run", RUN,
                "files",
                    Map.of(
                        "type", "object", "description", "text by path; others are the parent's"),
                "parents",
                    Map.of(
                        "type",
                        "array",
                        "items",
                        Map.of("type", "string"),
                        "description",
                        "what it was made from, from ask_parent"),
                "reason", text("what you changed, and why"),
                "wait_seconds", number("how long to wait for its score, 0 to 300; default 60")),
            List.of("run", "files"),
            a -> say(proposing.submit(a))));
  }

  private CallToolResult steer(Arguments a) {
    List<String> arguments = new ArrayList<>(List.of("steer", run(a), a.text("order")));
    switch (a.text("order")) {
      case "pin" -> {
        arguments.add(a.candidate("candidate"));
        a.number("share", 0, 1).ifPresent(share -> arguments.add("--share=" + share));
      }
      case "unpin" -> arguments.add(a.candidate("candidate"));
      case "ban" -> {
        arguments.add(a.candidate("candidate"));
        if (a.flag("descendants")) {
          arguments.add("--with-descendants");
        }
      }
      case "annotate" -> {
        String about = a.text("candidate");
        arguments.add(about.equals("run") ? about : Arguments.candidate("candidate", about));
        arguments.add(plain("note", a.text("note")));
      }
      case "weigh" -> arguments.addAll(a.weights("weights"));
      default ->
          throw new Wrong(
              "'order' must be pin, unpin, ban, annotate or weigh; to inject, use submit_candidate");
    }
    a.optional("reason").ifPresent(why -> arguments.add("--reason=" + why));
    arguments.addAll(List.of("--by=agent over MCP", "--wait=30"));
    return say(commands.run(arguments));
  }

  /// A text that no command takes for an option.
  static String plain(String name, String text) {
    if (text.startsWith("-")) {
      throw new Wrong("'%s' may not begin with a dash".formatted(name));
    }
    return text;
  }

  private String run(Arguments a) {
    return places.run(a.text("run")).toString();
  }

  static CallToolResult say(Said said) {
    return answer(said.json(), !said.isOk());
  }

  static CallToolResult json(Object value) {
    return answer(JsonMapper.shared().writeValueAsString(value), false);
  }

  private static CallToolResult answer(String json, boolean isError) {
    boolean fits = json.length() <= ANSWER_CHARS_MAX;
    String text =
        fits
            ? json.strip()
            : "the answer has %,d characters; the most is %,d: ask for less, or read it with `pawl`"
                .formatted(json.length(), ANSWER_CHARS_MAX);
    return CallToolResult.builder().addTextContent(text).isError(isError || !fits).build();
  }

  private static SyncToolSpecification tool(
      String name,
      String description,
      Map<String, Object> properties,
      List<String> required,
      Function<Arguments, CallToolResult> does) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return new SyncToolSpecification(
        Tool.builder(name, schema).description(description).build(),
        (_, request) -> {
          try {
            Map<String, Object> given = request.arguments();
            return does.apply(new Arguments(given == null ? Map.of() : given));
          } catch (Wrong e) {
            return answer(
                JsonMapper.shared()
                    .writeValueAsString(Map.of("error", String.valueOf(e.getMessage()))),
                true);
          }
        });
  }

  private static Map<String, Object> text(String description) {
    return Map.of("type", "string", "description", description);
  }

  private static Map<String, Object> number(String description) {
    return Map.of("type", "number", "description", description);
  }

  private static Map<String, Object> properties(Object... namesAndSchemas) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (int i = 0; i < namesAndSchemas.length; i += 2) {
      properties.put(String.valueOf(namesAndSchemas[i]), namesAndSchemas[i + 1]);
    }
    return properties;
  }

  /// The last characters of a file; nothing if there is none.
  static String tail(Path file, int charsMax) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      return text.substring(Math.max(0, text.length() - charsMax));
    } catch (IOException e) {
      return "";
    }
  }
}
