package dev.pawl.cli.report;

import dev.pawl.cli.report.Chart.Axis;
import dev.pawl.cli.report.Chart.Mark;
import dev.pawl.cli.report.Chart.Series;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.Progress;
import dev.pawl.lm.train.Trained;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The page of one training: its losses, gradients and learning rate.
public final class TrainingReport {

  /// So many points of a curve are drawn.
  private static final int POINTS_MAX = 1000;

  /// Steps whose mean is the line.
  private static final int WINDOW_PARTS = 50;

  private TrainingReport() {}

  /// Writes the page: one file that makes no request, and that appears only when it is complete.
  ///
  /// @param facts what else there is to say about the training, by name
  public static void write(String title, Map<String, String> facts, Trained trained, Path html) {
    Charts charts = new Charts();
    List<Section> sections =
        trained.curve().isEmpty()
            ? List.of()
            : List.of(losses(trained, charts), steps(trained, charts));
    List<Html> bodies = sections.stream().map(section -> section.html(2)).toList();
    String page =
        Page.of(
            title,
            headline(facts, trained),
            sections,
            Html.all(bodies),
            charts,
            Html.of("Made by <code>pawl model train</code> from what the trainer told."));
    Report.write(page, html);
  }

  private static Html headline(Map<String, String> facts, Trained trained) {
    List<Html> figures = new ArrayList<>();
    figures.add(figure("held-out loss before", Say.value(trained.lossBefore()), "nats a token"));
    figures.add(figure("and after", Say.value(trained.lossAfter()), "nats a token"));
    if (!trained.curve().isEmpty()) {
      Progress last = trained.curve().getLast();
      figures.add(
          figure("steps", Say.count(last.step()), "of %s".formatted(Say.count(last.steps()))));
      figures.add(figure("tokens", Say.big(last.tokens()), ""));
    }
    List<Html> rows = new ArrayList<>();
    facts.forEach(
        (name, value) -> rows.add(Html.of("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value)));
    return Html.of(
        """
        <p class="state">{}</p>
        <dl class="figures">{}</dl>
        <dl class="facts">{}</dl>
        """,
        state(trained),
        figures,
        rows);
  }

  private static String state(Trained trained) {
    return switch (trained.ending()) {
      case Ending.Done _ -> "Done.";
      case Ending.Stopped _ -> "Stopped; the same command goes on.";
      case Ending.Diverged(int step, String reason) ->
          "Diverged at step %d: %s.".formatted(step, reason);
      case Ending.Crashed(String reason) -> "Crashed: %s.".formatted(reason);
    };
  }

  private static Html figure(String name, String value, String also) {
    return Html.of("<div><dt>{}</dt><dd>{}<small>{}</small></dd></div>\n", name, value, also);
  }

  private static Section losses(Trained trained, Charts charts) {
    List<Progress> curve = trained.curve();
    List<Series> series = new ArrayList<>();
    series.add(Series.of("a batch", "cloud", "faint", points(curve, Progress::loss)));
    int window = Math.max(1, curve.size() / WINDOW_PARTS);
    series.add(Series.of("mean of " + window, "line", "arm 0", means(curve, window)));
    List<Mark> held =
        List.of(
            Mark.y(trained.lossBefore(), "held out, before"),
            Mark.y(trained.lossAfter(), "held out, after"));
    Html figure =
        charts.figure(
            "wide tall",
            Html.of(
                "<b>Loss.</b> Each dot is a batch before its step; the two lines across are what was held out."),
            "Loss against tokens read",
            Chart.Xy.of(
                Axis.fromZero("tokens read"), Axis.number("loss, nats a token"), series, held));
    return new Section(
        "loss",
        "Loss",
        Html.of("What is held out is never trained on. Lower is better; one nat is 1.443 bits."),
        figure);
  }

  private static Section steps(Trained trained, Charts charts) {
    List<Progress> curve = trained.curve();
    Html rate =
        charts.figure(
            "",
            Html.of("<b>Learning rate.</b>"),
            "Learning rate against steps",
            Chart.Xy.of(
                Axis.fromZero("step"),
                Axis.fromZero("learning rate"),
                List.of(
                    Series.of(
                        "learning rate",
                        "line",
                        "arm 0",
                        points(curve, Progress::learningRate, Progress::step))),
                List.<Mark>of()));
    Html norm =
        charts.figure(
            "",
            Html.of("<b>Norm of the gradient</b>, before it was clipped."),
            "Norm of the gradient against steps",
            Chart.Xy.of(
                Axis.fromZero("step"),
                Axis.fromZero("norm"),
                List.of(
                    Series.of(
                        "norm",
                        "cloud",
                        "arm 0",
                        points(curve, Progress::gradientNorm, Progress::step))),
                List.<Mark>of()));
    return new Section(
        "steps",
        "Steps",
        Html.of("How the optimiser went."),
        Html.of("<div class=\"charts\">{}{}</div>", rate, norm));
  }

  private static List<Point> points(List<Progress> curve, ToDoubleFunction<Progress> y) {
    return points(curve, y, Progress::tokens);
  }

  private static List<Point> points(
      List<Progress> curve, ToDoubleFunction<Progress> y, ToDoubleFunction<Progress> x) {
    return Thinned.evenly(curve, POINTS_MAX).stream()
        .map(p -> new Point(x.applyAsDouble(p), y.applyAsDouble(p)))
        .toList();
  }

  private static List<Point> means(List<Progress> curve, int window) {
    List<Point> means = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < curve.size(); i++) {
      sum += curve.get(i).loss();
      if (i >= window) {
        sum -= curve.get(i - window).loss();
      }
      if (i + 1 >= window) {
        means.add(new Point(curve.get(i).tokens(), sum / window));
      }
    }
    return Thinned.evenly(means, POINTS_MAX);
  }
}
