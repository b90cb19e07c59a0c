package dev.pawl.labs.programs.writer;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Outcome;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.engine.Improver.Trial;
import dev.pawl.engine.Improver.Watch;
import dev.pawl.llm.ModelSpec;
import dev.pawl.llm.Outcome.Answered;
import dev.pawl.llm.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Has a model look back on a round, in three steps: a summary of each of a few programs; what
/// these add to the insights so far; advice made of the insights. Then, if wanted, a new system
/// prompt in the light of how the present ones did.
///
/// @param model who is asked
/// @param evolvesSystems whether system prompts are written too
record NoteTaking(Writer.Setting setting, ModelSpec model, boolean evolvesSystems, long seed) {

  private static final int BEST = 5;
  private static final int FAILED = 3;
  private static final int ADVICE_MAX = 5;

  /// What is learned from `round`; empty if nothing can be.
  ///
  /// @param rewards mean reward of each system prompt
  Optional<Lesson> learn(
      int number, List<Trial> round, Notes before, Map<String, Double> rewards, Watch watch) {
    if (round.isEmpty()) {
      return Optional.empty();
    }
    List<String> summaries = new ArrayList<>();
    for (Trial trial : worthALook(round)) {
      if (watch.isStopWanted()) {
        return Optional.empty();
      }
      watch.tell("looking back on ticket %d".formatted(trial.ticket()));
      say(
              "notes-summary",
              Map.of(
                  "program",
                  Fence.bounded(
                      setting.brief().show(trial.candidate()), Style.INSPIRATION_CHARS_MAX),
                  "outcome",
                  Fence.around("outcome", words(trial.outcome()), Style.FEEDBACK_CHARS_MAX)),
              "round %d summary %d".formatted(number, trial.ticket()))
          .ifPresent(summaries::add);
    }
    Optional<String> insights =
        summaries.isEmpty()
            ? Optional.empty()
            : say(
                "notes-merge",
                Map.of(
                    "insights",
                    Fence.around("insights", before.insights(), Notes.CHARS_MAX),
                    "summaries",
                    Fence.around("summaries", String.join("\n\n", summaries), 24_000)),
                "round %d insights".formatted(number));
    Optional<String> advice =
        insights.flatMap(text ->
            say(
                "notes-advise",
                Map.of(
                    "insights",
                    Fence.around("insights", text, Notes.CHARS_MAX),
                    "best",
                    best(round)),
                "round %d advice".formatted(number)));
    if (advice.isEmpty() || watch.isStopWanted()) {
      return Optional.empty();
    }
    Notes after = new Notes(insights.get(), items(advice.get()), systems(number, before, rewards));
    return Optional.of(lesson(round, after, rewards));
  }

  private SortedMap<String, String> systems(int number, Notes before, Map<String, Double> rewards) {
    SortedMap<String, String> systems = new TreeMap<>(before.systems());
    if (!evolvesSystems) {
      return systems;
    }
    StringBuilder present = new StringBuilder();
    rewards.forEach((name, reward) -> {
      String text = before.systems().getOrDefault(name, "");
      String shown =
          text.isEmpty()
              ? setting
                  .prompts()
                  .fill("system-" + name, Map.of("language", Question.language(setting.brief())))
              : text;
      present.append("Mean reward %s:\n".formatted(reward));
      present.append(Fence.around("prompt", shown, Notes.CHARS_MAX)).append("\n");
    });
    String place = Notes.SYSTEM_PLACES.get((number - 1) % Notes.SYSTEM_PLACES.size());
    say("notes-system", Map.of("systems", present.toString()), "round %d system".formatted(number))
        .ifPresent(text -> systems.put(place, text));
    return systems;
  }

  private Optional<String> say(String prompt, Map<String, String> values, String purpose) {
    Map<String, String> all = new TreeMap<>(values);
    all.put("task", Fence.bounded(setting.brief().task(), Brief.TASK_CHARS_MAX));
    Request request =
        Request.of(
            model.identity(),
            "",
            setting.prompts().fill(prompt, all),
            Draw.of(seed, 0, purpose).nextLong());
    return setting.broker().ask(request).outcome() instanceof Answered(var text, _, _)
        ? Optional.of(Fence.bounded(text.strip(), Notes.CHARS_MAX))
        : Optional.empty();
  }

  /// The best of a round and the last that failed.
  private static List<Trial> worthALook(List<Trial> round) {
    List<Trial> chosen = new ArrayList<>();
    round.stream()
        .filter(trial -> trial.outcome() instanceof Outcome.Finished)
        .sorted(Comparator.comparingDouble((Trial trial) -> -value(trial)))
        .limit(BEST)
        .forEach(chosen::add);
    round.reversed().stream()
        .filter(trial -> trial.outcome() instanceof Outcome.Crashed)
        .limit(FAILED)
        .forEach(chosen::add);
    return chosen;
  }

  private static double value(Trial trial) {
    return trial.outcome() instanceof Outcome.Finished(var score)
        ? score.value()
        : Double.NEGATIVE_INFINITY;
  }

  private String best(List<Trial> round) {
    return round.stream()
        .max(Comparator.comparingDouble(NoteTaking::value))
        .map(trial ->
            "Value %s:\n%s"
                .formatted(
                    value(trial),
                    Fence.bounded(
                        setting.brief().show(trial.candidate()), Style.INSPIRATION_CHARS_MAX)))
        .orElse("");
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Finished(var score) ->
          "value %s\n%s".formatted(Question.exact(score), score.feedback());
      case Outcome.Crashed(String reason) -> "it failed: " + reason;
      case Outcome.Eliminated(_, String reason) -> "it was stopped: " + reason;
      case Outcome.Refused(String reason) -> "it was refused: " + reason;
      case Outcome.OverLimit(String limit) -> "over its limit: " + limit;
      case Outcome.TimedOut(long millis) -> "not done in %d ms".formatted(millis);
      case Outcome.TriedToEscape(String how) -> "it reached for what it may not: " + how;
    };
  }

  /// The items of a list, however it is marked.
  static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.matches("\\s*(?:[-*•]|\\d{1,2}[.)])\\s+.*")) {
        items.add(line.replaceFirst("\\s*(?:[-*•]|\\d{1,2}[.)])\\s+", "").strip());
      } else if (!items.isEmpty() && !line.isBlank()) {
        items.add(items.removeLast() + " " + line.strip());
      }
    }
    List<String> some = items.isEmpty() ? List.of(text.strip()) : items;
    return some.subList(0, Math.min(ADVICE_MAX, some.size()));
  }

  /// Nothing was held out, so both losses are the same: one less the mean reward of the prompts.
  private Lesson lesson(List<Trial> round, Notes notes, Map<String, Double> rewards) {
    double mean = rewards.values().stream().mapToDouble(r -> r).average().orElse(0);
    double loss = Math.clamp(1 - mean, 0, 1);
    return new Lesson(
        notes.version(),
        "{\"recipe\":\"notes\",\"systems\":%s}".formatted(evolvesSystems),
        round.getFirst().ticket(),
        round.getLast().ticket(),
        loss,
        loss,
        Cost.NONE,
        Optional.empty());
  }
}
