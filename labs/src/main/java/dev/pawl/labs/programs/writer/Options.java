package dev.pawl.labs.programs.writer;

import dev.pawl.llm.Allowance;
import dev.pawl.llm.ModelSpec;
import dev.pawl.llm.Prices;
import dev.pawl.study.Section;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The section `llm` of a study.
///
/// @param models who write
/// @param style how they do
/// @param choice the name of a [Rule]
/// @param memory about how many rewards it remembers
/// @param worthDollars what a reward of 1 is worth; see [Bandit]
/// @param share of the tickets for models
/// @param notes who looks back on a round; empty for nobody
/// @param cassette from which all answers come; empty if models are asked
/// @param strict whether only the same sample of a question is taken from it
public record Options(
    List<ModelSpec> models,
    List<Kind> kinds,
    Style style,
    String choice,
    double memory,
    double worthDollars,
    double share,
    Optional<ModelSpec> notes,
    boolean evolvesSystems,
    Optional<Path> cassette,
    boolean strict,
    Allowance allowance) {

  /// What a run may spend on models if nobody says: a mistake should not cost more.
  public static final double DOLLARS = 1;

  private static final List<String> SYSTEMS = List.of("default", "different", "refine");

  /// Texts from files.
  record Told(Prompts prompts, List<String> systems) {}

  /// The models that the section describes; empty if it names none, or if it has problems, which
  /// are kept in it.
  ///
  /// @param budget the section of that name, which says how much may be spent
  public static Optional<RemoteModels> read(Section llm, Section budget) {
    if (!llm.has("models")) {
      return Optional.empty();
    }
    Prices prices = prices(llm);
    List<ModelSpec> models = known(llm, prices);
    Told told = told(llm);
    Style style =
        new Style(
            llm.integer("attempts", 3, 1, 20),
            llm.decimal("similarity", 1, 0.01, 1),
            one(llm, "judge", prices),
            llm.integer("program-chars", 60_000, 100, 1_000_000));
    Options options =
        new Options(
            models,
            kinds(llm),
            style,
            llm.oneOf("choice", "gap", List.of("gap", "ucb", "thompson", "uniform")),
            llm.decimal("memory", 400, 2, 1e9),
            llm.decimal("worth-dollars", 0.1, 1e-6, 1e9),
            llm.decimal("share", 1, 0, 1),
            one(llm, "notes", prices),
            llm.flag("evolve-prompts", false),
            file(llm, "cassette"),
            llm.flag("strict", false),
            allowance(llm, budget));
    if (options.evolvesSystems() && options.notes().isEmpty()) {
      llm.problem("evolve-prompts", "needs somebody who writes them: name a model under llm.notes");
    }
    return models.isEmpty() ? Optional.empty() : Optional.of(new RemoteModels(options, told));
  }

  /// The models that the section describes, for a lab that asks them in ways of its own; empty if
  /// it names none, or if it has problems, which are kept in it.
  ///
  /// @param budget the section of that name, which says how much may be spent
  /// @param attempts how often a model may answer before its ticket is given up
  public static Optional<RemoteModels> readPlain(Section llm, Section budget, int attempts) {
    if (!llm.has("models")) {
      return Optional.empty();
    }
    List<ModelSpec> models = known(llm, prices(llm));
    Style style = new Style(llm.integer("attempts", attempts, 1, 20), 1, Optional.empty(), 1);
    Options options =
        new Options(
            models,
            List.of(Kind.REWRITE),
            style,
            "uniform",
            2,
            1,
            1,
            Optional.empty(),
            false,
            file(llm, "cassette"),
            llm.flag("strict", false),
            allowance(llm, budget));
    return models.isEmpty()
        ? Optional.empty()
        : Optional.of(new RemoteModels(options, new Told(Prompts.shipped(), List.of())));
  }

  private static List<ModelSpec> known(Section llm, Prices prices) {
    List<String> written = llm.texts("models", List.of());
    List<ModelSpec> models = models(llm, "models", written, prices);
    // What was known of the models when the run began is part of the study: prices change.
    models =
        models(
            llm,
            "known",
            llm.texts("known", models.stream().map(ModelSpec::text).toList()),
            prices);
    if (models.isEmpty()) {
      llm.problem("models", "names no model that can be used");
    }
    return models;
  }

  private static Allowance allowance(Section llm, Section budget) {
    double dollars = budget.decimal("dollars", DOLLARS, 0, 1e6);
    long nano = BigDecimal.valueOf(dollars).movePointRight(9).longValue();
    return new Allowance(
        nano,
        budget.longInteger("model-tokens", Long.MAX_VALUE, 1, Long.MAX_VALUE),
        llm.integer("in-flight", 8, 1, Allowance.IN_FLIGHT_MAX));
  }

  private static List<Kind> kinds(Section llm) {
    List<String> all = Arrays.stream(Kind.values()).map(Kind::word).toList();
    List<Kind> kinds = new ArrayList<>();
    for (String word : llm.texts("kinds", all)) {
      Arrays.stream(Kind.values())
          .filter(kind -> kind.word().equals(word))
          .findFirst()
          .ifPresentOrElse(
              kinds::add,
              () -> llm.problem("kinds", "names '%s'; there are %s".formatted(word, all)));
    }
    return kinds;
  }

  private static Told told(Section llm) {
    Prompts prompts = Prompts.shipped();
    Optional<Path> folder = file(llm, "prompts");
    if (folder.isPresent()) {
      try {
        prompts = prompts.overriddenBy(folder.get());
      } catch (IOException | IllegalArgumentException e) {
        llm.problem("prompts", "cannot be used: " + e.getMessage());
      }
    }
    List<String> systems = llm.texts("systems", SYSTEMS);
    for (String name : systems) {
      if (!prompts.systems().contains(name)) {
        llm.problem("systems", "names '%s'; there are %s".formatted(name, prompts.systems()));
      }
    }
    return new Told(prompts, systems);
  }

  private static Prices prices(Section llm) {
    Prices prices = Prices.shipped();
    Optional<Path> file = file(llm, "prices");
    if (file.isPresent()) {
      try {
        return prices.overriddenBy(file.get());
      } catch (IOException | IllegalArgumentException e) {
        llm.problem("prices", "cannot be used: " + e.getMessage());
      }
    }
    return prices;
  }

  private static List<ModelSpec> models(
      Section llm, String key, List<String> texts, Prices prices) {
    List<ModelSpec> models = new ArrayList<>();
    for (String text : texts) {
      try {
        models.add(ModelSpec.parse(text, prices));
      } catch (IllegalArgumentException e) {
        llm.problem(key, String.valueOf(e.getMessage()));
      }
    }
    return List.copyOf(models);
  }

  private static Optional<ModelSpec> one(Section llm, String key, Prices prices) {
    return llm.has(key)
        ? models(llm, key, List.of(llm.requiredText(key)), prices).stream().findFirst()
        : Optional.empty();
  }

  /// An absolute path, so that the study means the same from anywhere.
  private static Optional<Path> file(Section llm, String key) {
    List<String> paths = llm.namesOrPaths(key, List.of(), _ -> false);
    if (paths.size() > 1) {
      llm.problem(key, "is one path; found " + paths.size());
    }
    return paths.stream().findFirst().map(Path::of);
  }
}
