package dev.pawl.cli.report;

import dev.pawl.cli.report.Run.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The page of a comparison: variants of a study, or several studies of one problem, at equal
/// spending.
public final class CompareReport {

  /// Runs whose spending differs by more than this factor did not end alike.
  private static final double UNEQUAL = 1.25;

  private final List<Variant> variants;
  private final Scale scale;
  private final OptionalDouble target;
  private final List<Yardstick> yardsticks;

  private CompareReport(List<Variant> variants, Scale scale, OptionalDouble target) {
    this.variants = variants;
    this.scale = greatest(scale) > 0 ? scale : Scale.EVALUATIONS;
    this.target = target;
    this.yardsticks = yardsticks(variants);
  }

  /// A run of a comparison.
  ///
  /// @param variant that it is a run of
  /// @param cassette of its remote models; may be missing
  public record Entrant(String variant, long seed, RunInput run, Path cassette) {}

  /// Writes the page to `html`: one file that makes no request, and that appears only when it is
  /// complete.
  ///
  /// @param entrants at least one; the others are compared with the variant of the first
  /// @param scale in what the spending of the runs is made equal; evaluations where no run spent
  ///   anything on it
  /// @param target a value whose cost is of interest
  /// @return what was found, a sentence each
  public static List<String> write(
      List<Entrant> entrants, Scale scale, OptionalDouble target, Path html) {
    Map<String, List<Trace>> traces = new LinkedHashMap<>();
    for (Entrant entrant : entrants) {
      traces
          .computeIfAbsent(entrant.variant(), _ -> new ArrayList<>())
          .add(Trace.of(entrant.seed(), entrant.run().journal(), Bill.of(entrant.cassette())));
    }
    List<Variant> variants = new ArrayList<>();
    traces.forEach((name, runs) -> variants.add(new Variant(name, runs)));
    CompareReport report = new CompareReport(variants, scale, target);
    Report.write(report.page(), html);
    return report.findings();
  }

  /// The best value only where there is one round: opponents and tasks change with it.
  private static List<Yardstick> yardsticks(List<Variant> variants) {
    boolean oneRound = runs(variants).allMatch(run -> run.rounds() <= 1);
    Stream<Yardstick> best = oneRound ? Stream.of(new Yardstick.Best()) : Stream.of();
    Stream<Measure> measured =
        runs(variants)
            .flatMap(run -> run.steps().keySet().stream())
            .flatMap(each ->
                each instanceof Yardstick.Measured(var measure) ? Stream.of(measure) : Stream.of())
            .distinct()
            .sorted();
    return Stream.concat(best, measured.<Yardstick>map(Yardstick.Measured::new)).toList();
  }

  private static Stream<Trace> runs(List<Variant> variants) {
    return variants.stream().flatMap(variant -> variant.runs().stream());
  }

  /// What the run that spent least did, of those that spent something.
  private double least(Scale in) {
    return variants.stream().mapToDouble(variant -> variant.least(in)).min().orElse(0);
  }

  /// What the run that spent most did.
  private double greatest(Scale in) {
    return runs(variants).mapToDouble(run -> in.of(run.spent())).max().orElse(0);
  }

  /// Where variants are compared. Champions are measured when a round is over, which is at other
  /// spending in each run: what they were measured at last counts.
  private double amount(Yardstick yardstick) {
    return switch (yardstick) {
      case Yardstick.Best _ -> least(scale);
      case Yardstick.Measured _ -> Double.POSITIVE_INFINITY;
    };
  }

  /// Every other variant beside the first, on everything.
  private List<Versus> comparisons() {
    List<Versus> comparisons = new ArrayList<>();
    for (Yardstick yardstick : yardsticks) {
      for (Variant variant : variants.subList(1, variants.size())) {
        comparisons.add(
            Versus.of(variant, variants.getFirst(), yardstick, scale, amount(yardstick)));
      }
    }
    return comparisons;
  }

  private List<String> findings() {
    List<String> findings = new ArrayList<>();
    if (yardsticks.isEmpty()) {
      findings.add(
          "there is nothing to compare: values of different rounds are different things, and no champion was measured");
    }
    List<Versus> comparisons = comparisons();
    comparisons.forEach(each -> findings.add(each.sentence()));
    if (comparisons.size() > 1) {
      findings.add(
          "%d comparisons were made; the intervals are of one each".formatted(comparisons.size()));
    }
    boolean measured = yardsticks.stream().anyMatch(Yardstick.Measured.class::isInstance);
    if (measured && greatest(scale) > UNEQUAL * least(scale)) {
      findings.add(
          "the runs ended at %s to %s: what champions were measured at in the end is not at equal spending"
              .formatted(Say.value(least(scale)), scale.words(greatest(scale))));
    }
    if (target.isPresent() && !yardsticks.isEmpty()) {
      variants.forEach(variant -> findings.add(reached(variant)));
    }
    return findings;
  }

  private String reached(Variant variant) {
    Yardstick yardstick = yardsticks.getFirst();
    double goal = target.orElseThrow();
    long reached = variant.reached(yardstick, goal);
    double median = variant.medianUntil(yardstick, scale, goal);
    return "%s: %d of %s reached %s, %s%s"
        .formatted(
            variant.name(),
            reached,
            Say.count(variant.runs().size(), "seed"),
            yardstick.words(goal),
            yardstick.title(),
            Double.isFinite(median) ? "; half of all within " + scale.words(median) : "");
  }

  private String page() {
    Charts charts = new Charts();
    List<Section> sections = new ArrayList<>();
    if (!yardsticks.isEmpty()) {
      sections.add(curves(charts));
      sections.add(CompareTables.differences(comparisons()));
    }
    sections.add(CompareTables.ends(variants, yardsticks));
    if (target.isPresent() && !yardsticks.isEmpty()) {
      sections.add(
          CompareTables.target(variants, yardsticks.getFirst(), target.orElseThrow(), scales()));
    }
    List<Html> words = findings().stream().map(each -> Html.of("<li>{}</li>\n", each)).toList();
    return Page.of(
        "Comparison of " + String.join(", ", variants.stream().map(Variant::name).toList()),
        Html.of("<ul>{}</ul>", words),
        sections,
        Html.all(sections.stream().map(section -> section.html(2)).toList()),
        charts,
        Html.of("Made by <code>pawl compare</code> from journals and cassettes alone."));
  }

  /// Those in which something was spent.
  private List<Scale> scales() {
    return Arrays.stream(Scale.values()).filter(s -> greatest(s) > 0).toList();
  }

  private double end(Yardstick yardstick, Scale in) {
    return yardstick instanceof Yardstick.Best ? least(in) : greatest(in);
  }

  private Section curves(Charts charts) {
    Yardstick yardstick = yardsticks.getFirst();
    List<Html> figures =
        scales().stream()
            .map(in -> CompareCurves.figure(variants, yardstick, in, end(yardstick, in), charts))
            .toList();
    return new Section(
        "curves",
        Say.capital(yardstick.title()) + " against what was spent",
        Html.of(
            "Lines are means over seeds, bands 95 % intervals (Student’s t). A line begins where every run of its variant has a"
                + " value. It ends where the run that spent least of all had stopped; for what champions were measured at,"
                + " where the last had. CPU time is that of the threads that propose and score; processes in a jail are not in"
                + " it."),
        Html.of("<div class=\"charts\">{}</div>", figures));
  }
}
