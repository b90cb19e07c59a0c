package dev.pawl.cli.report;

import dev.pawl.cli.report.Run.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the report of one run, or of several that are seeds or arms of one study.
public final class Report {

  private final List<Run> runs = new ArrayList<>();
  private final List<Optional<Lineage>> lineages = new ArrayList<>();
  private final List<List<RecipeChange>> recipes = new ArrayList<>();
  private final List<SteeringFold> steerings = new ArrayList<>();
  private final Charts charts = new Charts();

  private Report(List<RunInput> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a report needs at least one run; none was given");
    }
    for (RunInput input : inputs) {
      Run run = RunFold.of(input);
      runs.add(run);
      lineages.add(Lineage.of(run, input.journal()));
      List<RecipeChange> changes = new ArrayList<>(RecipeChange.ofLessons(run));
      changes.addAll(RecipeChange.ofChampions(run, input.journal()));
      recipes.add(changes);
      steerings.add(SteeringFold.of(input.journal()));
    }
  }

  /// Writes the report of `runs` to `html`: one file that makes no request, and that appears only
  /// when it is complete. It depends on nothing but what the journals hold now.
  ///
  /// @param runs at least one
  /// @return what was found where arms were compared, a sentence each
  public static List<String> write(List<RunInput> runs, Path html) {
    Report report = new Report(runs);
    write(report.page(), html);
    List<Arm> arms = Arm.of(report.runs);
    List<String> findings = new ArrayList<>();
    AscentSection.of(arms, report.charts).ifPresent(a -> findings.addAll(a.findings()));
    findings.addAll(GateSection.findings(arms));
    findings.addAll(RecipesSection.findings(arms));
    return findings;
  }

  /// Writes `page` to `html`, which appears only when it is complete.
  static void write(String page, Path html) {
    try {
      WholeFile.write(html, page.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report to " + html, e);
    }
  }

  private String page() {
    List<Arm> arms = Arm.of(runs);
    Html headline = Headline.of(runs, arms);
    List<Section> top = runs.size() == 1 ? ofOne(arms) : ofSeveral(arms);
    List<Html> bodies = new ArrayList<>();
    top.forEach(section -> bodies.add(section.html(2)));
    for (int i = 0; i < runs.size() && runs.size() > 1; i++) {
      bodies.add(folded(i));
    }
    return Page.of(Headline.title(runs), headline, top, Html.all(bodies), charts);
  }

  private List<Section> ofOne(List<Arm> arms) {
    List<Section> sections = new ArrayList<>();
    if (!runs.getFirst().rounds().isEmpty()) {
      sections.add(FitnessSection.of("fitness", runs.getFirst(), charts));
      GateSection.of("gate", runs.getFirst(), charts).ifPresent(sections::add);
      recipes(0, "").ifPresent(sections::add);
      sections.addAll(generality(arms));
      sections.addAll(behaviour(0, ""));
      sections.addAll(convergence(arms));
      sections.addAll(rest(0, ""));
    }
    return sections;
  }

  private List<Section> ofSeveral(List<Arm> arms) {
    List<Section> sections = new ArrayList<>();
    AscentSection.of(arms, charts).ifPresent(ascent -> sections.add(ascent.section("ascent")));
    Html gate = GateSection.byArm(arms);
    if (!gate.markup().isEmpty()) {
      sections.add(
          new Section(
              "gate",
              "Promotions",
              Html.of(
                  "What was put before the gate, and what it said: each run has hold-outs of its own."),
              gate));
    }
    ChampionsSection.of("champions", arms, charts).ifPresent(sections::add);
    sections.addAll(generality(arms));
    sections.addAll(convergence(arms));
    Html cycles = DuelsSection.table(arms);
    if (!cycles.markup().isEmpty()) {
      sections.add(
          new Section(
              "cycles",
              "Cycles",
              Html.of(
                  "Triples of a run’s champions in which a beats b, b beats c, and c beats a: the fewer, the more the race is"
                      + " progress and not a circle."),
              cycles));
    }
    return sections;
  }

  private Html folded(int index) {
    Run run = runs.get(index);
    String prefix = "run%d-".formatted(index + 1);
    List<Html> sections = new ArrayList<>();
    if (!run.rounds().isEmpty()) {
      sections.add(FitnessSection.of(prefix + "fitness", run, charts).html(3));
      GateSection.of(prefix + "gate", run, charts).ifPresent(s -> sections.add(s.html(3)));
      recipes(index, prefix).ifPresent(s -> sections.add(s.html(3)));
      behaviour(index, prefix).forEach(section -> sections.add(section.html(3)));
      rest(index, prefix).forEach(section -> sections.add(section.html(3)));
    }
    return Html.of(
        """
        <details class="run" id="run{}"><summary><h2>Run {}</h2> <small>{}</small></summary>{}</details>
        """,
        index + 1,
        run.name(),
        Headline.state(run),
        sections);
  }

  private Optional<Section> recipes(int index, String prefix) {
    return RecipesSection.of(prefix + "recipes", runs.get(index), recipes.get(index), charts);
  }

  private List<Section> generality(List<Arm> arms) {
    List<Section> sections = new ArrayList<>();
    for (Measure measure : Measures.of(runs)) {
      String id = "measure" + (sections.size() + 1);
      sections.add(GeneralitySection.of(id, arms, measure, charts));
    }
    return sections;
  }

  private List<Section> convergence(List<Arm> arms) {
    List<Section> sections = new ArrayList<>();
    for (Measure measure : Measures.of(runs)) {
      if (runs.stream().anyMatch(run -> Phenotype.change(run, measure).size() > 1)) {
        String id = "convergence" + (sections.size() + 1);
        sections.add(PhenotypeSection.convergence(id, arms, measure, charts));
      }
    }
    return sections;
  }

  private List<Section> behaviour(int index, String prefix) {
    Run run = runs.get(index);
    List<Section> sections = new ArrayList<>();
    if (GridSection.applies(run)) {
      sections.add(GridSection.of(prefix + "grid", run, charts));
    }
    for (Measure measure : Measures.of(run)) {
      if (Phenotype.applies(run, measure)) {
        String id = prefix + "phenotype" + (sections.size() + 1);
        sections.add(PhenotypeSection.map(id, run, measure, charts));
      }
    }
    return sections;
  }

  private List<Section> rest(int index, String prefix) {
    Run run = runs.get(index);
    List<Section> sections = new ArrayList<>();
    Duels.of(run)
        .ifPresent(duels -> sections.add(DuelsSection.matrix(prefix + "duels", duels, charts)));
    SteeringSection.of(prefix + "steered", steerings.get(index)).ifPresent(sections::add);
    TaskSection.of(prefix + "task", run).ifPresent(sections::add);
    sections.add(OperatorsSection.of(prefix + "operators", run, charts));
    sections.add(OutcomesSection.of(prefix + "outcomes", run, charts));
    lineages
        .get(index)
        .ifPresent(lineage -> sections.add(LineageSection.of(prefix + "champion", run, lineage)));
    return sections;
  }
}
