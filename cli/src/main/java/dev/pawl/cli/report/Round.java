package dev.pawl.cli.report;

import dev.pawl.Cost;
import dev.pawl.Hash;
import java.util.List;
import java.util.Optional;

/// One round of a run, as far as it went.
///
/// @param best the best value so far by ticket of the run: the points at which it rose, and the
///   last ticket
/// @param scale the greatest value that a score of the round could have
/// @param champion empty while the round goes on
/// @param searched what the search had cost from the start of the run to the end of this round
/// @param cells what its archive held at the end, as far as places were cells
record Round(
    int number,
    long firstTicket,
    long lastTicket,
    List<Point> best,
    double scale,
    Optional<Champion> champion,
    Cost searched,
    List<Cell> cells) {

  /// Who won a round.
  record Champion(long ticket, Hash id, double value) {}

  /// An occupied cell of a grid of one or two axes.
  ///
  /// @param y 0 if there is one axis
  /// @param admissions how many candidates were ever admitted to it in the round
  record Cell(
      int x,
      int y,
      Hash candidate,
      long ticket,
      double value,
      List<Double> traits,
      long admissions) {}
}
