package dev.pawl.labs.programs.task;

import dev.pawl.labs.programs.task.Objective.Combine;
import dev.pawl.labs.programs.task.Objective.Part;
import dev.pawl.study.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads `goal`, `bounds` and `objectives` of a task.
final class ObjectiveSection {

  private static final double FAR = 1e15;
  private static final List<String> GOALS = List.of("maximise", "minimise");

  private ObjectiveSection() {}

  static Objective of(Section root) {
    boolean minimise = minimise(root);
    Section bounds = root.section("bounds");
    double min = bounds.decimal("min", -FAR, -FAR, FAR);
    double max = bounds.decimal("max", FAR, -FAR, FAR);
    Objective one = checked(bounds, "max", min, max, Objective.one(minimise, -FAR, FAR), minimise);
    Section section = root.section("objectives");
    Section named = section.section("of");
    if (named.keys().isEmpty()) {
      return one;
    }
    Combine combine =
        Combine.valueOf(
            section
                .oneOf("combine", "weighted", List.of("weighted", "lexicographic", "pareto"))
                .toUpperCase(Locale.ROOT));
    List<Part> parts = new ArrayList<>();
    for (String name : named.keys()) {
      parts.add(part(named.section(name), name, combine));
    }
    Objective objective = new Objective(combine, parts);
    if (combine == Combine.LEXICOGRAPHIC) {
      checkSteps(section, objective);
    }
    return objective;
  }

  private static boolean minimise(Section section) {
    return section.oneOf("goal", "maximise", GOALS).equals("minimise");
  }

  private static Objective checked(
      Section section, String key, double min, double max, Objective fallback, boolean minimise) {
    if (min >= max) {
      section.problem(key, "is %s; it must be greater than min, %s".formatted(max, min));
      return fallback;
    }
    return Objective.one(minimise, min, max);
  }

  private static Part part(Section section, String name, Combine combine) {
    boolean minimise = minimise(section);
    double weight =
        combine == Combine.WEIGHTED
            ? section.decimal("weight", minimise ? -1 : 1, -1e6, 1e6)
            : minimise ? -1 : 1;
    double far = combine == Combine.WEIGHTED ? 1e9 : FAR;
    double min = section.decimal("min", -far, -far, far);
    double max = section.decimal("max", far, -far, far);
    if (min >= max) {
      section.problem("max", "is %s; it must be greater than min, %s".formatted(max, min));
      max = min + 1;
    }
    double step =
        combine == Combine.LEXICOGRAPHIC ? section.decimal("step", max - min, 1e-12, FAR) : 1;
    return new Part(name, minimise, weight, min, max, step);
  }

  private static void checkSteps(Section section, Objective objective) {
    double steps = objective.bounds().max();
    if (steps > Objective.STEPS_MAX) {
      section.problem(
          "combine",
          "is lexicographic, and the steps of all objectives but the last are %s together; the most is %s: give them min, max and a larger step"
              .formatted(steps, Objective.STEPS_MAX));
    }
  }
}
