package dev.pawl.cli.report;

import dev.pawl.cli.report.Run.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the report of one run, or of several that are seeds or arms of one study.
public final class Report {

  private final List<Run> runs = new ArrayList<>();
  private final List<Optional<Lineage>> lineages = new ArrayList<>();
  private final Charts charts = new Charts();

  private Report(List<RunInput> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("a report needs at least one run; none was given");
    }
    for (RunInput input : inputs) {
      Run run = RunFold.of(input);
      runs.add(run);
      lineages.add(Lineage.of(run, input.journal()));
    }
  }

  /// Writes the report of `runs` to `html`: one file that makes no request, and that appears only when it is complete. It
  /// depends on nothing but what the journals hold now.
  ///
  /// @param runs at least one
  public static void write(List<RunInput> runs, Path html) {
    String page = new Report(runs).page();
    Path whole = html.toAbsolutePath();
    try {
      Path part = Files.createTempFile(whole.getParent(), whole.getFileName().toString(), ".part");
      try {
        Files.writeString(part, page, StandardCharsets.UTF_8);
        move(part, whole);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report to " + html, e);
    }
  }

  private static void move(Path part, Path whole) throws IOException {
    try {
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String page() {
    List<Arm> arms = Arm.of(runs);
    Html headline = Headline.of(runs, arms);
    List<Section> top = new ArrayList<>();
    List<Html> bodies = new ArrayList<>();
    List<Section> study = study(arms);
    if (runs.size() == 1) {
      List<Section> own = ofRun(0, "");
      // Fitness comes first, then what it is worth, then the rest of the run.
      int fitness = Math.min(1, own.size());
      top.addAll(own.subList(0, fitness));
      top.addAll(study);
      top.addAll(own.subList(fitness, own.size()));
      top.forEach(section -> bodies.add(section.html(2)));
    } else {
      top.addAll(study);
      top.forEach(section -> bodies.add(section.html(2)));
      for (int i = 0; i < runs.size(); i++) {
        bodies.add(folded(i));
      }
    }
    return Page.of(Headline.title(runs), headline, top, Html.all(bodies), charts);
  }

  private Html folded(int index) {
    List<Html> sections = new ArrayList<>();
    ofRun(index, "run%d-".formatted(index + 1)).forEach(section -> sections.add(section.html(3)));
    Run run = runs.get(index);
    return Html.of(
        """
        <details class="run" id="run{}"><summary><h2>Run {}</h2> <small>{}</small></summary>{}</details>
        """,
        index + 1,
        run.name(),
        Headline.state(run),
        sections);
  }

  /// What all runs show together.
  private List<Section> study(List<Arm> arms) {
    List<Section> sections = new ArrayList<>();
    if (runs.size() > 1) {
      ChampionsSection.of("champions", arms, charts).ifPresent(sections::add);
    }
    int number = 0;
    for (Measure measure : Measures.of(runs)) {
      number++;
      sections.add(GeneralitySection.of("measure" + number, arms, measure, charts));
    }
    number = 0;
    for (Measure measure : Measures.of(runs)) {
      number++;
      if (runs.stream().anyMatch(run -> Phenotype.change(run, measure).size() > 1)) {
        sections.add(
            PhenotypeSection.convergence("convergence" + number, arms, measure, charts));
      }
    }
    Html cycles = DuelsSection.table(arms);
    if (runs.size() > 1 && !cycles.markup().isEmpty()) {
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

  /// What one run shows.
  private List<Section> ofRun(int index, String prefix) {
    Run run = runs.get(index);
    List<Section> sections = new ArrayList<>();
    if (run.rounds().isEmpty()) {
      return sections;
    }
    sections.add(FitnessSection.of(prefix + "fitness", run, charts));
    if (GridSection.applies(run)) {
      sections.add(GridSection.of(prefix + "grid", run, charts));
    }
    int number = 0;
    for (Measure measure : Measures.of(run)) {
      number++;
      if (Phenotype.applies(run, measure)) {
        sections.add(PhenotypeSection.map(prefix + "phenotype" + number, run, measure, charts));
      }
    }
    Duels.of(run)
        .ifPresent(duels -> sections.add(DuelsSection.matrix(prefix + "duels", duels, charts)));
    sections.add(OperatorsSection.of(prefix + "operators", run, charts));
    sections.add(OutcomesSection.of(prefix + "outcomes", run, charts));
    lineages
        .get(index)
        .ifPresent(
            lineage -> sections.add(LineageSection.of(prefix + "champion", run, lineage)));
    return sections;
  }
}
