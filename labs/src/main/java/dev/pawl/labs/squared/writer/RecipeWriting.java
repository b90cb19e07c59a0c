package dev.pawl.labs.squared.writer;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.labs.programs.writer.Fence;
import dev.pawl.labs.programs.writer.Prompts;
import dev.pawl.labs.programs.writer.RemoteModels;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.labs.squared.recipe.RecipeError;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import dev.pawl.labs.squared.recipe.RecipeWriter;
import dev.pawl.labs.squared.writer.Talks.Told;
import dev.pawl.labs.squared.writer.Talks.View;
import dev.pawl.llm.Exchange;
import dev.pawl.llm.ModelSpec;
import dev.pawl.llm.Outcome.Answered;
import dev.pawl.llm.Outcome.Failed;
import dev.pawl.llm.Request;
import dev.pawl.llm.Request.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A remote model as a proposer. The talk is built anew for each ticket from what was known when it
/// was issued: the best recipes, then each recipe that the model wrote before and what became of
/// it. A pure function of its arguments given a broker that has the answers on its cassette.
public final class RecipeWriting implements Proposer {

  /// Its name, and the beginning of its name where there are several.
  public static final String NAME = "llm";

  /// The most bytes of a first prompt, about: every recipe in it is bounded.
  public static final long PROMPT_BYTES_MAX = 40_000;

  private static final Map<String, Set<String>> PLACES =
      Map.of(
          "system", Set.of("sections"),
          "first", Set.of("task", "archive", "parent"),
          "scored", Set.of("thought", "outcome"),
          "again", Set.of("error"));

  private static final int RECIPE_CHARS_MAX = 3_000;
  private static final int OUTCOME_CHARS_MAX = 500;
  private static final int ANSWER_CHARS_MAX = 8_000;
  private static final int ERROR_CHARS_MAX = 2_000;

  private final Setting setting;
  private final ModelSpec model;
  private final String name;
  private final View view;

  /// What all writers of a run share.
  ///
  /// @param task what recipes are scored by, in words
  /// @param base whose other sections all recipes have
  record Setting(RemoteModels models, Prompts prompts, String task, Scope scope, Recipe base) {}

  private RecipeWriting(Setting setting, ModelSpec model, String name, View view) {
    this.setting = setting;
    this.model = model;
    this.name = name;
    this.view = view;
  }

  /// A proposer for each model.
  ///
  /// @param task what recipes are scored by, in words
  /// @param base whose other sections all recipes have
  public static List<Proposer> all(RemoteModels models, String task, Scope scope, Recipe base) {
    Prompts prompts = Prompts.shipped(RecipeWriting.class, PLACES);
    Setting setting = new Setting(models, prompts, task, scope, base);
    View nothing = new View(List.of(), List.of(), Set.of());
    List<Proposer> all = new ArrayList<>();
    for (ModelSpec model : models.models()) {
      String name = models.models().size() == 1 ? NAME : "%s %s".formatted(NAME, model.label());
      all.add(new RecipeWriting(setting, model, name, nothing));
    }
    return all;
  }

