package dev.pawl.cli.report;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Score;
import dev.pawl.cli.report.Round.Cell;
import dev.pawl.cli.report.Round.Champion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fold of one round.
final class RoundFold {

  private static final int BEST_POINTS_MAX = 400;
  private static final int CELLS_MAX = 4_096;
  private static final int CELL_NUMBER_MAX = 511;

  /// `cell 3`, `cell 3,4`, also behind the island that the cell is on.
  private static final Pattern CELL = Pattern.compile("(.{0,40} )?cell (\\d{1,3})(?:,(\\d{1,3}))?");

  private final int number;
  private final long firstTicket;
  private long lastTicket;
  private final List<Point> best = new ArrayList<>();
  private double scale;
  private final Map<String, Cell> cells = new TreeMap<>();
  private @Nullable Champion champion;
  private Cost searched = Cost.NONE;

  RoundFold(int number, long firstTicket) {
    this.number = number;
    this.firstTicket = firstTicket;
    this.lastTicket = firstTicket;
  }

  int number() {
    return number;
  }

  void ticket(long ticket, Cost searchedSoFar) {
    lastTicket = ticket;
    searched = searchedSoFar;
  }

  void admitted(long ticket, String place, Hash candidate, Score score) {
    scale = score.bounds().max();
    if (best.isEmpty() || score.value() > best.getLast().y()) {
      best.add(new Point(ticket, score.value()));
    }
    Matcher cell = CELL.matcher(place);
    if (cell.matches() && (cells.size() < CELLS_MAX || cells.containsKey(place))) {
      int x = Integer.parseInt(cell.group(2));
      int y = cell.group(3) == null ? 0 : Integer.parseInt(cell.group(3));
      if (x <= CELL_NUMBER_MAX && y <= CELL_NUMBER_MAX) {
        Cell before = cells.get(place);
        long admissions = before == null ? 1 : before.admissions() + 1;
        cells.put(
            place, new Cell(x, y, candidate, ticket, score.value(), score.traits(), admissions));
      }
    }
  }

  void ended(long ticket, Hash id, double value) {
    champion = new Champion(ticket, id, value);
  }

  Round round() {
    List<Point> curve = new ArrayList<>(Thinned.evenly(best, BEST_POINTS_MAX));
    if (!curve.isEmpty() && curve.getLast().x() < lastTicket) {
      curve.add(new Point(lastTicket, curve.getLast().y()));
    }
    return new Round(
        number,
        firstTicket,
        lastTicket,
        List.copyOf(curve),
        scale,
        Optional.ofNullable(champion),
        searched,
        merged());
  }

  /// One cell for each position: of several islands the one with the greatest value.
  private List<Cell> merged() {
    Map<Long, Cell> merged = new TreeMap<>();
    for (Cell cell : cells.values()) {
      merged.merge(
          cell.x() * 1_000L + cell.y(),
          cell,
          (a, b) -> {
            Cell top = b.value() > a.value() ? b : a;
            return new Cell(
                top.x(),
                top.y(),
                top.candidate(),
                top.ticket(),
                top.value(),
                top.traits(),
                a.admissions() + b.admissions());
          });
    }
    return List.copyOf(merged.values());
  }
}
