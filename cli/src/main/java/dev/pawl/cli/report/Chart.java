package dev.pawl.cli.report;

import java.util.ArrayList;
import java.util.List;

/// What a chart shows, without a word on how: `charts.js` turns it into options of the charting
/// library, in the colours of the page. Written as JSON with the names of the components.
sealed interface Chart {

  /// Which function of the script draws it.
  String kind();

  /// Curves in a plane.
  ///
  /// @param ends whether the curves are named where they end, instead of in a legend
  record Xy(String kind, Axis x, Axis y, List<Series> series, List<Mark> marks, boolean ends)
      implements Chart {

    static Xy of(Axis x, Axis y, List<Series> series, List<Mark> marks) {
      return new Xy("xy", x, y, series, marks, false);
    }

    Xy withEnds() {
      return new Xy(kind, x, y, series, marks, true);
    }
  }

  /// A coloured rectangle of numbers, or several that one leafs through.
  ///
  /// @param scale what the colours mean
  /// @param printed whether the numbers stand in their cells
  record Heat(String kind, Axis x, Axis y, Scale scale, boolean printed, List<Frame> frames)
      implements Chart {

    static Heat of(Axis x, Axis y, Scale scale, boolean printed, List<Frame> frames) {
      return new Heat("heat", x, y, scale, printed, frames);
    }
  }

  /// An axis.
  ///
  /// @param name with its unit
  /// @param form `number`, `integer`, `log`, `percent`, or `names`
  /// @param names of the categories, for `names`
  /// @param zero whether zero belongs to it
  record Axis(String name, String form, List<String> names, boolean zero) {

    public Axis {
      name = Html.plain(name);
      names = names.stream().map(Html::plain).toList();
    }

    static Axis number(String name) {
      return new Axis(name, "number", List.of(), false);
    }

    static Axis fromZero(String name) {
      return new Axis(name, "number", List.of(), true);
    }

    static Axis integer(String name) {
      return new Axis(name, "integer", List.of(), false);
    }

    static Axis log(String name) {
      return new Axis(name, "log", List.of(), false);
    }

    static Axis percent(String name) {
      return new Axis(name, "percent", List.of(), false);
    }

    static Axis names(String name, List<String> names) {
      return new Axis(name, "names", names, false);
    }
  }

  /// A curve.
  ///
  /// @param draw `line`, `step`, `dots`, or `cloud`
  /// @param color `arm 0` and so on, `shade 0.5` between the palest and the darkest, or `ink`
  /// @param points x and y
  /// @param band x, low and high; may be empty
  record Series(
      String name,
      String draw,
      String color,
      boolean dashed,
      List<List<Number>> points,
      List<List<Number>> band) {

    public Series {
      name = Html.plain(name);
    }

    static Series of(String name, String draw, String color, List<Point> points) {
      List<List<Number>> pairs = new ArrayList<>();
      for (Point p : points) {
        if (Double.isFinite(p.x()) && Double.isFinite(p.y())) {
          pairs.add(List.of(Say.compact(p.x()), Say.compact(p.y())));
        }
      }
      return new Series(name, draw, color, false, pairs, List.of());
    }

    Series withDashes() {
      return new Series(name, draw, color, true, points, band);
    }

    Series withBand(List<Double> xs, List<Stats.Mean> means) {
      List<List<Number>> edges = new ArrayList<>();
      for (int i = 0; i < xs.size(); i++) {
        Stats.Mean m = means.get(i);
        if (Double.isFinite(m.half())) {
          edges.add(List.of(Say.compact(xs.get(i)), Say.compact(m.low()), Say.compact(m.high())));
        }
      }
      return new Series(name, draw, color, dashed, points, edges);
    }
  }

  /// A line across the plane.
  ///
  /// @param axis `x` or `y`
  record Mark(String axis, Number at, String label) {

    static Mark x(double at, String label) {
      return new Mark("x", Say.compact(at), label);
    }

    static Mark y(double at, String label) {
      return new Mark("y", Say.compact(at), label);
    }
  }

  /// What colours mean.
  ///
  /// @param form `number` or `percent`
  /// @param middle where two colours part; empty for one colour that deepens
  record Scale(String name, String form, Number low, Number high, List<Number> middle) {

    public Scale {
      name = Html.plain(name);
    }

    static Scale of(String name, String form, double low, double high) {
      return new Scale(name, form, Say.compact(low), Say.compact(high), List.of());
    }

    static Scale parted(String name, double low, double middle, double high) {
      return new Scale(
          name, "number", Say.compact(low), Say.compact(high), List.of(Say.compact(middle)));
    }
  }

  /// The numbers of a rectangle.
  ///
  /// @param cells x, y and value
  /// @param tips what else there is to say about each cell; empty, or as many as cells
  record Frame(String name, List<List<Number>> cells, List<String> tips) {}
}
