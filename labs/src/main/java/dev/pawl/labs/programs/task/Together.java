package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.Outcome;
import dev.pawl.jail.Artifact;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Ending;
import dev.pawl.jail.Job;
import dev.pawl.jail.Ran;
import dev.pawl.jail.Restrictions;
import dev.pawl.jail.StrictJson;
import dev.pawl.labs.programs.Trial;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The evaluator of another system's task, which imports or starts the candidate itself: both run
/// together in one jail, new for every trial. So a candidate can forge its own score, and nothing
/// else: not another candidate's, no file of this machine, no network.
///
/// @param command a script of ours that reads the candidate, calls the evaluator and leaves
///   `answer.json` in `OUT`
/// @param files the script, the modules that stand in for the other system's, and the task
record Together(
    Workshop workshop,
    Peer peer,
    List<String> command,
    SortedMap<String, Bytes> files,
    Restrictions restrictions)
    implements Assay {

  static final String ANSWER = "answer.json";

  @Override
  public Result put(Candidate candidate, Trial trial) {
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("OMP_NUM_THREADS", Integer.toString(restrictions.cores()));
    environment.put("OPENBLAS_NUM_THREADS", Integer.toString(restrictions.cores()));
    environment.put("PYTHONHASHSEED", "0");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    Ran ran =
        workshop.ask(
            new Job(
                files, command, environment, Bytes.of(candidate.text()), List.of(), restrictions));
    Optional<Artifact> answer = ran.artifact(ANSWER);
    if (answer.isEmpty()) {
      return new Result.Ended(
          ran.ending()
              .outcome()
              .filter(_ -> !(ran.ending() instanceof Ending.Exited))
              .orElseGet(() ->
                  new Outcome.Crashed(
                      "the evaluator gave no score (%s): %s"
                          .formatted(JsonEvaluator.said(ran.ending()), Program.quote(ran)))));
    }
    return switch (StrictJson.read(answer.get().bytes())) {
      case StrictJson.Parsed.Value(JsonNode root) -> peer.result(root);
      case StrictJson.Parsed.Refused(String reason) ->
          new Result.Ended(new Outcome.Crashed("the score cannot be read: " + reason));
    };
  }

  @Override
  public void close() {
    workshop.close();
  }
}
