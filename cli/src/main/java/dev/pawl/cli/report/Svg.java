package dev.pawl.cli.report;

import java.util.List;
import java.util.Locale;

/// Pictures the size of a word, for tables. Sizes are attributes, not styles, because the page
/// allows no style but its own.
final class Svg {

  private static final int WIDTH = 120;
  private static final int HEIGHT = 14;

  private Svg() {}

  /// A dot with its interval, on an axis from 0 to `most`.
  static Html interval(double value, double low, double high, double most) {
    double scale = (WIDTH - 4) / most;
    return Html.of(
        """
        <svg class="spark" width="{}" height="{}" aria-hidden="true"><line class="base" x1="2" x2="{}" y1="7" y2="7"/>\
        <line class="whisker" x1="{}" x2="{}" y1="7" y2="7"/><circle class="dot" cx="{}" cy="7" r="2.6"/></svg>\
        """,
        WIDTH,
        HEIGHT,
        WIDTH - 2,
        at(2 + low * scale),
        at(2 + Math.min(high, most) * scale),
        at(2 + value * scale));
  }

  /// A bar, on an axis from 0 to 1.
  static Html bar(double share) {
    return Html.of(
        "<svg class=\"spark\" width=\"{}\" height=\"{}\" aria-hidden=\"true\">"
            + "<rect class=\"bar\" x=\"0\" y=\"3\" width=\"{}\" height=\"8\"/></svg>",
        WIDTH,
        HEIGHT,
        at(share * WIDTH));
  }

  /// A line through `values`, on an axis from 0 to `most`.
  static Html line(List<Double> values, double most) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      double x = 1 + (WIDTH - 2.0) * i / Math.max(1, values.size() - 1);
      double y = HEIGHT - 1 - (HEIGHT - 2) * values.get(i) / most;
      points.append(at(x)).append(',').append(at(y)).append(' ');
    }
    return Html.of(
        "<svg class=\"spark\" width=\"{}\" height=\"{}\" aria-hidden=\"true\"><polyline class=\"trace\" points=\"{}\"/></svg>",
        WIDTH,
        HEIGHT,
        points.toString().strip());
  }

  private static String at(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }
}
