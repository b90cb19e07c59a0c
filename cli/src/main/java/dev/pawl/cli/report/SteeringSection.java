package dev.pawl.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What people wanted of a run while it went on.
final class SteeringSection {

  private static final int ROWS_MAX = 200;

  private SteeringSection() {}

  static Optional<Section> of(String id, SteeringFold steering) {
    List<SteeringFold.Given> all = steering.all();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<Html> rows = new ArrayList<>();
    for (SteeringFold.Given given : all.subList(Math.max(0, all.size() - ROWS_MAX), all.size())) {
      rows.add(
          Html.of(
              "<tr><td class=\"n\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
              given.ticket(),
              SteeringFold.words(given.steered().order()),
              given.steered().by(),
              given.steered().reason()));
    }
    return Optional.of(
        new Section(
            id,
            "Steered by hand",
            Html.of(
                "What people wanted of the run, behind which ticket it was taken in, and who said so. A candidate that is"
                    + " banned is no parent any more and is not handed out."),
            Html.of(
                """
                <table><thead><tr><th scope="col" class="n">ticket</th><th scope="col">order</th>
                <th scope="col">by</th><th scope="col">why</th></tr></thead><tbody>{}</tbody></table>
                """,
                Html.all(rows))));
  }
}
