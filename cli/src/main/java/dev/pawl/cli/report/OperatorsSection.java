package dev.pawl.cli.report;

import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Frame;
import dev.pawl.cli.report.Chart.Heat;
import dev.pawl.cli.report.Chart.Scale;
import dev.pawl.cli.report.Stats.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Who proposed, how often, and with what success.
final class OperatorsSection {

  private static final int NAME_MAX = 60;

  private OperatorsSection() {}

  static Section of(String id, Run run, Charts charts) {
    List<Operator> operators = run.operators();
    long[] perBin = perBin(operators);
    double widest =
        operators.stream()
            .filter(o -> !isSeed(o))
            .mapToDouble(o -> Math.min(1, 1.3 * Math.max(rate(o), 0.02)))
            .max()
            .orElse(1);
    double busiest =
        operators.stream()
            .flatMap(o -> shares(o, perBin).stream())
            .mapToDouble(s -> s)
            .max()
            .orElse(1);
    List<Html> rows = new ArrayList<>();
    operators.stream()
        .sorted(
            Comparator.comparing(OperatorsSection::isSeed)
                .thenComparing(Comparator.comparingDouble(OperatorsSection::rate).reversed())
                .thenComparing(Operator::name))
        .forEach(o -> rows.add(row(o, run.tickets(), widest, shares(o, perBin), busiest)));
    Html table =
        Html.of(
            """
            <div class="scroll"><table class="dense">
            <thead><tr><th scope="col">proposer</th><th scope="col" class="n">tickets</th><th scope="col" class="n">share</th>
            <th scope="col">share over time</th><th scope="col" class="n">declined</th><th scope="col" class="n">refused</th>
            <th scope="col" class="n">eliminated</th><th scope="col" class="n">finished</th>
            <th scope="col" class="n">admitted</th><th scope="col" class="n">success</th>
            <th scope="col">95 % interval, 0 to {}</th></tr></thead><tbody>{}</tbody></table></div>
            """,
            Say.percent(widest), rows);
    return new Section(
        id,
        "Operators",
        Html.of(
            "Success is the share of an operator’s tickets whose candidate the archive kept, with Wilson’s 95 % interval. "
                + "It is a property of the operator <em>and</em> of when it was used: late tickets are harder."),
        Html.of("{}<div class=\"charts\">{}</div>", table, heat(run, perBin, charts)));
  }

  private static Html row(
      Operator o, long tickets, double widest, List<Double> shares, double busiest) {
    Range range = Stats.wilson(o.admitted(), o.tickets());
    return Html.of(
        """
        <tr><th scope="row">{}</th><td class="n">{}</td><td class="n">{}</td><td>{}</td><td class="n">{}</td>
        <td class="n">{}</td><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td>
        <td>{} <small>{} – {}</small></td></tr>
        """,
        Say.brief(o.name(), NAME_MAX),
        Say.count(o.tickets()),
        Say.percent((double) o.tickets() / Math.max(1, tickets)),
        Svg.line(shares, busiest),
        Say.count(o.declined()),
        Say.count(o.refused()),
        Say.count(o.eliminated()),
        Say.count(o.finished()),
        Say.count(o.admitted()),
        Say.percent(rate(o)),
        isSeed(o) ? Html.NONE : Svg.interval(rate(o), range.low(), range.high(), widest),
        Say.fixed(100 * range.low(), 1),
        Say.percent(range.high()));
  }

  /// Whether it is no proposer but what a round starts with; nobody chose it.
  private static boolean isSeed(Operator o) {
    return o.name().equals("seed");
  }

  private static double rate(Operator o) {
    return o.tickets() == 0 ? 0 : (double) o.admitted() / o.tickets();
  }

  private static long[] perBin(List<Operator> operators) {
    int bins = operators.stream().mapToInt(o -> o.bins().size()).max().orElse(0);
    long[] perBin = new long[bins];
    for (Operator o : operators) {
      for (int i = 0; i < o.bins().size(); i++) {
        perBin[i] += o.bins().get(i);
      }
    }
    return perBin;
  }

  private static List<Double> shares(Operator o, long[] perBin) {
    return IntStream.range(0, o.bins().size())
        .mapToObj(i -> perBin[i] == 0 ? 0.0 : (double) o.bins().get(i) / perBin[i])
        .toList();
  }

  private static Html heat(Run run, long[] perBin, Charts charts) {
    List<Operator> operators = run.operators().reversed().stream().filter(o -> !isSeed(o)).toList();
    if (operators.size() < 2 || perBin.length < 2) {
      return Html.NONE;
    }
    List<List<Number>> cells = new ArrayList<>();
    List<String> tips = new ArrayList<>();
    double most = 0;
    for (int y = 0; y < operators.size(); y++) {
      List<Double> shares = shares(operators.get(y), perBin);
      for (int x = 0; x < shares.size(); x++) {
        cells.add(List.of(x, y, Say.compact(Math.rint(shares.get(x) * 10_000) / 10_000)));
        tips.add(
            "%s of %s"
                .formatted(
                    Say.count(operators.get(y).bins().get(x)), Say.count(perBin[x], "ticket")));
        most = Math.max(most, shares.get(x));
      }
    }
    List<String> names = operators.stream().map(o -> Say.brief(o.name(), NAME_MAX)).toList();
    List<String> starts =
        IntStream.range(0, perBin.length)
            .mapToObj(i -> Say.count(1 + i * run.binTickets()))
            .toList();
    return charts.figure(
        operators.size() > 14 ? "wide tall" : "wide",
        Html.of(
            "<b>Share of tickets over the run</b>, in stretches of {}.",
            Say.count(run.binTickets(), "ticket")),
        "Heat map of the share of tickets of each proposer over the run",
        Heat.of(
            Axis.names("first ticket of the stretch", starts),
            Axis.names("", names),
            Scale.of("share of tickets", "percent", 0, Math.max(most, 1e-9)),
            false,
            List.of(new Frame("", cells, tips))));
  }
}