  /// The same, that knows what `talks` say now.
  public RecipeWriting knowing(Talks talks) {
    return new RecipeWriting(setting, model, name, talks.view(name));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int parents() {
    return 1;
  }

  @Override
  public Proposal propose(List<Elite> parents, Draw draw) {
    Request request = question(parents.getFirst(), draw);
    String error = "";
    for (int attempt = 1; attempt <= setting.models.attempts(); attempt++) {
      Exchange exchange = setting.models.broker().ask(request);
      switch (exchange.outcome()) {
        case Failed(var kind, var detail) -> {
          return new Proposal.Declined(line("%s: %s".formatted(kind, detail)));
        }
        case Answered(var text, var _, var _) -> {
          switch (read(text, parents.getFirst())) {
            case Usable(var recipe, var note) -> {
              return new Proposal.Wrote(candidate(recipe, note));
            }
            case Useless(var why) -> {
              error = why;
              request =
                  request.then(
                      Fence.bounded(text, ANSWER_CHARS_MAX),
                      setting.prompts.fill(
                          "again", Map.of("error", Fence.around("errors", why, ERROR_CHARS_MAX))),
                      draw.purpose("attempt " + attempt).nextLong());
            }
          }
        }
      }
    }
    return new Proposal.Declined(
        line(
            "no usable recipe in %d attempts; the last: %s"
                .formatted(setting.models.attempts(), error)));
  }

  private Request question(Elite parent, Draw draw) {
    List<Turn> turns = new ArrayList<>();
    turns.add(
        new Turn(
            setting.prompts.fill(
                "first",
                Map.of(
                    "task", setting.task,
                    "archive",
                        view.best().stream()
                            .map(RecipeWriting::shown)
                            .collect(Collectors.joining()),
                    "parent",
                        shown(
                            new Told(
                                parent.candidate(),
                                parent.score().value(),
                                "Score %s: %s."
                                    .formatted(
                                        parent.score().value(), parent.score().feedback())))))));
    for (Told each : view.own()) {
      turns.add(new Turn("```recipe\n%s```".formatted(text(each))));
      turns.add(
          new Turn(
              setting.prompts.fill(
                  "scored",
                  Map.of(
                      "thought", thought(each),
                      "outcome", Fence.around("outcome", each.outcome(), OUTCOME_CHARS_MAX)))));
    }
    String system = setting.prompts.fill("system", Map.of("sections", sections(setting.scope)));
    return new Request(model.identity(), system, turns, draw.purpose("sample").nextLong());
  }

  /// The recipe with what its author said of it, which the journal keeps with it.
  private static Candidate candidate(Recipe recipe, String note) {
    Candidate plain = recipe.candidate();
    return note.isEmpty()
        ? plain
        : Candidate.of(Map.of(RecipeWriter.FILE, plain.text(), RecipeWriter.THOUGHT, note));
  }

  /// What the model said of its recipe, as data.
  private static String thought(Told told) {
    return told.thought().isEmpty()
        ? ""
        : "What you said of it:\n"
            + Fence.around("thought", told.thought(), RecipeWriter.THOUGHT_CHARS_MAX)
            + "\n\n";
  }

  private static String shown(Told told) {
    return Fence.around("recipe", text(told), RECIPE_CHARS_MAX)
        + "\n"
        + Fence.bounded(told.outcome(), OUTCOME_CHARS_MAX)
        + "\n\n";
  }

  private static String text(Told told) {
    return Fence.bounded(
        told.candidate().files().getOrDefault(RecipeWriter.FILE, ""), RECIPE_CHARS_MAX);
  }

  private static String sections(Scope scope) {
    return switch (scope) {
      case ALL -> "all";
      case ARCHITECTURE -> "model";
      case DATA -> "data";
      case OBJECTIVE -> "objective";
      case OPTIMISER -> "blocks, rest, schedule";
    };
  }

  private sealed interface Read {}

  /// @param note what the model said of it
  private record Usable(Recipe recipe, String note) implements Read {}

  /// @param error for the model
  private record Useless(String error) implements Read {}

  private Read read(String text, Elite parent) {
    return RecipeAnswer.of(text)
        .<Read>map(answer ->
            switch (RecipeReader.read(answer.text())) {
              case Reading.Unreadable(var errors) ->
                  new Useless(
                      errors.stream().map(RecipeError::toString).collect(Collectors.joining("\n")));
              case Reading.Read(var recipe) -> fresh(recipe, answer.note(), parent);
            })
        .orElseGet(
            () -> new Useless("There is no recipe in it: put the whole recipe between ``` marks."));
  }

  private Read fresh(Recipe written, String note, Elite parent) {
    Recipe recipe = setting.scope.within(setting.base, written);
    if (!(RecipeReader.read(recipe.candidate()) instanceof Reading.Read(var read))) {
      return new Useless("In the sections that may change it is no recipe.");
    }
    boolean known =
        view.known().contains(read.candidate().id())
            || read.candidate().equals(Talks.plain(parent.candidate()));
    return known
        ? new Useless("This recipe has been tried before. Write a different one.")
        : new Usable(read, note);
  }

  private static String line(String reason) {
    return Fence.bounded(reason.replaceAll("\\s+", " ").strip(), 300).replace('\n', ' ');
  }
}
