package dev.pawl.archive;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Problem.Incumbents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A grid that keeps the best candidate of every kind (MAP-Elites; Mouret and Clune, "Illuminating
/// search spaces by mapping elites", arXiv 1504.04909; the grid of Digital Red Queen, arXiv
/// 2601.03335, is two axes of six cells).
///
/// **Idea.** The first traits of a score, one per [Axis], name a cell. A cell holds one elite, and
/// only a strictly greater value replaces it. Parents are drawn uniformly from the occupied cells,
/// so a poor elite of a rare kind breeds as often as the champion: that is what keeps the search
/// from collapsing onto one design.
///
/// **Cost.** Selection is one lookup. Admission is one lookup, and if the elite is kept a copy of
/// about 2√cells numbers, which buys snapshots that cost nothing.
///
/// **Holds.** The best is never lost. A candidate is kept exactly if its value exceeds
/// [#incumbents]. Elites are listed in the order in which their cells were first occupied.
public final class MapElites implements Archive {

  /// The most cells that a grid may have.
  public static final int CELLS_MAX = 1 << 22;

  private static final int EMPTY = -1;

  private final List<Axis> axes;
  private final int[] slotOfCell;
  private final List<Elite> elites = new ArrayList<>();
  private SharedArray values;
  private Optional<Elite> best = Optional.empty();

  /// An empty grid.
  public MapElites(List<Axis> axes) {
    this.axes = List.copyOf(axes);
    long cells = 1;
    for (Axis axis : this.axes) {
      cells *= axis.cells();
      if (cells > CELLS_MAX) {
        throw new IllegalArgumentException(
            "axes %s make more than %d cells; take fewer axes or fewer edges"
                .formatted(axes.stream().map(Axis::name).toList(), CELLS_MAX));
      }
    }
    slotOfCell = new int[(int) cells];
    Arrays.fill(slotOfCell, EMPTY);
    values = SharedArray.filled(slotOfCell.length, Double.NEGATIVE_INFINITY);
  }

  /// The axes, in the order of the traits.
  public List<Axis> axes() {
    return axes;
  }

  /// How many cells there are, occupied or not.
  public int cells() {
    return slotOfCell.length;
  }

  /// The cell of a candidate with `traits`: one number from 0 for each axis.
  public List<Integer> cellOf(List<Double> traits) {
    List<Integer> cell = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      cell.add(axes.get(i).cellOf(trait(axes, traits, i)));
    }
    return List.copyOf(cell);
  }

  @Override
  public Admission admit(Elite elite) {
    List<Double> traits = elite.score().traits();
    double value = elite.score().value();
    int cell = index(axes, traits);
    if (value <= values.get(cell)) {
      return new Admission.NotKept();
    }
    if (slotOfCell[cell] == EMPTY) {
      slotOfCell[cell] = elites.size();
      elites.add(elite);
    } else {
      elites.set(slotOfCell[cell], elite);
    }
    values = values.with(cell, value);
    if (best.isEmpty() || Archive.beats(elite, best.get())) {
      best = Optional.of(elite);
    }
    return new Admission.Kept(
        cellOf(traits).stream().map(String::valueOf).collect(Collectors.joining(",", "cell ", "")));
  }

  @Override
  public void clear() {
    Arrays.fill(slotOfCell, EMPTY);
    elites.clear();
    values = SharedArray.filled(slotOfCell.length, Double.NEGATIVE_INFINITY);
    best = Optional.empty();
  }

  @Override
  public Elite select(long ticket, Draw draw) {
    Draws.requireElites(elites.size());
    return elites.get(draw.nextInt(elites.size()));
  }

  @Override
  public Incumbents incumbents(long ticket) {
    List<Axis> axes = this.axes;
    SharedArray values = this.values;
    return traits -> values.get(index(axes, traits));
  }

  @Override
  public List<Elite> elites() {
    return List.copyOf(elites);
  }

  @Override
  public int size() {
    return elites.size();
  }

  @Override
  public Optional<Elite> best() {
    return best;
  }

  private static int index(List<Axis> axes, List<Double> traits) {
    int index = 0;
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      index = index * axis.cells() + axis.cellOf(trait(axes, traits, i));
    }
    return index;
  }

  private static double trait(List<Axis> axes, List<Double> traits, int axis) {
    if (axis >= traits.size()) {
      throw new IllegalArgumentException(
          "the grid has axes %s but the score has %d traits; the problem must give a trait per axis"
              .formatted(axes.stream().map(Axis::name).toList(), traits.size()));
    }
    return traits.get(axis);
  }
}
