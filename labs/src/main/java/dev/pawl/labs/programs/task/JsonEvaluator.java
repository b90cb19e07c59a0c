package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.jail.Artifact;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Ending;
import dev.pawl.jail.Job;
import dev.pawl.jail.Ran;
import dev.pawl.jail.Restrictions;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.Evaluator;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An evaluator that is a program: it reads one question, a line of JSON, and answers with one line
/// of JSON. Each question is put to a process of its own, in a jail of its own, so no answer
/// depends on the one before.
///
/// @param files its own, never the candidate's
/// @param readable further paths that it may read
/// @param sees what it is told beyond the cases and what came back
record JsonEvaluator(
    Workshop workshop,
    List<String> command,
    SortedMap<String, Bytes> files,
    List<Path> readable,
    Restrictions restrictions,
    Set<Sight> sees)
    implements Evaluator {

  /// What an evaluator may want to see.
  enum Sight {
    /// The candidate's files.
    FILES,
    /// How long each run took; what is scored by that is not the same twice.
    TIME
  }

  @Override
  public List<Case> cases(Trial trial) {
    Map<String, Object> question = question("cases", trial);
    return Answers.cases(ask(question));
  }

  @Override
  public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
    Map<String, Object> question = question("judge", trial);
    question.put("cases", cases.stream().map(JsonEvaluator::json).toList());
    question.put("runs", runs.stream().map(this::json).toList());
    if (sees.contains(Sight.FILES) || runs.isEmpty()) {
      question.put("files", candidate.files());
    }
    return Answers.verdict(ask(question));
  }

  @Override
  public void close() {
    workshop.close();
  }

  private static Map<String, Object> question(String ask, Trial trial) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("ask", ask);
    question.put("stage", trial.stage());
    question.put("split", trial.split().word());
    question.put("trial", trial.number());
    question.put("seed", trial.seed());
    return question;
  }

  private JsonNode ask(Map<String, Object> question) {
    String line = JsonMapper.shared().writeValueAsString(question) + "\n";
    Ran ran =
        workshop.ask(
            new Job(files, command, new TreeMap<>(), Bytes.of(line), readable, restrictions));
    String asked = "asked for '%s', the evaluator".formatted(question.get("ask"));
    if (!(ran.ending() instanceof Ending.Exited(int code) && code == 0)) {
      throw new EvaluatorException(
          "%s %s%s"
              .formatted(
                  asked,
                  said(ran.ending()),
                  ran.stderr().size() == 0 ? "" : ": " + Program.quote(ran)));
    }
    return Answers.line(ran.stdout(), asked);
  }

  static String said(Ending ending) {
    return switch (ending) {
      case Ending.Exited(int code) -> "ended with exit code " + code;
      case Ending.TimedOut(long millis) ->
          "did not answer within %d ms (evaluator.limits.wall)".formatted(millis);
      case Ending.OverLimit(String limit) -> "was killed: " + limit;
      case Ending.Refused(String reason) -> "was not run: " + reason;
      case Ending.TriedToEscape(String how) -> "reached for what it may not: " + how;
    };
  }

  private static Map<String, Object> json(Case what) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", what.name());
    json.put("args", what.arguments());
    json.put("stdin", what.input());
    json.put("files", what.files());
    json.put(
        "hidden", what.hidden().isEmpty() ? null : JsonMapper.shared().readTree(what.hidden()));
    return json;
  }

  private Map<String, Object> json(Ran ran) {
    Map<String, Object> json = new LinkedHashMap<>();
    switch (ran.ending()) {
      case Ending.Exited(int code) -> {
        json.put("ending", "exited");
        json.put("code", code);
      }
      case Ending.TimedOut _ -> json.put("ending", "timed out");
      case Ending.OverLimit(String limit) -> {
        json.put("ending", "over limit");
        json.put("limit", limit);
      }
      case Ending.Refused(String reason) -> {
        json.put("ending", "refused");
        json.put("limit", reason);
      }
      case Ending.TriedToEscape(String how) -> {
        json.put("ending", "refused");
        json.put("limit", how);
      }
    }
    json.put("stdout", ran.stdout().text());
    json.put("stderr", ran.stderr().text());
    Map<String, String> left = new TreeMap<>();
    for (Artifact artifact : ran.artifacts()) {
      left.put(artifact.path(), artifact.bytes().text());
    }
    json.put("files", left);
    if (sees.contains(Sight.TIME)) {
      json.put("wallMillis", ran.use().wallMillis());
      json.put("cpuMillis", ran.use().cpuMillis());
    }
    return json;
  }
}
