package dev.pawl.cli.report;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The charts of a page, and the figures that hold them.
final class Charts {

  private final Map<String, Chart> charts = new LinkedHashMap<>();

  /// A figure with `chart`.
  ///
  /// @param size `tall`, `square`, or empty
  /// @param caption what it shows
  Html figure(String size, Html caption, String description, Chart chart) {
    String id = "c" + (charts.size() + 1);
    charts.put(id, chart);
    return Html.of(
        """
        <figure class="figure {}">
        <figcaption>{}</figcaption>
        <div class="chart" data-chart="{}" role="img" tabindex="0" aria-label="{}"></div>
        </figure>
        """,
        size,
        caption,
        id,
        description);
  }

  /// The data of all charts, to be put between script tags: no character in it can end them.
  Html json() {
    String json = JsonMapper.shared().writeValueAsString(charts);
    return new Html(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
  }
}
