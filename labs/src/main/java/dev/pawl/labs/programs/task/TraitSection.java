package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.archive.Axis;
import dev.pawl.archive.MapElites;
import dev.pawl.labs.programs.task.Trait.Kind;
import dev.pawl.study.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the section `traits` of a task: names with their cells, as `edges`, or as `min`, `max` and
/// `bins`. What is measured on the files needs no cells.
final class TraitSection {

  private static final Map<String, Kind> AUTOMATIC =
      Map.of("length", Kind.LENGTH, "lines", Kind.LINES, "distance", Kind.DISTANCE);

  private TraitSection() {}

  static List<Trait> of(Section section, Candidate seed) {
    List<Trait> traits = new ArrayList<>();
    long cells = 1;
    for (String name : section.keys()) {
      Trait trait = trait(section.section(name), name, seed);
      traits.add(trait);
      cells *= trait.axis().cells();
      if (cells > MapElites.CELLS_MAX) {
        section.problem(
            name, "makes %d cells in all; the most is %d".formatted(cells, MapElites.CELLS_MAX));
        return List.of();
      }
    }
    return traits;
  }

  private static Trait trait(Section section, String name, Candidate seed) {
    Kind kind = AUTOMATIC.getOrDefault(name, Kind.DECLARED);
    List<String> texts = section.texts("edges", List.of());
    boolean range = section.has("min") || section.has("max");
    double min = section.decimal("min", 0, -1e15, 1e15);
    double max = section.decimal("max", min + 1, -1e15, 1e15);
    int bins = section.integer("bins", 10, 2, 10_000);
    try {
      if (!texts.isEmpty()) {
        return new Trait(kind, new Axis(name, texts.stream().map(Double::valueOf).toList()));
      }
      if (kind != Kind.DECLARED && !range) {
        return Trait.automatic(kind, name, seed);
      }
      if (!range) {
        section.problem(
            "edges",
            "is missing: give it edges, or min, max and bins; length, lines and distance need none");
      }
      return new Trait(kind, Trait.equal(name, min, Math.max(max, Math.nextUp(min)), bins));
    } catch (IllegalArgumentException e) {
      section.problem("edges", "is no list of ascending numbers: " + e.getMessage());
      return new Trait(kind, Axis.of(name, 0));
    }
  }
}
