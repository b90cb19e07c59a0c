package dev.pawl.labs.programs.certified;

import dev.pawl.study.Section;
import java.util.List;
import java.util.Locale;

/// The claims by their names in task files.
final class Claims {

  private static final int POINTS_MAX = 1_000;
  private static final int DIMENSIONS_MAX = 32;
  private static final int STEPS_MAX = 2_000;

  private Claims() {}

  /// The claim that the options of a task name.
  static Claim of(Section options) {
    String name =
        options.oneOf(
            "claim",
            "circles",
            List.of(
                "circles",
                "distances",
                "sphere",
                "kissing",
                "heilbronn",
                "autocorrelation",
                "overlap"));
    return switch (name) {
      case "distances" -> new Distances(points(options, 16), dimensions(options, 2));
      case "sphere" -> new Sphere(points(options, 24), dimensions(options, 4));
      case "kissing" -> new Kissing(points(options, POINTS_MAX), dimensions(options, 4));
      case "heilbronn" ->
          new Heilbronn(
              points(options, 11),
              Heilbronn.Region.valueOf(
                  options
                      .oneOf("region", "triangle", List.of("triangle", "square", "convex"))
                      .toUpperCase(Locale.ROOT)));
      case "autocorrelation" -> new Autocorrelation(steps(options));
      case "overlap" -> new Overlap(steps(options));
      default -> new CirclePacking(options.integer("circles", 26, 1, POINTS_MAX));
    };
  }

  private static int points(Section options, int fallback) {
    return options.integer("points", fallback, 3, POINTS_MAX);
  }

  private static int dimensions(Section options, int fallback) {
    return options.integer("dimensions", fallback, 2, DIMENSIONS_MAX);
  }

  private static int steps(Section options) {
    return options.integer("steps", 50, 2, STEPS_MAX);
  }
}
