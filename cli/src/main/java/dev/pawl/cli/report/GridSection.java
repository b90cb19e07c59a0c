package dev.pawl.cli.report;

import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Frame;
import dev.pawl.cli.report.Chart.Heat;
import dev.pawl.cli.report.Chart.Scale;
import dev.pawl.cli.report.Round.Cell;
import dev.pawl.cli.report.Words.AxisWords;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The MAP-Elites grid: who lives where, and how hard each cell was fought for.
final class GridSection {

  private static final int CELLS_MAX = 6_000;
  private static final int PRINTED_MAX = 150;

  private GridSection() {}

  /// Whether the run has a grid.
  static boolean applies(Run run) {
    return run.rounds().stream().anyMatch(round -> !round.cells().isEmpty());
  }

  static Section of(String id, Run run, Charts charts) {
    Words words = Words.of(run.lab());
    List<Round> rounds = shown(run);
    Round last = rounds.getLast();
    int width =
        1 + rounds.stream().flatMap(r -> r.cells().stream()).mapToInt(Cell::x).max().orElse(0);
    int height =
        1 + rounds.stream().flatMap(r -> r.cells().stream()).mapToInt(Cell::y).max().orElse(0);
    Axis x = axis(words.axis(0), width);
    Axis y = axis(words.axis(1), height);
    boolean printed = width * height <= PRINTED_MAX;
    List<Html> figures = new ArrayList<>();
    figures.add(
        charts.figure(
            "square",
            Html.of("<b>Value of each cell’s elite.</b> {}", leaf(rounds, last)),
            "Grid of elites coloured by value",
            Heat.of(
                x,
                y,
                scale(words.value(), rounds, Cell::value),
                printed,
                frames(rounds, Cell::value))));
    figures.add(
        charts.figure(
            "square",
            Html.of(
                "<b>Admissions to each cell</b> during the round: how often its elite was replaced, and the first."),
            "Grid coloured by the number of admissions",
            Heat.of(
                x,
                y,
                scale("admissions", rounds, Cell::admissions),
                printed,
                frames(rounds, Cell::admissions))));
    return new Section(
        id,
        "The grid",
        Html.of(
            "Round {} {} with {}. An empty place is a behaviour that no candidate showed.",
            last.number(),
            last.champion().isPresent() ? "ended" : "stands",
            Say.count(last.cells().size(), "elite")),
        Html.of("<div class=\"charts\">{}</div>", figures));
  }

  private static String leaf(List<Round> rounds, Round last) {
    return rounds.size() == 1
        ? "Round %d.".formatted(last.number())
        : "Leaf through the rounds; values of different rounds are not comparable.";
  }

  /// The last rounds that have a grid, as many as a page can hold.
  private static List<Round> shown(Run run) {
    List<Round> shown = new ArrayList<>();
    int cells = 0;
    for (Round round : run.rounds().reversed()) {
      cells += round.cells().size();
      if (!shown.isEmpty() && cells > CELLS_MAX) {
        break;
      }
      if (!round.cells().isEmpty()) {
        shown.addFirst(round);
      }
    }
    return shown;
  }

  private static Axis axis(AxisWords words, int used) {
    int cells = words.edges().isEmpty() ? used : Math.max(used, words.edges().size() + 1);
    return Axis.names(words.name(), IntStream.range(0, cells).mapToObj(words::cell).toList());
  }

  private static Scale scale(String name, List<Round> rounds, ToDoubleFunction<Cell> number) {
    double[] all =
        rounds.stream().flatMap(r -> r.cells().stream()).mapToDouble(number).sorted().toArray();
    double low = Math.min(0, all[0]);
    return Scale.of(name, "number", low, Math.max(all[all.length - 1], low + 1e-9));
  }

  private static List<Frame> frames(List<Round> rounds, ToDoubleFunction<Cell> number) {
    List<Frame> frames = new ArrayList<>();
    for (Round round : rounds) {
      List<List<Number>> cells = new ArrayList<>();
      List<String> tips = new ArrayList<>();
      for (Cell cell : round.cells()) {
        cells.add(List.of(cell.x(), cell.y(), Say.compact(number.applyAsDouble(cell))));
        tips.add(
            "value %s\n%s\nelite %s of ticket %s\ntraits %s"
                .formatted(
                    Say.value(cell.value()),
                    Say.count(cell.admissions(), "admission"),
                    cell.candidate().brief(),
                    Say.count(cell.ticket()),
                    String.join(", ", cell.traits().stream().limit(6).map(Say::value).toList())));
      }
      frames.add(new Frame("round " + round.number(), cells, tips));
    }
    return frames;
  }
}
